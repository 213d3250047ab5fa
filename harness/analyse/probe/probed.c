/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/probe/probed.h"
#include "base/memory.h"
#include "platform/file.h"
#include "record/runs.h"

#include <stdlib.h>

static bool
find_run(const char *results, const char *run_id, struct probed *probed, struct error *err)
{
	double most = -1, peak = 0;

	for (size_t row = 0; row < probed->runs.row_count; row++) {
		bool wanted = *run_id == '\0' || text_equal(run_text(&probed->runs, row, COLUMN_run_id), run_id);
		if (!wanted || (!run_number(&probed->runs, row, COLUMN_tree_anon_peak_bytes, &peak) && most > 0))
			continue;
		if (peak < most)
			continue;
		most = peak;
		probed->row = row;
	}
	return most >= 0 || error_raise(err, ERROR_RESULTS_FORMAT, results, "the run %s is not in it", run_id);
}

/* The rows of one of its files in which a column has that text; none where there is no such file. */
static bool
read_rows(const char *results, const struct csv_layout *layout, const char *column, const char *text,
	struct table *table, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", results, layout->name);
	CLEANUP_TEXT_SET struct text_set kept = {0};

	(void)text_set_add(&kept, text);
	return !file_exists(path) || table_read_some(path, RECORD_SCHEMA, column, &kept, table, err);
}

static double
number(const struct table *table, size_t row, const char *column)
{
	double value = 0;

	(void)table_number(table, row, table_column(table, column), &value);
	return value;
}

static int
larger_tool_first(const void *a, const void *b)
{
	double first = ((const struct probed_tool *)a)->peak_bytes,
		   second = ((const struct probed_tool *)b)->peak_bytes;

	return (first < second) - (first > second);
}

static void
take_tools(struct probed *probed)
{
	const struct table *rows = &probed->tool_rows;

	probed->tools = memory_zeroed(rows->row_count + 1, sizeof *probed->tools);
	for (size_t row = 0; row < rows->row_count; row++)
		probed->tools[probed->tool_count++] =
			(struct probed_tool){.tool = table_text(rows, row, table_column(rows, "tool")),
				.package = table_text(rows, row, table_column(rows, "package")),
				.started_ns = number(rows, row, "started_ns"),
				.wall_ns = number(rows, row, "wall_ns"),
				.cpu_ns = number(rows, row, "user_ns") + number(rows, row, "system_ns"),
				.peak_bytes = number(rows, row, "peak_bytes"),
				.output_bytes = number(rows, row, "output_bytes")};
	qsort(probed->tools, probed->tool_count, sizeof *probed->tools, larger_tool_first);
}

static bool
read_all(const char *results, const char *run_id, struct probed *probed, struct error *err)
{
	const char *id, *hash;

	if (!runs_read_folder(results, &probed->runs, err) || !find_run(results, run_id, probed, err))
		return false;
	id = run_text(&probed->runs, probed->row, COLUMN_run_id);
	hash = run_text(&probed->runs, probed->row, COLUMN_project_hash);
	return read_rows(results, &tools_layout, "run_id", id, &probed->tool_rows, err) &&
		   read_rows(results, &samples_layout, "run_id", id, &probed->samples, err) &&
		   read_rows(results, &packages_layout, "project_hash", hash, &probed->package_rows, err);
}

bool
probed_read(const char *results, const char *run_id, struct probed *probed, struct error *err)
{
	*probed = (struct probed){0};
	if (!read_all(results, run_id, probed, err)) {
		probed_dispose(probed);
		return false;
	}
	take_tools(probed);
	probed_moment_find(probed);
	probed_packages_find(probed);
	probed_majors_find(probed);
	return true;
}

bool
probed_read_tools(const char *results, struct probed *probed, struct error *err)
{
	if (!probed_read(results, "", probed, err))
		return false;
	if (probed->tool_count > 0)
		return true;
	probed_dispose(probed);
	return error_raise(err, ERROR_TOO_FEW_POINTS, results, "tools.csv tells of no tool of its largest run");
}

void
probed_dispose(struct probed *probed)
{
	for (size_t i = 0; i < probed->major_count; i++) {
		free(probed->majors[i].module);
		free(probed->majors[i].versions);
	}
	free(probed->majors);
	free(probed->packages);
	free(probed->tools);
	table_dispose(&probed->package_rows);
	table_dispose(&probed->samples);
	table_dispose(&probed->tool_rows);
	table_dispose(&probed->runs);
	*probed = (struct probed){0};
}
