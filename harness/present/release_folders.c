/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/release_folders.h"
#include "base/file.h"
#include "base/memory.h"

static bool
read_runs(const char *folder, struct table *runs, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", folder);

	if (!file_is_folder(folder))
		return error_raise(err, ERROR_RESULTS_FORMAT, folder, "there is no such folder");
	if (!file_exists(path))
		return error_raise(err, ERROR_RESULTS_FORMAT, folder, "it holds no runs.csv");
	return table_read(path, RECORD_SCHEMA, runs, err);
}

/* The version that all rows are of; NULL when they are of several, or a side is called so already. */
static const char *
only_version(const struct sides *sides, const struct table *runs)
{
	size_t column = table_column(runs, run_columns[COLUMN_go_version].name);
	const char *version = runs->row_count > 0 ? table_text(runs, 0, column) : "";

	for (size_t row = 1; row < runs->row_count; row++)
		if (!text_equal(table_text(runs, row, column), version))
			return NULL;
	for (size_t i = 0; i < sides->count; i++)
		if (text_equal(sides->items[i].name, version))
			return NULL;
	return *version ? version : NULL;
}

/* Two releases in one folder would be taken for repetitions of one. */
static bool
check_one_toolchain(const struct table *runs, const char *folder, struct error *err)
{
	size_t column = table_column(runs, run_columns[COLUMN_go_id].name);

	for (size_t row = 1; row < runs->row_count; row++)
		if (!text_equal(table_text(runs, row, column), table_text(runs, 0, column)))
			return error_raise(err, ERROR_DIFFERENT_RESULTS, folder,
				"it holds runs of more than one toolchain; name the releases, and the folder with -o");
	return true;
}

bool
side_of_folder(struct sides *sides, const char *folder, struct error *err)
{
	CLEANUP_FREE char *name = NULL;
	struct table runs = {0};

	if (!read_runs(folder, &runs, err))
		return false;
	if (!check_one_toolchain(&runs, folder, err)) {
		table_release(&runs);
		return false;
	}
	name = memory_copy_text(only_version(sides, &runs) ? only_version(sides, &runs) : folder);
	return sides_add(sides, name, folder, &runs, err);
}

static bool
is_requested(const struct table *runs, size_t row, const void *context)
{
	const struct side_request *request = context;
	double repetition = 0;

	(void)table_number(runs, row, table_column(runs, run_columns[COLUMN_repetition].name), &repetition);
	return table_is(runs, row, run_columns[COLUMN_go_id].name, request->go_id) &&
		   (size_t)repetition % request->parts == (request->part + 1) % request->parts;
}

bool
side_of_toolchain(struct sides *sides, const struct side_request *request, struct error *err)
{
	struct table all = {0}, mine;

	if (!read_runs(request->folder, &all, err))
		return false;
	table_select(&all, is_requested, request, &mine);
	table_release(&all);
	return sides_add(sides, request->name, request->folder, &mine, err);
}
