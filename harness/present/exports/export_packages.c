/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV: what each package took to compile, over the runs of each series and size that ended ok.
 */
#include "platform/file.h"
#include "base/memory.h"
#include "present/exports/export.h"
#include "record/csv.h"
#include "record/run_groups.h"
#include "record/tool_medians.h"

#include <stdlib.h>

struct group {
	const struct series *series;
	const struct point *point;
};

struct groups {
	struct run_groups runs; /* that ended ok */
	struct group *items;
	size_t count;
};

static void
add_group(const struct study *study, struct group group, struct groups *groups)
{
	for (size_t i = 0; i < group.point->row_count; i++) {
		size_t row = group.point->rows[i];
		if (run_ended_ok(&study->runs, row))
			run_groups_add(&groups->runs, run_text(&study->runs, row, COLUMN_run_id), groups->count);
	}
	groups->items[groups->count++] = group;
}

static struct groups
collect_groups(const struct study *study)
{
	const struct growth *growth = &study->growth;
	struct groups groups = {0};
	size_t points = 0;

	for (size_t s = 0; s < growth->series_count; s++)
		points += growth->series[s].point_count;
	groups.items = memory_zeroed(points, sizeof *groups.items);
	for (size_t s = 0; s < growth->series_count; s++)
		for (size_t p = 0; p < growth->series[s].point_count; p++)
			add_group(study, (struct group){&growth->series[s], &growth->series[s].points[p]}, &groups);
	run_groups_sort(&groups.runs);
	return groups;
}

static void
append_row(const struct study *study, const struct groups *groups, const struct tool_median *median,
	struct text *out)
{
	const struct group *group = &groups->items[median->group];

	csv_append_field(out, median->package, false);
	csv_append_field(out, group->series->label, false);
	csv_append_field(out, study_text(study, group->series, COLUMN_go_version), false);
	csv_append_field(out, growth_axis_name(&study->growth, group->series), false);
	text_append_format(out, "%.15g,%zu,%.17g\n", group->point->size, median->count, median->peak_bytes);
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", study->folder);
	CLEANUP_TOOL_MEDIANS struct tool_medians medians = {0};
	struct groups groups = collect_groups(study);
	struct tool_grouping grouping = {run_groups_find, &groups.runs};
	bool done = file_exists(path)
					? tool_medians_read(path, &grouping, &medians, err)
					: error_raise(err, ERROR_RESULTS_FORMAT, study->folder, "it holds no tools.csv");

	(void)wanted;
	if (done && medians.count == 0)
		done = error_raise(err, ERROR_TOO_FEW_POINTS, path, "it holds no compile of a run that ended ok");
	if (done)
		text_append(out, "package,series,go_version,axis,size,compiles,peak_bytes\n");
	for (size_t i = 0; i < medians.count; i++)
		append_row(study, &groups, &medians.rows[i], out);
	run_groups_dispose(&groups.runs);
	free(groups.items);
	return done;
}

const struct exporter exporter_packages = {
	.name = "packages",
	.summary = "CSV of what each package took to compile: exact medians from tools.csv",
	.details = "A row a package, series and size: how often it was compiled in runs that ended ok, and the\n"
			   "median of the compiles' peak resident sets in bytes. Package by package, since the largest\n"
			   "compile hides most of what a release or a setting changes.",
	.takes_metrics = false,
	.append = append,
};
