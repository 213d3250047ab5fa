/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One Markdown table: a row a series and size, with the median of each metric over the runs that ended ok.
 */
#include "base/memory.h"
#include "present/exports/export.h"
#include "present/format.h"
#include "present/grid.h"

static bool
is_measured(const struct study *study, enum run_column column)
{
	for (size_t s = 0; s < study->growth.series_count; s++)
		for (size_t p = 0; p < study->growth.series[s].point_count; p++)
			if (point_summary(&study->growth.series[s].points[p], column)->count > 0)
				return true;
	return false;
}

static void
add_point(const struct series *series, const struct point *point, const enum run_column *metrics,
	size_t count, struct grid *grid)
{
	char text[FORMAT_BYTES];
	double value;

	grid_add(grid, "%s", series->label);
	grid_add(grid, "%s", format_size(text, point->size));
	grid_add(grid, "%zu of %zu", point->ok, point->row_count);
	for (size_t i = 0; i < count; i++)
		grid_add(grid, "%s",
			point_value(point, metrics[i], &value)
				? format_quantity(text, run_columns[metrics[i]].unit, value)
				: "");
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	struct grid_column columns[RUN_METRIC_COUNT + 3] = {
		{"series", true}, {growth_common_axis(&study->growth), false}, {"ok runs", false}};
	enum run_column metrics[RUN_METRIC_COUNT];
	CLEANUP_GRID struct grid grid = {.columns = columns};
	size_t count = 0;

	(void)err;
	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++) {
		if (!wanted[column] || !is_measured(study, column))
			continue;
		columns[3 + count] = (struct grid_column){run_columns[column].name, false};
		metrics[count++] = column;
	}
	grid.column_count = 3 + count;
	for (size_t s = 0; s < study->growth.series_count; s++)
		for (size_t p = 0; p < study->growth.series[s].point_count; p++)
			add_point(&study->growth.series[s], &study->growth.series[s].points[p], metrics, count, &grid);
	text_append(out, "# ");
	markdown_escape(study->name, out);
	text_append(out, "\n");
	grid_to_markdown(&grid, out);
	return true;
}

const struct exporter exporter_markdown = {
	.name = "markdown",
	.summary = "a Markdown table of medians, a row a series and size",
	.details =
		"Medians over the runs that ended ok, rounded for people; a metric that nothing measured has no\n"
		"column.",
	.standard = export_headline,
	.takes_metrics = true,
	.append = append,
};
