/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/results.h"
#include "base/hash.h"
#include "base/memory.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/machine.h"
#include "record/old_limits.h"
#include "record/samples.h"
#include "record/table.h"
#include "record/upgrade.h"
#include "record/upkeep/replacement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
open_csv(struct results *results, const struct csv_layout *layout, struct csv_file *csv, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", results->folder, layout->name);

	return csv_upgrade(path, layout, NULL, &results->story, err) && csv_file_open(path, layout, csv, err);
}

/* Rows of an earlier gorge do not tell their limits. */
static bool
open_runs(struct results *results, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", results->folder, runs_layout.name);
	const char *given[RUN_COLUMN_COUNT] = {NULL};
	struct old_limits limits;

	old_limits_read(results->folder, &limits);
	given[COLUMN_memory] = limits.memory;
	given[COLUMN_timeout] = limits.timeout;
	return csv_upgrade(path, &runs_layout, given, &results->story, err) &&
		   csv_file_open(path, &runs_layout, &results->runs, err);
}

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(((const struct finished_row *)a)->run_id, ((const struct finished_row *)b)->run_id);
}

/* A text of a row, or what stands for the column where the file has none. */
static char *
copy_cell(const struct table *table, size_t row, size_t column, const char *standard)
{
	return memory_copy_text(column == SIZE_MAX ? standard : table_text(table, row, column));
}

static void
take_finished(struct results *results, const struct table *table, const struct old_limits *limits)
{
	size_t id = table_column(table, "run_id"), memory = table_column(table, "memory"),
		   timeout = table_column(table, "timeout"), outcome = table_column(table, "outcome");

	results->finished = memory_zeroed(table->row_count, sizeof *results->finished);
	for (size_t row = 0; row < table->row_count; row++)
		results->finished[results->finished_count++] = (struct finished_row){copy_cell(table, row, id, ""),
			copy_cell(table, row, memory, limits->memory), copy_cell(table, row, timeout, limits->timeout),
			copy_cell(table, row, outcome, ""), false};
	if (results->finished_count > 0)
		qsort(results->finished, results->finished_count, sizeof *results->finished, compare_ids);
}

static bool
read_finished(struct results *results, struct error *err)
{
	CLEANUP_TABLE struct table table = {0};

	if (!table_read(results->runs.file.path, RECORD_SCHEMA, &table, err))
		return false;
	take_finished(results, &table, &(struct old_limits){{0}, {0}});
	return true;
}

static int
compare_id_with(const void *run_id, const void *row)
{
	return strcmp(run_id, ((const struct finished_row *)row)->run_id);
}

static struct finished_row *
find_finished(const struct results *results, const char *run_id)
{
	return results->finished_count > 0 ? bsearch(run_id, results->finished, results->finished_count,
											 sizeof *results->finished, compare_id_with)
									   : NULL;
}

bool
results_has(const struct results *results, const char *run_id)
{
	return find_finished(results, run_id) != NULL;
}

static struct finished_row *
find_run(const struct results *results, const struct plan *plan, const struct run *run)
{
	struct finished_row *row = find_finished(results, run->id);

	if (row)
		return row;
	row = find_finished(results, run->old_id);
	return row && old_limits_match(row->memory, row->timeout, &plan->cells[run->cell], machine_memory_bytes())
			   ? row
			   : NULL;
}

bool
results_has_run(const struct results *results, const struct plan *plan, const struct run *run)
{
	const struct finished_row *row = find_run(results, plan, run);

	return row && !row->again;
}

struct finished_row *
results_row_to_replace(const struct results *results, const struct plan *plan, const struct run *run)
{
	struct finished_row *row = find_run(results, plan, run);

	return row && row->again ? row : NULL;
}

static bool
is_same_run(const struct results *results, size_t a, size_t b)
{
	return b < results->finished_count && compare_ids(&results->finished[a], &results->finished[b]) == 0;
}

void
results_retry(struct results *results, const struct list *outcomes)
{
	for (size_t i = 0; i < results->finished_count; i++)
		results->finished[i].again = list_contains(outcomes, results->finished[i].outcome) &&
									 !is_same_run(results, i, i + 1) &&
									 (i == 0 || !is_same_run(results, i, i - 1));
}

_Static_assert(TOOL_COLUMN_run_id == 1 && SAMPLE_COLUMN_run_id == 1, "where is_of_finished_run() looks");

/* True when a line of tools.csv or samples.csv is of a finished run: its second field is the run's id. */
static bool
is_of_finished_run(const void *context, const char *line)
{
	const struct results *results = context;
	const char *comma = strchr(line, ',');
	char id[HASH_TEXT_BYTES];

	if (!comma || strlen(comma + 1) < HASH_TEXT_BYTES - 1)
		return false;
	memcpy(id, comma + 1, HASH_TEXT_BYTES - 1);
	id[HASH_TEXT_BYTES - 1] = '\0';
	return results_has(results, id);
}

/* Opens a file whose rows are written just before the row of their run, so that those of a run that was cut
 * off stand at its end, and drops them. */
static bool
open_parts(struct results *results, const struct csv_layout *layout, struct csv_file *csv, struct error *err)
{
	return open_csv(results, layout, csv, err) && csv_file_cut_tail(csv, is_of_finished_run, results, err);
}

static bool
open_left_samples(struct results *results, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", results->folder, samples_layout.name);

	return !file_exists(path) || open_parts(results, &samples_layout, &results->samples, err);
}

static bool
take_lock(struct results *results, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/.lock", results->folder);
	enum lock_answer answer = lock_try(path, LOCK_EXCLUSIVE, &results->lock, err);

	if (answer == LOCK_BUSY)
		return error_raise(err, ERROR_BUSY, results->folder, "another gorge holds the lock %s", path);
	return answer == LOCK_TAKEN;
}

/* A folder for earlier files that none were moved into before: two starts may fall into one second. */
static char *
new_aside(const char *folder)
{
	char stamp[CLOCK_TEXT_BYTES];
	char *aside = text_format("%s/before-%s", folder, clock_utc(CLOCK_NAME, stamp));

	for (unsigned number = 2; file_exists(aside); number++) {
		free(aside);
		aside = text_format("%s/before-%s-%u", folder, stamp, number);
	}
	return aside;
}

static bool
move_aside(const char *folder, struct error *err)
{
	const char *const names[] = {
		runs_layout.name, tools_layout.name, samples_layout.name, packages_layout.name, "environment.json"};
	CLEANUP_FREE char *aside = new_aside(folder);

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		CLEANUP_FREE char *from = text_format("%s/%s", folder, names[i]);
		CLEANUP_FREE char *to = text_format("%s/%s", aside, names[i]);
		if (file_exists(from) && (!folder_make(aside, err) || !file_move(from, to, err)))
			return false;
	}
	return true;
}

bool
results_open(const char *folder, bool fresh, struct results *results, struct error *err)
{
	*results = (struct results){.folder = memory_copy_text(folder)};
	if (folder_make(folder, err) && take_lock(results, err) && replacement_finish(folder, err) &&
		(!fresh || move_aside(folder, err)) && open_runs(results, err) && read_finished(results, err) &&
		open_parts(results, &tools_layout, &results->tools, err) && open_left_samples(results, err))
		return true;
	results_close(results);
	return error_while(err, "opening the results folder '%s'", folder);
}

bool
results_peek(const char *folder, struct results *results, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, runs_layout.name);
	CLEANUP_TABLE struct table table = {0};
	struct old_limits limits;

	*results = (struct results){.folder = memory_copy_text(folder)};
	if (!csv_file_has_header(path))
		return true;
	old_limits_read(folder, &limits);
	if (table_read(path, RECORD_SCHEMA, &table, err)) {
		take_finished(results, &table, &limits);
		return true;
	}
	results_close(results);
	return error_while(err, "reading the results folder '%s'", folder);
}

void
results_close(struct results *results)
{
	csv_file_close(&results->runs);
	csv_file_close(&results->tools);
	csv_file_close(&results->samples);
	lock_let_go(&results->lock);
	for (size_t i = 0; i < results->finished_count; i++) {
		free(results->finished[i].run_id);
		free(results->finished[i].memory);
		free(results->finished[i].timeout);
		free(results->finished[i].outcome);
	}
	free(results->finished);
	text_dispose(&results->story);
	free(results->folder);
	results->folder = NULL;
}

void
results_add_tool(struct results *results, const struct tool_row *row)
{
	csv_file_add(&results->tools, row->cells);
}

static bool
add_timeline(struct results *results, const char *run_id, const char *path, struct error *err)
{
	if (!csv_file_is_open(&results->samples) && !open_csv(results, &samples_layout, &results->samples, err))
		return false;
	return samples_add(path, run_id, &results->samples, err);
}

bool
results_add_run(struct results *results, const struct row *row, const char *timeline_path, struct error *err)
{
	struct csv_file *const files[] = {&results->samples, &results->tools, &results->runs};
	const char *run_id = row_text(row, COLUMN_run_id);
	bool added = !timeline_path || add_timeline(results, run_id, timeline_path, err);

	csv_file_add(&results->runs, row->cells);
	for (size_t i = 0; added && i < COUNT_OF(files); i++)
		added = csv_file_sync(files[i], err);
	/* backwards: when gorge is killed here too, the run's row is gone before what belongs to it */
	for (size_t i = COUNT_OF(files); !added && i-- > 0;)
		csv_file_take_back(files[i]);
	for (size_t i = 0; added && i < COUNT_OF(files); i++)
		csv_file_keep(files[i]);
	return added;
}

/* Opens the files that have come into the places of those that are open. */
static bool
open_replaced(struct results *results, struct csv_file *const *files, size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		csv_file_close(files[i]);
	if (!replacement_finish(results->folder, err))
		return false;
	return open_csv(results, &runs_layout, &results->runs, err) &&
		   open_csv(results, &tools_layout, &results->tools, err) && open_left_samples(results, err);
}

bool
results_replace_run(struct results *results, struct finished_row *old, const struct row *row,
	const char *timeline_path, struct error *err)
{
	struct csv_file *const files[] = {&results->runs, &results->tools, &results->samples};
	struct replacement replacement = {
		results->folder, old->run_id, row_text(row, COLUMN_run_id), timeline_path};
	bool made = !timeline_path || csv_file_is_open(&results->samples) ||
				open_csv(results, &samples_layout, &results->samples, err);
	size_t count = csv_file_is_open(&results->samples) ? COUNT_OF(files) : COUNT_OF(files) - 1;

	csv_file_add(&results->runs, row->cells);
	made = made && replacement_make(&replacement, files, count, err);
	if (!made) {
		for (size_t i = 0; i < count; i++)
			csv_file_take_back(files[i]);
		return false;
	}
	old->again = false;
	return open_replaced(results, files, COUNT_OF(files), err);
}
