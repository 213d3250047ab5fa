/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/append_file.h"
#include "record/csv_file.h"
#include "record/table.h"
#include "record/upkeep/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

/* A file of these bytes, then of a number of zeros. */
static void
put(const char *path, const char *bytes, off_t zeros)
{
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, bytes, strlen(bytes), &err));
	assert_int_equal(truncate(path, (off_t)strlen(bytes) + zeros), 0);
}

static void
test_lines_are_those_of_the_file(void **state)
{
	CLEANUP_TEXT struct text line = {0}, longer = {0};
	struct error err = ERROR_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++)
		text_append(&longer, "0123456789");
	text_append(&longer, "\nsecond\n\ntorn");
	put("file", longer.data, 0);
	CLEANUP_FILE FILE *file = fopen("file", "rb");
	assert_true(line_next(file, "file", &line, &err) && line.length == 10001);
	assert_true(line_next(file, "file", &line, &err));
	assert_string_equal(line.data, "second\n");
	assert_true(line_next(file, "file", &line, &err));
	assert_string_equal(line.data, "\n");
	assert_true(line_next(file, "file", &line, &err));
	assert_string_equal(line.data, "torn");
	assert_false(line_next(file, "file", &line, &err));
	assert_int_equal(err.id, ERROR_NONE);
}

static void
test_what_is_longer_than_any_row_is_refused_wherever_it_is_met(void **state)
{
	static const off_t huge = (off_t)4 << 30;
	struct error err = ERROR_INIT, torn = ERROR_INIT;
	CLEANUP_TEXT struct text line = {0};
	struct append_file file;
	struct table table;

	(void)state;
	put("file", "a,b\n1,2\n", huge);
	CLEANUP_FILE FILE *stream = fopen("file", "rb");
	assert_true(line_next(stream, "file", &line, &err) && line_next(stream, "file", &line, &err));
	assert_false(line_next(stream, "file", &line, &err));
	assert_int_equal(err.id, ERROR_RESULTS_FORMAT);
	assert_true(line.length < LINE_MOST_BYTES + 1024);
	error_clear(&err);
	assert_false(table_read("file", NULL, &table, &err));
	assert_int_equal(err.id, ERROR_RESULTS_FORMAT);
	assert_true(append_file_open("file", &file, &torn));
	assert_false(append_file_drop_torn_line(&file, LINE_MOST_BYTES, &torn));
	assert_int_equal(torn.id, ERROR_RESULTS_FORMAT);
	assert_int_equal(file.size_bytes, huge + 8); /* nothing is cut */
	append_file_close(&file);
	put("file", "", huge);
	assert_false(csv_file_has_header("file"));
}

static void
test_a_torn_line_is_cut_off_up_to_the_last_end(void **state)
{
	static const struct {
		const char *bytes;
		off_t zeros, left;
	} cases[] = {{"a,b\n1,2\n", 0, 8}, {"a,b\n1,2\n3", 0, 8}, {"a,b\n1,2\n", 4096, 8},
		{"a,b\n1,2\n", 1000000, 8}, {"a,b", 0, 0}, {"a,b", 9000, 0}, {"", 0, 0}, {"\n", 4095, 1},
		{"\n", LINE_MOST_BYTES - 1, 1}};
	struct error err = ERROR_INIT;
	struct append_file file;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		put("file", cases[i].bytes, cases[i].zeros);
		assert_true(append_file_open("file", &file, &err));
		assert_true(append_file_drop_torn_line(&file, LINE_MOST_BYTES, &err));
		assert_int_equal(file.size_bytes, cases[i].left);
		append_file_close(&file);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_lines_are_those_of_the_file),
		TEST(test_what_is_longer_than_any_row_is_refused_wherever_it_is_met),
		TEST(test_a_torn_line_is_cut_off_up_to_the_last_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
