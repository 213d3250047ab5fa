/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/releases/baseline_summary.h"
#include "present/releases/load_note.h"
#include "base/memory.h"
#include "present/format.h"
#include "present/releases/release_tables.h"

/* A column for the sides' names, and one for each metric. */
static void
metric_columns(const struct baseline *baseline, struct wide_columns *columns, struct grid *grid)
{
	columns->items = memory_zeroed(baseline->metric_count + 1, sizeof *columns->items);
	columns->items[0] = (struct grid_column){"release", true};
	for (size_t i = 0; i < baseline->metric_count; i++)
		columns->items[i + 1] = (struct grid_column){baseline->by[i].says, false};
	*grid = (struct grid){.columns = columns->items, .column_count = baseline->metric_count + 1};
}

static void
append_means(const struct baseline *baseline, const struct page_style *style, struct text *text)
{
	CLEANUP_WIDE struct wide_columns columns = {0};
	CLEANUP_GRID struct grid grid = {0};
	char change[FORMAT_BYTES];

	metric_columns(baseline, &columns, &grid);
	for (size_t side = 0; side < baseline->sides->count; side++) {
		grid_add(&grid, "%s", baseline->sides->items[side].name);
		for (size_t metric = 0; metric < baseline->metric_count; metric++)
			grid_add(&grid, "%s", format_change(change, baseline_mean(baseline, side, metric)));
	}
	text_append_format(text, "Geometric means over the %zu cells that all have built, against %s.\n",
		baseline->common_count, baseline->sides->items[baseline->side].name);
	page_grid(style, &grid, text);
}

static void
append_largest(const struct baseline *baseline, const struct page_style *style, struct text *text)
{
	CLEANUP_WIDE struct wide_columns columns = {0};
	CLEANUP_GRID struct grid grid = {0};
	const char *label = baseline->sides->cells[baseline->largest].label;
	char quantity[FORMAT_BYTES];

	metric_columns(baseline, &columns, &grid);
	for (size_t side = 0; side < baseline->sides->count; side++) {
		grid_add(&grid, "%s", baseline->sides->items[side].name);
		for (size_t metric = 0; metric < baseline->metric_count; metric++)
			grid_add(&grid, "%s",
				format_quantity(quantity, baseline->by[metric].unit,
					baseline_median(baseline, baseline->largest, side, metric)));
	}
	page_end_paragraph(text);
	text_append_format(text, style->markdown ? "Medians of `%s`" : "Medians of %s", label);
	text_append(text, ", the largest of these projects.\n");
	page_grid(style, &grid, text);
}

static void
append_patterns(const struct baseline *baseline, const struct page_style *style, struct text *text)
{
	CLEANUP_WIDE struct wide_columns columns = {0};
	CLEANUP_GRID struct grid grid = {0};

	wide_columns_of(baseline->sides, "pattern", 0, false, &columns, &grid);
	for (size_t i = 0; i < baseline->pattern_count; i++) {
		grid_add(&grid, "%s", baseline->patterns[i].pattern);
		for (size_t side = 0; side < baseline->sides->count; side++)
			if (baseline->patterns[i].ratios[side] > 0)
				grid_add(&grid, "%.2f", baseline->patterns[i].ratios[side]);
			else
				grid_add(&grid, "%s", "");
	}
	page_end_paragraph(text);
	text_append_format(text,
		"Each pattern's %s: the geometric mean of its sizes, each as a multiple of the first that built it.\n",
		baseline->by[0].says);
	page_grid(style, &grid, text);
}

void
baseline_summary(const struct baseline *baseline, const struct page_style *style, struct text *text)
{
	for (size_t side = 0; side < baseline->sides->count; side++)
		if (side != baseline->side)
			load_note(baseline->sides, baseline->side, side, style, text);
	append_means(baseline, style, text);
	append_largest(baseline, style, text);
	append_patterns(baseline, style, text);
}
