/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/file.h"
#include "results_folder.h"

#include <string.h>

static char *
samples_path(const char *where)
{
	return text_format("%s/samples.csv", where);
}

static void
add_timelines(const char *where, const char *const *timelines, size_t count)
{
	struct error err = ERROR_INIT;
	struct results results;

	open_results(where, &results);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_FREE char *name = text_format("run %zu", i);
		require(add_run(&results, &(struct made_run){name, "", 1, timelines[i]}, &err), &err);
	}
	assert_true(results.samples.pending.capacity < 256 * 1024); /* however long they were */
	results_close(&results);
}

/* More than is written at a time, and less. */
static void
test_every_sample_arrives_with_its_run(void **state)
{
	enum { MANY = 5000, FEW = 3 };
	CLEANUP_FREE char *many = put_timeline(*state, MANY), *few = put_timeline(*state, FEW);
	CLEANUP_FREE char *path = samples_path(*state);
	CLEANUP_TABLE struct table table = {0};
	struct error err = ERROR_INIT;
	char id[HASH_TEXT_BYTES];

	add_timelines(*state, (const char *const[]){many, few}, 2);
	require(table_read(path, RECORD_SCHEMA, &table, &err), &err);
	assert_int_equal(table.row_count, MANY + FEW);
	assert_int_equal(table.column_count, SAMPLE_COLUMN_COUNT);
	for (size_t row = 0; row < table.row_count; row++) {
		const char *name = row < MANY ? "run 0" : "run 1";
		double elapsed, processes;
		assert_true(table_is(&table, row, "run_id", hash_format(id, hash_text(name))));
		assert_true(table_number(&table, row, SAMPLE_COLUMN_elapsed_ns, &elapsed));
		assert_true(table_number(&table, row, SAMPLE_COLUMN_processes, &processes));
		assert_true(elapsed == (double)((row < MANY ? row : row - MANY) * SAMPLE_COLUMN_elapsed_ns));
		assert_true(processes * SAMPLE_COLUMN_elapsed_ns == elapsed * SAMPLE_COLUMN_processes);
	}
}

static void
test_what_was_not_sampled_leaves_nothing(void **state)
{
	CLEANUP_FREE char *missing = text_format("%s/missing.csv", (const char *)*state);
	CLEANUP_FREE char *path = samples_path(*state);

	add_timelines(*state, (const char *const[]){NULL}, 1);
	assert_false(file_exists(path));
	add_timelines(*state, (const char *const[]){NULL, missing}, 2);
	assert_int_equal(rows_of(*state, "samples.csv"), 0);
	assert_int_equal(rows_of(*state, "runs.csv"), 3);
}

static void
test_a_sample_of_no_known_column_is_refused(void **state)
{
	CLEANUP_FREE char *timeline = text_format("%s/timeline.csv", (const char *)*state);
	struct error err = ERROR_INIT;
	struct results results;

	append_to(*state, "timeline.csv", "elapsed_ns,tachyons\n1,2\n");
	open_results(*state, &results);
	assert_false(add_run(&results, &(struct made_run){"one", "", 1, timeline}, &err));
	results_close(&results);
	assert_int_equal(err.id, ERROR_RESULTS_SCHEMA);
	assert_non_null(strstr(err.why, "tachyons"));
	assert_int_equal(rows_of(*state, "samples.csv"), 0);
	assert_int_equal(rows_of(*state, "tools.csv"), 0);
	assert_int_equal(rows_of(*state, "runs.csv"), 0);
}

/* What gorge wrote before samples.csv had a schema: `finished` rows of the finished run "run 0", one of a run
 * that was cut off, and a torn line. */
static void
put_first_samples(const char *where, size_t finished)
{
	char id[HASH_TEXT_BYTES];
	CLEANUP_TEXT struct text text = {0};

	text_append(&text, "run_id,elapsed_ns,tree_bytes,anon_bytes,file_bytes,kernel_bytes,processes\n");
	for (size_t i = 0; i < finished; i++)
		text_append_format(&text, "%s,%zu,5,4,,2,1\n", hash_format(id, hash_text("run 0")), i);
	text_append_format(&text, "%s,7,5,4,,2,1\n", hash_format(id, hash_text("run 1")));
	text_append_format(&text, "%s,8,5", id);
	append_to(where, "samples.csv", text_string(&text));
}

static void
test_samples_of_the_first_layout_are_gone_on_with(void **state)
{
	CLEANUP_FREE char *timeline = put_timeline(*state, 3), *path = samples_path(*state);
	CLEANUP_TABLE struct table table = {0};
	struct error err = ERROR_INIT;
	struct results results;

	add_timelines(*state, (const char *const[]){NULL}, 1);
	put_first_samples(*state, 2);
	open_results(*state, &results);
	assert_non_null(strstr(text_string(&results.story), "samples.csv was begun by another gorge; "));
	assert_non_null(strstr(text_string(&results.story), "3 rows: schema (1 in each)\n"));
	require(add_run(&results, &(struct made_run){"run 1", "", 1, timeline}, &err), &err);
	results_close(&results);
	require(table_read(path, RECORD_SCHEMA, &table, &err), &err);
	assert_int_equal(table.row_count, 2 + 3);
	assert_int_equal(table.column_count, SAMPLE_COLUMN_COUNT);
	assert_string_equal(table_text(&table, 1, SAMPLE_COLUMN_elapsed_ns), "1");
	assert_string_equal(table_text(&table, 1, SAMPLE_COLUMN_file_bytes), "");
	assert_string_equal(table_text(&table, 1, SAMPLE_COLUMN_kernel_bytes), "2");
	open_results(*state, &results);
	assert_string_equal(text_string(&results.story), "");
	results_close(&results);
}

/* Only samples.csv was ever written without a schema. */
static void
test_tools_without_a_schema_are_refused(void **state)
{
	struct error err = ERROR_INIT;
	struct results results;

	append_to(*state, "tools.csv", "run_id,pid\r\n1,2\r\n");
	assert_false(results_open(*state, false, &results, &err));
	assert_int_equal(err.id, ERROR_RESULTS_SCHEMA);
	assert_non_null(strstr(err.why, "no column 'schema'"));
}

static void
test_fresh_moves_the_timelines_aside(void **state)
{
	CLEANUP_FREE char *timeline = put_timeline(*state, 3), *path = samples_path(*state);
	struct error err = ERROR_INIT;
	struct results results;

	add_timelines(*state, (const char *const[]){timeline}, 1);
	assert_true(file_exists(path));
	require(results_open(*state, true, &results, &err), &err);
	results_close(&results);
	assert_false(file_exists(path));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_sample_arrives_with_its_run, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_what_was_not_sampled_leaves_nothing, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_a_sample_of_no_known_column_is_refused, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(
			test_samples_of_the_first_layout_are_gone_on_with, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_tools_without_a_schema_are_refused, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_fresh_moves_the_timelines_aside, make_folder, delete_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
