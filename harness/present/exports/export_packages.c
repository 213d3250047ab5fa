/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV: what each package took to compile, over the runs of each series and size that ended ok, and on which
 * of them those were at work that were cut short.
 */
#include "platform/file.h"
#include "base/memory.h"
#include "present/exports/export.h"
#include "present/exports/losses.h"
#include "record/csv.h"
#include "record/ends/culprit_rows.h"
#include "record/run_groups.h"
#include "record/tool_medians.h"

#include <inttypes.h>
#include <stdlib.h>

struct group {
	const struct series *series;
	const struct point *point;
};

struct groups {
	struct run_groups runs; /* that ended ok */
	struct group *items;
	size_t count;
	struct losses losses; /* of the runs that did not */
};

static void
add_loss(const struct study *study, size_t row, struct groups *groups)
{
	CLEANUP_CULPRIT struct culprit culprit;

	culprit_of_row(&study->runs, row, &study->tools, &culprit);
	losses_add(&groups->losses, groups->count, &culprit);
}

static void
add_group(const struct study *study, struct group group, struct groups *groups)
{
	for (size_t i = 0; i < group.point->row_count; i++) {
		size_t row = group.point->rows[i];
		if (run_ended_ok(&study->runs, row))
			run_groups_add(&groups->runs, run_text(&study->runs, row, COLUMN_run_id), groups->count);
		else
			add_loss(study, row, groups);
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
append_place(const struct study *study, const struct group *group, const char *package, struct text *out)
{
	csv_append_field(out, package, false);
	csv_append_field(out, group->series->label, false);
	csv_append_field(out, study_text(study, group->series, COLUMN_go_version), false);
	csv_append_field(out, growth_axis_name(&study->growth, group->series), false);
	text_append_format(out, "%.15g,", group->point->size);
}

/* The rest of a row, empty when nothing was lost. */
static void
append_loss(const char *tool, const struct loss *loss, struct text *out)
{
	csv_append_field(out, tool, false);
	text_append_format(out, "%zu,%zu,", loss ? loss->culprit : 0, loss ? loss->beside : 0);
	if (loss && loss->bytes > 0)
		text_append_format(out, "%" PRIu64, loss->bytes);
	text_append(out, "\n");
}

static void
append_median(const struct study *study, const struct groups *groups, const struct tool_median *median,
	struct text *out)
{
	struct loss *loss = losses_find(&groups->losses, median->group, "compile", median->package);

	append_place(study, &groups->items[median->group], median->package, out);
	text_append_format(out, "%zu,%.17g,", median->count, median->peak_bytes);
	append_loss("compile", loss, out);
	if (loss)
		loss->shown = true;
}

static void
append_rows(const struct study *study, const struct groups *groups, const struct tool_medians *medians,
	struct text *out)
{
	text_append(
		out, "package,series,go_version,axis,size,compiles,peak_bytes,tool,culprit,beside,last_seen_bytes\n");
	for (size_t i = 0; i < medians->count; i++)
		append_median(study, groups, &medians->rows[i], out);
	for (size_t i = 0; i < groups->losses.count; i++) {
		const struct loss *loss = &groups->losses.items[i];
		if (loss->shown)
			continue;
		append_place(study, &groups->items[loss->group], loss->package, out);
		text_append(out, "0,,");
		append_loss(loss->tool, loss, out);
	}
}

static void
groups_dispose(struct groups *groups)
{
	run_groups_dispose(&groups->runs);
	losses_dispose(&groups->losses);
	free(groups->items);
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
	if (done && medians.count == 0 && groups.losses.count == 0)
		done = error_raise(err, ERROR_TOO_FEW_POINTS, path, "it holds no compile of a run that ended ok");
	if (done)
		append_rows(study, &groups, &medians, out);
	groups_dispose(&groups);
	return done;
}

const struct exporter exporter_packages = {
	.name = "packages",
	.summary = "CSV of what each package took to compile: exact medians from tools.csv",
	.details =
		"A row a package, series and size: how often it was compiled in runs that ended ok, and the\n"
		"median of the compiles' peak resident sets in bytes. Package by package, since the largest\n"
		"compile hides most of what a release or a setting changes. Of runs that were cut short it tells\n"
		"how many died of it (culprit: see culprit_how in docs/columns.md) or had it alive beside, and the\n"
		"largest that it was last seen at; other tools than compile, and packages that no run has compiled\n"
		"to the end, have rows of their own.",
	.takes_metrics = false,
	.reads_tools = true,
	.append = append,
};
