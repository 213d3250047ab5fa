/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A results folder, and made-up runs for it: each test has a folder of its own as its state.
 */
#ifndef GORGE_TESTS_RESULTS_FOLDER_H
#define GORGE_TESTS_RESULTS_FOLDER_H

#include "base/hash.h"
#include "base/memory.h"
#include "record/results.h"
#include "record/table.h"
#include "unit/scratch_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static inline void
require(bool done, const struct error *err)
{
	if (done)
		return;
	(void)error_report(err, stderr);
	fail();
}

static inline void
open_results(const char *where, struct results *results)
{
	struct error err = ERROR_INIT;

	require(results_open(where, false, results, &err), &err);
}

static inline void
append_to(const char *where, const char *name, const char *bytes)
{
	CLEANUP_FREE char *path = text_format("%s/%s", where, name);
	FILE *file = fopen(path, "a");

	assert_non_null(file);
	(void)fputs(bytes, file);
	assert_int_equal(fclose(file), 0);
}

/* The path of a timeline of so many samples, as the sampler writes one. The caller frees it. */
static inline char *
put_timeline(const char *where, size_t count)
{
	CLEANUP_FREE char *name = text_format("timeline-%zu.csv", count);
	CLEANUP_TEXT struct text text = {0};

	for (size_t column = SAMPLE_COLUMN_elapsed_ns; column < SAMPLE_COLUMN_COUNT; column++)
		text_append_format(
			&text, "%s%s", column > SAMPLE_COLUMN_elapsed_ns ? "," : "", sample_columns[column].name);
	for (size_t row = 0; row < count; row++)
		for (size_t column = SAMPLE_COLUMN_elapsed_ns; column < SAMPLE_COLUMN_COUNT; column++)
			text_append_format(&text, "%s%zu", column > SAMPLE_COLUMN_elapsed_ns ? "," : "\n", row * column);
	text_append(&text, "\n");
	append_to(where, name, text_string(&text));
	return text_format("%s/%s", where, name);
}

struct made_run {
	const char *name, *why;
	size_t tools;
	const char *timeline; /* its path, or NULL */
};

static inline void
set_tool(struct tool_row *row, const char *run_id)
{
	for (size_t column = 0; column < TOOL_COLUMN_COUNT; column++)
		tool_row_set_count(row, (enum tool_column)column, 1);
	tool_row_set(row, TOOL_COLUMN_schema, RECORD_SCHEMA);
	tool_row_set(row, TOOL_COLUMN_run_id, run_id);
}

/* outcome NULL: it is not told. */
static inline bool
add_run_that_ended(
	struct results *results, const struct made_run *run, const char *outcome, struct error *err)
{
	char id[HASH_TEXT_BYTES];
	struct tool_row tool = {0};
	struct row row = {0};

	row_set(&row, COLUMN_schema, RECORD_SCHEMA);
	row_set(&row, COLUMN_run_id, hash_format(id, hash_text(run->name)));
	row_set(&row, COLUMN_why, run->why);
	if (outcome)
		row_set(&row, COLUMN_outcome, outcome);
	set_tool(&tool, id);
	for (size_t i = 0; i < run->tools; i++)
		results_add_tool(results, &tool);
	bool added = results_add_run(results, &row, run->timeline, err);
	tool_row_dispose(&tool);
	row_dispose(&row);
	return added;
}

static inline bool
add_run(struct results *results, const struct made_run *run, struct error *err)
{
	return add_run_that_ended(results, run, NULL, err);
}

static inline size_t
rows_of(const char *where, const char *name)
{
	CLEANUP_FREE char *path = text_format("%s/%s", where, name);
	CLEANUP_TABLE struct table table = {0};
	struct error err = ERROR_INIT;

	require(table_read(path, RECORD_SCHEMA, &table, &err), &err);
	return table.row_count;
}

#endif
