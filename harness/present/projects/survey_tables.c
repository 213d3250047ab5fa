/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/projects/survey_tables.h"
#include "base/memory.h"
#include "present/format.h"

static long long
count_at(const json_t *object, const char *key)
{
	return (long long)json_integer_value(json_object_get(object, key));
}

static char *
format_generic(char *out, const json_t *report)
{
	return format_percent(out, json_number_value(json_object_get(report, "generic_share")));
}

static void
append_totals(const json_t *report, struct text *text)
{
	static const char *const totals[] = {"files", "packages", "mains", "lines", "bytes"};
	char share[FORMAT_BYTES];

	for (size_t i = 0; i < COUNT_OF(totals); i++)
		text_append_format(text, "%-9s %lld\n", totals[i], count_at(report, totals[i]));
	text_append_format(text, "%-9s %lld (%s of the files)\n", "generic", count_at(report, "generic_files"),
		format_generic(share, report));
	if (count_at(report, "unresolved") > 0)
		text_append_format(text, "%lld imported packages were not found: transitive imports are too few\n",
			count_at(report, "unresolved"));
	text_append(text, "\n");
}

void
survey_table(const struct survey *survey, const struct page_style *style, struct text *text)
{
	static const struct grid_column columns[] = {
		{"", true}, {"mean", false}, {"median", false}, {"p99", false}, {"max", false}};
	CLEANUP_GRID struct grid grid = GRID_OF(columns);
	const json_t *measure;
	size_t index;

	json_array_foreach(json_object_get(survey->report, "measures"), index, measure)
	{
		grid_add(&grid, "%s", json_string_value(json_object_get(measure, "name")));
		grid_add(&grid, "%.1f", json_number_value(json_object_get(measure, "mean")));
		for (size_t i = 2; i < COUNT_OF(columns); i++)
			grid_add(&grid, "%lld", count_at(measure, columns[i].title));
	}
	if (style->markdown) {
		grid_to_markdown(&grid, text);
		return;
	}
	append_totals(survey->report, text);
	grid_to_text(&grid, 0, style->colour, text);
}

static void
add_totals(const struct survey *surveys, size_t count, struct grid *grid)
{
	static const char *const totals[] = {"files", "packages", "lines", "bytes"};
	char share[FORMAT_BYTES];

	for (size_t t = 0; t < COUNT_OF(totals); t++) {
		grid_add(grid, "%s", totals[t]);
		for (size_t i = 0; i < count; i++)
			grid_add(grid, "%lld", count_at(surveys[i].report, totals[t]));
	}
	grid_add(grid, "files declaring generics");
	for (size_t i = 0; i < count; i++)
		grid_add(grid, "%s", format_generic(share, surveys[i].report));
}

/* The measure of that name, or NULL in the survey of another gorge, which may have others. */
static const json_t *
measure_named(const struct survey *survey, const char *name)
{
	const json_t *measure;
	size_t index;

	json_array_foreach(json_object_get(survey->report, "measures"), index, measure)
	{
		const char *theirs = json_string_value(json_object_get(measure, "name"));
		if (theirs && text_equal(theirs, name))
			return measure;
	}
	return NULL;
}

static void
add_measure(const struct survey *surveys, size_t count, const char *name, struct grid *grid)
{
	grid_add(grid, "%s", name);
	for (size_t i = 0; i < count; i++) {
		const json_t *measure = measure_named(&surveys[i], name);
		if (measure)
			grid_add(grid, "%.1f / %lld / %lld / %lld", json_number_value(json_object_get(measure, "mean")),
				count_at(measure, "median"), count_at(measure, "p99"), count_at(measure, "max"));
		else
			grid_add(grid, "%s", "");
	}
}

void
survey_tables(const struct survey *surveys, size_t count, const struct page_style *style, struct text *text)
{
	CLEANUP_FREE struct grid_column *columns = memory_zeroed(count + 1, sizeof *columns);
	CLEANUP_GRID struct grid grid = {.columns = columns, .column_count = count + 1};
	const json_t *measure;
	size_t index;

	columns[0] = (struct grid_column){"mean / median / p99 / max", true};
	for (size_t i = 0; i < count; i++)
		columns[i + 1] = (struct grid_column){surveys[i].name, false};
	add_totals(surveys, count, &grid);
	json_array_foreach(json_object_get(surveys[0].report, "measures"), index, measure)
	{
		const char *name = json_string_value(json_object_get(measure, "name"));
		if (name)
			add_measure(surveys, count, name, &grid);
	}
	page_heading(style, 2, "What they are made of", text);
	page_grid(style, &grid, text);
}
