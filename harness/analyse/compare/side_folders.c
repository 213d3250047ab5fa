/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/side_folders.h"
#include "platform/file.h"
#include "base/memory.h"
#include "record/runs.h"
#include "toolchain/release.h"

#include <string.h>

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

static void
collect_versions(const struct table *runs, struct list *versions)
{
	size_t column = table_column(runs, run_columns[COLUMN_go_version].name);

	for (size_t row = 0; row < runs->row_count; row++)
		if (!list_contains(versions, table_text(runs, row, column)))
			list_add(versions, table_text(runs, row, column));
	release_sort(versions, 0);
}

static bool
raise_versions(const struct table *runs, const char *folder, const char *why, struct error *err)
{
	CLEANUP_LIST struct list versions = {0};
	CLEANUP_TEXT struct text names = {0};

	collect_versions(runs, &versions);
	for (size_t i = 0; i < versions.count; i++)
		text_append_format(&names, "%s%s", i > 0 ? ", " : "", versions.items[i]);
	return error_raise(err, ERROR_RELEASES_OF_FOLDER, folder, "%s: %s", why, text_string(&names));
}

/* Two toolchains on one side would be taken for repetitions of one. */
static bool
check_one_toolchain(const struct table *runs, const char *folder, struct error *err)
{
	size_t column = table_column(runs, run_columns[COLUMN_go_id].name);

	for (size_t row = 1; row < runs->row_count; row++)
		if (!text_equal(table_text(runs, row, column), table_text(runs, 0, column)))
			return raise_versions(runs, folder, "it holds runs of more than one toolchain", err);
	return true;
}

/* Takes the table over, also on failure. */
static bool
add_folder(struct sides *sides, const char *word, const char *folder, struct table *runs, struct error *err)
{
	CLEANUP_FREE char *name = NULL;

	if (!check_one_toolchain(runs, word, err)) {
		table_dispose(runs);
		return false;
	}
	name = memory_copy_text(only_version(sides, runs) ? only_version(sides, runs) : word);
	return sides_add(sides, name, folder, runs, err);
}

static bool
is_of_version(const struct table *runs, size_t row, const void *version)
{
	return table_is(runs, row, run_columns[COLUMN_go_version].name, version);
}

static bool
add_release(
	struct sides *sides, const char *folder, const struct table *all, const char *version, struct error *err)
{
	CLEANUP_FREE char *word = text_format("%s@%s", folder, version);
	struct table mine;

	table_select(all, is_of_version, version, &mine);
	if (mine.row_count > 0)
		return add_folder(sides, word, folder, &mine, err);
	table_dispose(&mine);
	return raise_versions(all, word, "it holds no run of that release, but of", err);
}

bool
side_of_folder(struct sides *sides, const char *word, struct error *err)
{
	const char *at = file_is_folder(word) ? NULL : strrchr(word, '@');
	CLEANUP_FREE char *folder = text_format("%.*s", (int)(at ? at - word : (long)strlen(word)), word);
	struct table runs = {0};
	bool done;

	if (!runs_read_folder(folder, &runs, err))
		return false;
	if (!at)
		return add_folder(sides, word, folder, &runs, err);
	done = add_release(sides, folder, &runs, text_starts_with(at, "@go") ? at + 3 : at + 1, err);
	table_dispose(&runs);
	return done;
}

bool
sides_of_folder(struct sides *sides, const char *folder, struct error *err)
{
	CLEANUP_LIST struct list versions = {0};
	struct table runs = {0};
	bool done;

	if (!runs_read_folder(folder, &runs, err))
		return false;
	collect_versions(&runs, &versions);
	done = versions.count > 1 || raise_versions(&runs, folder, "it holds runs of one release alone", err);
	for (size_t i = 0; done && i < versions.count; i++)
		done = add_release(sides, folder, &runs, versions.items[i], err);
	table_dispose(&runs);
	return done;
}

static bool
is_requested(const struct table *runs, size_t row, const void *context)
{
	const struct side_request *request = context;
	double repetition = 0;

	(void)run_number(runs, row, COLUMN_repetition, &repetition);
	return table_is(runs, row, run_columns[COLUMN_go_id].name, request->go_id) &&
		   (size_t)repetition % request->parts == (request->part + 1) % request->parts;
}

bool
side_of_toolchain(struct sides *sides, const struct side_request *request, struct error *err)
{
	struct table all = {0}, mine;

	if (!runs_read_folder(request->folder, &all, err))
		return false;
	table_select(&all, is_requested, request, &mine);
	table_dispose(&all);
	return sides_add(sides, request->name, request->folder, &mine, err);
}
