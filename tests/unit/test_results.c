/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "record/upkeep/replacement.h"
#include "results_folder.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool
add(struct results *results, const char *name, const char *why, struct error *err)
{
	return add_run(results, &(struct made_run){name, why, 1, NULL}, err);
}

static void
test_rows_survive_and_are_found_again(void **state)
{
	struct error err = ERROR_INIT;
	struct results results;
	char id[HASH_TEXT_BYTES];

	open_results(*state, &results);
	assert_true(add(&results, "one", "a, \"quoted\"\nline", &err));
	results_close(&results);
	open_results(*state, &results);
	assert_true(results_has(&results, hash_format(id, hash_text("one"))));
	assert_false(results_has(&results, hash_format(id, hash_text("two"))));
	results_close(&results);
	assert_int_equal(rows_of(*state, "runs.csv"), 1);
	assert_int_equal(rows_of(*state, "tools.csv"), 1);
}

static void
test_torn_line_and_orphans_are_dropped(void **state)
{
	struct error err = ERROR_INIT;
	struct results results;

	open_results(*state, &results);
	assert_true(add(&results, "one", "", &err));
	results_close(&results);
	append_to(*state, "tools.csv", "1,0123456789abcdef0123456789abcdef,1,compile\r\n1,0123");
	append_to(*state, "runs.csv", "1,torn,01234567");
	open_results(*state, &results);
	assert_true(add(&results, "two", "", &err));
	results_close(&results);
	assert_int_equal(rows_of(*state, "runs.csv"), 2);
	assert_int_equal(rows_of(*state, "tools.csv"), 2);
}

static void
test_another_schema_is_refused(void **state)
{
	struct error err = ERROR_INIT;
	struct results results;

	append_to(*state, "runs.csv", "schema,other\r\n0,1\r\n");
	assert_false(results_open(*state, false, &results, &err));
	assert_int_equal(err.id, ERROR_RESULTS_SCHEMA);
}

/* What an older gorge has left: two columns fewer, one quoted cell. */
static void
write_older(const char *where, const char *last_column)
{
	CLEANUP_FREE char *header = text_format("schema,run_id,why,wall_ns%s\r\n", last_column);
	CLEANUP_FREE char *row =
		text_format("1,0123456789abcdef0123456789abcdef,\"a, \"\"b\"\"\",12%s\r\n", *last_column ? ",1" : "");

	append_to(where, "runs.csv", header);
	append_to(where, "runs.csv", row);
}

static void
test_rows_of_an_older_gorge_are_kept_and_added_to(void **state)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", (const char *)*state);
	CLEANUP_TABLE struct table table = {0};
	struct error err = ERROR_INIT;
	struct results results;

	write_older(*state, "");
	open_results(*state, &results);
	assert_true(results_has(&results, "0123456789abcdef0123456789abcdef"));
	assert_non_null(strstr(text_string(&results.story), "columns added, empty for its 1 rows: experiment, "));
	assert_true(add(&results, "two", "", &err));
	results_close(&results);
	open_results(*state, &results);
	assert_string_equal(text_string(&results.story), "");
	results_close(&results);
	assert_true(table_read(path, RECORD_SCHEMA, &table, &err));
	assert_int_equal(table.row_count, 2);
	assert_int_equal(table.column_count, RUN_COLUMN_COUNT);
	assert_string_equal(table_text(&table, 0, COLUMN_why), "a, \"b\"");
	assert_string_equal(table_text(&table, 0, COLUMN_wall_ns), "12");
	assert_string_equal(table_text(&table, 0, COLUMN_user_ns), "");
}

static void
test_rows_of_a_newer_gorge_are_refused_and_stay(void **state)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", (const char *)*state);
	CLEANUP_TEXT struct text before = {0}, after = {0};
	struct error err = ERROR_INIT;
	struct results results;

	write_older(*state, ",tachyons");
	assert_true(file_try_read(path, &before));
	assert_false(results_open(*state, false, &results, &err));
	assert_int_equal(err.id, ERROR_RESULTS_SCHEMA);
	assert_non_null(strstr(err.why, "tachyons"));
	assert_true(file_try_read(path, &after));
	assert_string_equal(text_string(&before), text_string(&after));
}

static void
test_a_second_gorge_is_refused(void **state)
{
	struct error err = ERROR_INIT;
	struct results first, second;

	open_results(*state, &first);
	assert_false(results_open(*state, false, &second, &err));
	assert_int_equal(err.id, ERROR_BUSY);
	results_close(&first);
}

static void
test_fresh_moves_the_old_rows_aside(void **state)
{
	struct error err = ERROR_INIT;
	struct results results;

	open_results(*state, &results);
	assert_true(add(&results, "one", "", &err));
	results_close(&results);
	assert_true(results_open(*state, true, &results, &err));
	results_close(&results);
	assert_int_equal(rows_of(*state, "runs.csv"), 0);
}

static bool
count_rows(void *context, const struct folder_entry *entry)
{
	size_t *rows = context;
	CLEANUP_FREE char *path = text_format("%s/%s", folder, entry->name);

	*rows += text_starts_with(entry->name, "before-") ? rows_of(path, "runs.csv") : 0;
	return true;
}

/* However many starts fall into one second. */
static void
test_fresh_loses_no_row(void **state)
{
	struct error err = ERROR_INIT;
	struct results results;
	size_t rows = 0;

	for (size_t i = 0; i < 8; i++) {
		require(results_open(*state, true, &results, &err), &err);
		assert_true(add(&results, "one", "", &err));
		results_close(&results);
	}
	require(folder_each(*state, count_rows, &rows, &err), &err);
	assert_int_equal(rows + rows_of(*state, "runs.csv"), 8);
}

/* What a full disk, or a kill, leaves at the first start is no reason to refuse the folder for ever. */
static void
test_a_header_that_is_none_is_mended(void **state)
{
	static const char *const left[] = {"", "\n", "\r\n \n", "schema,experi", "s"};

	for (size_t i = 0; i < COUNT_OF(left); i++) {
		CLEANUP_FREE char *path = text_format("%s/runs.csv", (const char *)*state);
		struct error err = ERROR_INIT;
		struct results results;
		(void)remove(path);
		append_to(*state, "runs.csv", left[i]);
		open_results(*state, &results);
		assert_true(add(&results, "one", "", &err));
		results_close(&results);
		assert_int_equal(rows_of(*state, "runs.csv"), 1);
	}
}

/* A file size limit stands for a full disk: the kernel refuses the bytes beyond it in the same way. */
static void
test_a_full_disk_loses_no_finished_row(void **state)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		struct error err = ERROR_INIT;
		struct results results;
		struct rlimit limit = {4096, 4096};
		size_t added = 0;
		(void)signal(SIGXFSZ, SIG_IGN);
		if (!results_open(*state, false, &results, &err) || setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(1);
		for (char name[] = "a"; added < 100 && add(&results, name, "", &err); name[0]++)
			added++;
		bool refused = err.id == ERROR_WRITE && added > 0 && added < 100;
		results_close(&results);
		_exit(
			refused && rows_of(*state, "runs.csv") == added && rows_of(*state, "tools.csv") == added ? 0 : 2);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

/* Puts a row with two tools in the place of the one of "two", which has one; false with a raised error. */
static bool
replace_two(const char *where, const char *timeline, struct error *err)
{
	char id[HASH_TEXT_BYTES];
	struct list outcomes = {0};
	struct run run = {0};
	struct tool_row tool = {0};
	struct row row = {0};
	struct results results;

	if (!results_open(where, false, &results, err))
		return false;
	(void)hash_format(run.id, hash_text("two"));
	(void)hash_format(id, hash_text("two"));
	list_add(&outcomes, "failed");
	results_retry(&results, &outcomes);
	list_dispose(&outcomes);
	struct finished_row *old = results_row_to_replace(&results, NULL, &run);
	row_set(&row, COLUMN_schema, RECORD_SCHEMA);
	row_set(&row, COLUMN_run_id, id);
	row_set(&row, COLUMN_outcome, "ok");
	set_tool(&tool, id);
	results_add_tool(&results, &tool);
	results_add_tool(&results, &tool);
	bool done = old && !results_has_run(&results, NULL, &run) &&
				results_replace_run(&results, old, &row, timeline, err) &&
				results_has_run(&results, NULL, &run);
	tool_row_dispose(&tool);
	row_dispose(&row);
	results_close(&results);
	return done;
}

/* Begins anew, with a run that stays and one that has failed. */
static void
begin_with_a_failed_run(const char *where)
{
	struct error err = ERROR_INIT;
	struct results results;
	CLEANUP_FREE char *timeline = put_timeline(where, 2);

	require(results_open(where, true, &results, &err), &err);
	require(add_run_that_ended(&results, &(struct made_run){"one", "", 1, timeline}, "ok", &err), &err);
	require(add_run_that_ended(&results, &(struct made_run){"two", "", 1, timeline}, "failed", &err), &err);
	results_close(&results);
	assert_int_equal(unlink(timeline), 0);
}

/* Either all of the old or all of the new: returns whether it is the new. */
static bool
expect_one_of_both(const char *where, size_t new_samples)
{
	struct results results;

	open_results(where, &results); /* which finishes what was begun */
	results_close(&results);
	bool is_new = rows_of(where, "tools.csv") == 3;
	assert_int_equal(rows_of(where, "runs.csv"), 2);
	assert_int_equal(rows_of(where, "tools.csv"), is_new ? 3 : 2);
	assert_int_equal(rows_of(where, "samples.csv"), 2 + (is_new ? new_samples : 2));
	CLEANUP_FREE char *path = text_format("%s/runs.csv", where);
	CLEANUP_TABLE struct table table = {0};
	struct error err = ERROR_INIT;
	require(table_read(path, RECORD_SCHEMA, &table, &err), &err);
	size_t failed = table_is(&table, 0, "outcome", "failed") + table_is(&table, 1, "outcome", "failed");
	assert_int_equal(failed, is_new ? 0 : 1);
	return is_new;
}

static void
test_a_replaced_run_has_all_of_its_rows_and_no_other(void **state)
{
	struct error err = ERROR_INIT;

	begin_with_a_failed_run(*state);
	CLEANUP_FREE char *timeline = put_timeline(*state, 5000); /* more than is kept in memory */
	require(replace_two(*state, timeline, &err), &err);
	assert_true(expect_one_of_both(*state, 5000));
	assert_false(replace_two(*state, timeline, &err)); /* nothing has failed any more */
}

static void
test_a_replacement_that_finds_no_room_leaves_the_old(void **state)
{
	begin_with_a_failed_run(*state);
	CLEANUP_FREE char *timeline = put_timeline(*state, 5000);
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		struct error err = ERROR_INIT;
		(void)signal(SIGXFSZ, SIG_IGN);
		bool refused = setrlimit(RLIMIT_FSIZE, &(struct rlimit){16384, 16384}) == 0 &&
					   !replace_two(*state, timeline, &err) && err.id == ERROR_WRITE;
		_exit(refused ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_false(expect_one_of_both(*state, 5000));
}

/* As a gorge that is killed leaves it, when so many files are in their places already. */
static void
leave_a_replacement(const char *where, const char *timeline, size_t moved)
{
	static const char *const names[] = {"runs.csv", "samples.csv", "tools.csv"};
	struct error err = ERROR_INIT;
	struct tool_row tool = {0};
	struct row row = {0};
	struct results results;
	char id[HASH_TEXT_BYTES];

	open_results(where, &results);
	struct csv_file *const files[] = {&results.runs, &results.tools, &results.samples};
	struct replacement replacement = {where, hash_format(id, hash_text("two")), id, timeline};
	row_set(&row, COLUMN_schema, RECORD_SCHEMA);
	row_set(&row, COLUMN_run_id, id);
	row_set(&row, COLUMN_outcome, "ok");
	csv_file_add(&results.runs, row.cells);
	set_tool(&tool, id);
	results_add_tool(&results, &tool);
	results_add_tool(&results, &tool);
	require(replacement_make(&replacement, files, COUNT_OF(files), &err), &err);
	tool_row_dispose(&tool);
	row_dispose(&row);
	results_close(&results);
	for (size_t i = 0; i < moved; i++) {
		CLEANUP_FREE char *from = text_format("%s/.replacement/%s", where, names[i]);
		CLEANUP_FREE char *to = text_format("%s/%s", where, names[i]);
		require(file_move(from, to, &err), &err);
	}
}

static void
test_a_replacement_that_was_interrupted_is_finished(void **state)
{
	CLEANUP_FREE char *timeline = put_timeline(*state, 500);

	for (size_t moved = 0; moved <= 3; moved++) {
		begin_with_a_failed_run(*state);
		leave_a_replacement(*state, timeline, moved);
		assert_true(expect_one_of_both(*state, 500));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows_survive_and_are_found_again, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_torn_line_and_orphans_are_dropped, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_another_schema_is_refused, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_rows_of_an_older_gorge_are_kept_and_added_to, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_rows_of_a_newer_gorge_are_refused_and_stay, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_a_second_gorge_is_refused, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_fresh_moves_the_old_rows_aside, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_fresh_loses_no_row, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_a_header_that_is_none_is_mended, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_a_replaced_run_has_all_of_its_rows_and_no_other, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_a_replacement_that_finds_no_room_leaves_the_old, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_a_replacement_that_was_interrupted_is_finished, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_a_full_disk_loses_no_finished_row, make_folder, delete_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
