/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/projects/measured.h"
#include "base/json_text.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"
#include "platform/file.h"
#include "record/run_groups.h"
#include "record/runs.h"
#include "record/tool_medians.h"

#include <stdlib.h>
#include <string.h>

/* Every run that ended ok is in group 0. *row is the first of them. */
static bool
group_runs(
	const struct table *runs, const char *results, struct run_groups *groups, size_t *row, struct error *err)
{
	for (size_t i = runs->row_count; i-- > 0;)
		if (run_ended_ok(runs, i)) {
			run_groups_add(groups, run_text(runs, i, COLUMN_run_id), 0);
			*row = i;
		}
	if (groups->count == 0)
		return error_raise(err, ERROR_TOO_FEW_POINTS, results, "no run of it ended ok");
	for (size_t i = *row; i < runs->row_count; i++)
		if (run_ended_ok(runs, i) &&
			!text_equal(run_text(runs, i, COLUMN_cell_id), run_text(runs, *row, COLUMN_cell_id)))
			return error_raise(err, ERROR_RESULTS_FORMAT, results,
				"it holds runs of several cells; what a project takes is that of one");
	run_groups_sort(groups);
	return true;
}

static int
compare_package(const void *name, const void *median)
{
	return strcmp(name, ((const struct tool_median *)median)->package);
}

static void
set_compiles(const struct tool_medians *medians, json_t *report)
{
	json_t *compiles = json_array(), *object;
	size_t index;

	json_array_foreach(json_object_get(report, "each"), index, object)
	{
		const char *package = json_string_value(json_object_get(object, "package"));
		const struct tool_median *median =
			medians->count == 0 || !package
				? NULL
				: bsearch(package, medians->rows, medians->count, sizeof *medians->rows, compare_package);
		if (!median || json_number_value(json_object_get(object, "bytes")) <= 0)
			continue;
		(void)json_object_set_new(object, "peak_bytes", json_real(median->peak_bytes));
		(void)json_array_append(compiles, object);
	}
	(void)json_object_set_new(report, "compiles", compiles);
	(void)json_object_del(report, "each");
}

struct program_link {
	const char *package;
	double peak_bytes, output_bytes; /* 0 = not known */
};

static int
compare_links(const void *a, const void *b)
{
	return strcmp(((const struct program_link *)a)->package, ((const struct program_link *)b)->package);
}

static size_t
collect_links(const struct table *tools, const struct run_groups *groups, struct program_link *links)
{
	size_t run_id = table_column(tools, "run_id"), package = table_column(tools, "package");
	size_t peak = table_column(tools, "peak_bytes"), output = table_column(tools, "output_bytes"), count = 0;

	for (size_t row = 0; row < tools->row_count; row++) {
		struct program_link link = {.package = table_text(tools, row, package)};
		if (run_groups_find(table_text(tools, row, run_id), groups) == SIZE_MAX ||
			!table_number(tools, row, peak, &link.peak_bytes))
			continue;
		(void)table_number(tools, row, output, &link.output_bytes);
		links[count++] = link;
	}
	if (count > 1)
		qsort(links, count, sizeof *links, compare_links);
	return count;
}

static json_t *
link_of(const struct program_link *links, size_t count)
{
	CLEANUP_FREE double *peaks = memory_zeroed(count, sizeof *peaks);
	CLEANUP_FREE double *outputs = memory_zeroed(count, sizeof *outputs);
	json_t *object = json_object();
	size_t known = 0;

	for (size_t i = 0; i < count; i++) {
		peaks[i] = links[i].peak_bytes;
		if (links[i].output_bytes > 0)
			outputs[known++] = links[i].output_bytes;
	}
	(void)json_object_set_new(object, "package", json_text(links->package));
	(void)json_object_set_new(object, "peak_bytes", json_real(median_of(peaks, count)));
	if (known > 0)
		(void)json_object_set_new(object, "output_bytes", json_real(median_of(outputs, known)));
	return object;
}

static void
set_links(const struct table *tools, const struct run_groups *groups, json_t *report)
{
	CLEANUP_FREE struct program_link *links = memory_zeroed(tools->row_count + 1, sizeof *links);
	size_t count = collect_links(tools, groups, links), first = 0;
	json_t *array = json_array();

	for (size_t i = 1; i <= count; i++)
		if (i == count || !text_equal(links[i].package, links[first].package)) {
			(void)json_array_append_new(array, link_of(&links[first], i - first));
			first = i;
		}
	(void)json_object_set_new(report, "links", array);
}

static bool
read_tools(const char *results, const struct run_groups *groups, json_t *report, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", results);
	CLEANUP_TOOL_MEDIANS struct tool_medians medians = {0};
	CLEANUP_TEXT_SET struct text_set kept = {0};
	CLEANUP_TABLE struct table tools = {0};

	if (!file_exists(path))
		return error_raise(err, ERROR_RESULTS_FORMAT, results, "it holds no tools.csv");
	(void)text_set_add(&kept, "link");
	if (!tool_medians_read(path, &(struct tool_grouping){run_groups_find, groups}, &medians, err) ||
		!table_read_some(path, RECORD_SCHEMA, "tool", &kept, &tools, err))
		return false;
	set_compiles(&medians, report);
	set_links(&tools, groups, report);
	return true;
}

bool
survey_measure(struct survey *survey, const char *results, struct error *err)
{
	CLEANUP_RUN_GROUPS struct run_groups groups = {0};
	CLEANUP_TABLE struct table runs = {0};
	size_t row = 0;

	if (!runs_read_folder(results, &runs, err) || !group_runs(&runs, results, &groups, &row, err) ||
		!read_tools(results, &groups, survey->report, err))
		return false;
	(void)json_object_set_new(survey->report, "generator", json_text(run_text(&runs, row, COLUMN_generator)));
	(void)json_object_set_new(survey->report, "real_code", json_boolean(run_of_real_code(&runs, row)));
	survey_take_costs(survey);
	return true;
}
