/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/projects/cost_tables.h"
#include "base/memory.h"
#include "present/format.h"

#include <stdlib.h>

/* Fewer packages say little of their kind; of the largest there are never many. */
enum { PACKAGES_LEAST = 3 };

struct cost_table {
	const char *title;
	bool by_size, by_reach, of_links;
	size_t measures; /* the first so many of its kind */
};

static const struct cost_table tables[] = {
	{"Compile: by size of the package", true, false, false, 3},
	{"Compile: by transitive imports", false, true, false, 3},
	{"Compile: by both", true, true, false, 1},
	{"Link", false, false, true, 2},
};

/* Surveys in the order of the columns: the real ones, then the generated. */
struct projects {
	struct survey *surveys; /* shallow copies */
	size_t count, real;
};

static struct projects
put_in_order(const struct survey *surveys, size_t count)
{
	struct projects projects = {.surveys = memory_zeroed(count, sizeof *projects.surveys)};

	for (size_t i = 0; i < count; i++)
		if (surveys[i].measured && !surveys[i].generated)
			projects.surveys[projects.count++] = surveys[i];
	projects.real = projects.count;
	for (size_t i = 0; i < count; i++)
		if (surveys[i].measured && surveys[i].generated)
			projects.surveys[projects.count++] = surveys[i];
	return projects;
}

/* There is something to hold against something. */
static bool
has_distance(const struct projects *projects)
{
	return projects->real > 0 && projects->count > projects->real;
}

static void
columns_of(
	const struct projects *projects, const char *title, struct wide_columns *columns, struct grid *grid)
{
	size_t count = 0;

	columns->items = memory_zeroed(projects->count + 2, sizeof *columns->items);
	columns->items[count++] = (struct grid_column){title, true};
	for (size_t i = 0; i < projects->count; i++) {
		if (i == projects->real && has_distance(projects))
			columns->items[count++] = (struct grid_column){"median", false};
		columns->items[count++] = (struct grid_column){projects->surveys[i].name, false};
	}
	*grid = (struct grid){.columns = columns->items, .column_count = count};
}

static void
add_median(const struct cost_median *median, const struct cost_median *real, struct grid *grid)
{
	char value[FORMAT_BYTES], distance[FORMAT_BYTES];

	if (median->count == 0)
		grid_add(grid, "%s", "");
	else if (!real || real->count == 0)
		grid_add(grid, "%s (%zu)", format_digits(value, median->value), median->count);
	else
		grid_add(grid, "%s (%zu) %s", format_digits(value, median->value), median->count,
			format_distance(distance, median->value / real->value));
}

/* What no real project has is nothing to hold a generated one against. */
static bool
is_told(const struct projects *projects, const struct cost_median *real, const struct cost_median *medians)
{
	bool told = real->count > 0;

	for (size_t i = 0; projects->real == 0 && i < projects->count; i++)
		told = told || medians[i].count > 0;
	return told;
}

static void
add_row(const struct projects *projects, const struct cost_measure *measure, const struct cost_filter *filter,
	const char *label, struct grid *grid)
{
	CLEANUP_FREE struct cost_median *medians = memory_zeroed(projects->count, sizeof *medians);
	struct cost_median real = cost_medians(projects->surveys, projects->count, measure, filter, medians);
	char value[FORMAT_BYTES];

	if (!is_told(projects, &real, medians))
		return;
	grid_add(grid, "%s", label);
	for (size_t i = 0; i < projects->count; i++) {
		if (i == projects->real && has_distance(projects))
			grid_add(grid, "%s", format_digits(value, real.value));
		add_median(&medians[i], i < projects->real ? NULL : &real, grid);
	}
}

static void
add_class(const struct projects *projects, const struct cost_table *table, const struct cost_measure *measure,
	struct cost_filter filter, struct grid *grid)
{
	const char *size = table->by_size ? size_classes[filter.size].name : "";
	const char *reach = table->by_reach ? reach_classes[filter.reach].name : "";
	CLEANUP_FREE char *label =
		text_format("%s%s%s", size, table->by_size && table->by_reach ? ", " : "", reach);
	bool largest = table->by_size && !table->by_reach && filter.size == SIZE_CLASSES - 1;

	filter.least = largest || table->of_links ? 1 : PACKAGES_LEAST;
	add_row(projects, measure, &filter, table->of_links ? "all programs" : label, grid);
}

static void
append_measure(const struct projects *projects, const struct cost_table *table,
	const struct cost_measure *measure, const struct page_style *style, struct text *text)
{
	CLEANUP_WIDE struct wide_columns columns = {0};
	CLEANUP_GRID struct grid grid = {0};
	size_t sizes = table->by_size ? SIZE_CLASSES : 1, reaches = table->by_reach ? REACH_CLASSES : 1;

	columns_of(projects, measure->name, &columns, &grid);
	for (size_t size = 0; size < sizes; size++)
		for (size_t reach = 0; reach < reaches; reach++)
			add_class(projects, table, measure,
				(struct cost_filter){.size = table->by_size ? size : COST_ANY_CLASS,
					.reach = table->by_reach ? reach : COST_ANY_CLASS},
				&grid);
	page_grid(style, &grid, text);
}

/* Nothing, not even the heading, where no project has a row: one without programs has no link. */
static void
append_table(const struct projects *projects, const struct cost_table *table, const struct page_style *style,
	struct text *text)
{
	CLEANUP_TEXT struct text grids = {0};
	size_t told = 0;

	for (const struct cost_measure *measure = cost_measures; measure->name; measure++) {
		if (measure->of_links != table->of_links || told++ >= table->measures)
			continue;
		page_end_paragraph(&grids);
		append_measure(projects, table, measure, style, &grids);
	}
	if (grids.length == 0)
		return;
	page_heading(style, 2, table->title, text);
	text_append(text, text_string(&grids));
}

void
cost_tables(const struct survey *surveys, size_t count, const struct page_style *style, struct text *text)
{
	struct projects projects = put_in_order(surveys, count);

	for (size_t i = 0; projects.count > 0 && i < COUNT_OF(tables); i++)
		append_table(&projects, &tables[i], style, text);
	free(projects.surveys);
}
