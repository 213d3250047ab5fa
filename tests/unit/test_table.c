/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "base/memory.h"
#include "record/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool
parse(const char *csv, const char *schema, struct table *table, struct error *err)
{
	return table_parse(csv, strlen(csv), "test.csv", schema, table, err);
}

static void
test_cells_are_found_by_name(void **state)
{
	CLEANUP_TABLE struct table table;
	struct error err = ERROR_INIT;
	double value = 7;

	(void)state;
	assert_true(parse("b,a\n1,x\n-2.5e3,\n,z\n", NULL, &table, &err));
	assert_int_equal(table.row_count, 3);
	assert_int_equal(table_column(&table, "a"), 1);
	assert_int_equal(table_column(&table, "c"), SIZE_MAX);
	assert_string_equal(table_text(&table, 0, 1), "x");
	assert_string_equal(table_text(&table, 1, 1), "");
	assert_string_equal(table_text(&table, 1, SIZE_MAX), "");
	assert_true(table_number(&table, 1, 0, &value));
	assert_true(value == -2500);
	assert_false(table_number(&table, 2, 0, &value));
	assert_false(table_number(&table, 0, 1, &value));
	assert_true(value == -2500);
	assert_true(table_is(&table, 2, "a", "z"));
	assert_false(table_is(&table, 2, "a", "x"));
}

static void
test_quotes_blanks_and_line_ends(void **state)
{
	CLEANUP_TABLE struct table table;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse("\xef\xbb\xbf"
					  "a,b\r\n\" x, \"\"y\"\"\nz\", two words \r\n\r\n1,2\r\n",
		NULL, &table, &err));
	assert_int_equal(table.row_count, 2);
	assert_string_equal(table.names[0], "a");
	assert_string_equal(table_text(&table, 0, 0), " x, \"y\"\nz");
	assert_string_equal(table_text(&table, 0, 1), " two words ");
	assert_string_equal(table_text(&table, 1, 1), "2");
}

/* What a row's command has said, as an older gorge, or another program, has written it down. */
static void
test_what_a_terminal_would_obey_is_seen(void **state)
{
	static const char bytes[] = "a,b\r\n\x1b[2J,\"x\0y\"\r\ncaf\xe9,gr\xc3\xbc\xc3\x9f\r\n";
	CLEANUP_TABLE struct table table = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(table_parse(bytes, sizeof bytes - 1, "runs.csv", NULL, &table, &err));
	assert_string_equal(table_text(&table, 0, 0), "\\x1b[2J");
	assert_string_equal(table_text(&table, 0, 1), "x\\x00y");
	assert_string_equal(table_text(&table, 1, 0), "caf\\xe9");
	assert_string_equal(table_text(&table, 1, 1), "gr\xc3\xbc\xc3\x9f");
}

static void
test_every_torn_last_line_is_dropped(void **state)
{
	static const char csv[] = "schema,why\n1,\"a \"\"quoted\"\" text\"\n1,\"two, \"\"more\"\"\"\n";
	const size_t first_row_ends = (size_t)(strchr(csv + 11, '\n') - csv) + 1;

	(void)state;
	for (size_t cut = 11; cut <= sizeof csv - 1; cut++) {
		CLEANUP_TABLE struct table table;
		struct error err = ERROR_INIT;
		size_t expected = cut == sizeof csv - 1 ? 2 : cut >= first_row_ends;
		assert_true(table_parse(csv, cut, "test.csv", "1", &table, &err));
		assert_int_equal(table.row_count, expected);
	}
}

static void
test_what_is_refused(void **state)
{
	static const struct {
		const char *csv;
		enum error_id id;
		const char *why;
	} refused[] = {
		{"", ERROR_RESULTS_FORMAT, "no complete header"},
		{"a,b", ERROR_RESULTS_FORMAT, "no complete header"},
		{"a,b\n1,2\n1\n", ERROR_RESULTS_FORMAT, "row 3"},
		{"a,b\n1,2,3\n", ERROR_RESULTS_FORMAT, "3 cells where the header has 2"},
		{"a,b\n1,x\"y\n", ERROR_RESULTS_QUOTE, "line 2"},
		{"a,b\n1,2\n1,\"x\"y\n", ERROR_RESULTS_QUOTE, "line 3"},
		{"a,b\n1,\"x\n2,y\n3,z\n", ERROR_RESULTS_QUOTE, "line 2"},
		{"a,b\n1,\"x\n", ERROR_RESULTS_QUOTE, "line 2"},
		{"a,b,c\n1,2,3\n1,\"x,y\n2,z,\"\"w\n3,\"v\",5\n", ERROR_RESULTS_QUOTE, "line 3"},
		{"a,b,c\n1,\"x,y\n2,z\",w\n3,4,5\n", ERROR_RESULTS_QUOTE, "line 2"},
		{"a,\"b\n1,2\n", ERROR_RESULTS_QUOTE, "line 1"},
		{"schema,b\n1,2\n2,2\n", ERROR_RESULTS_SCHEMA, "schema '2'"},
		{"schema,b\n,2\n", ERROR_RESULTS_SCHEMA, "schema ''"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct table table;
		struct error err = ERROR_INIT;
		assert_false(parse(refused[i].csv, "1", &table, &err));
		assert_int_equal(err.id, refused[i].id);
		assert_non_null(strstr(err.why, refused[i].why));
		assert_null(table.names);
	}
}

/* As a crash leaves it: within a quoted cell, which has no line end yet. */
static void
test_a_row_torn_off_in_a_quote_is_left_out(void **state)
{
	CLEANUP_TABLE struct table table;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse("schema,why\r\n1,\"a, b\"\r\n1,\"c, \"\"d", "1", &table, &err));
	assert_int_equal(table.row_count, 1);
}

static void
test_shards_joined_by_cat_are_one_table(void **state)
{
	CLEANUP_TABLE struct table table;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse("schema,files\n1,10\nschema,files\n1,20\n", "1", &table, &err));
	assert_int_equal(table.row_count, 2);
	assert_string_equal(table_text(&table, 1, 1), "20");
}

/* Cells and quotes fall on every side of a block's end when rows of 61 bytes meet blocks of 256 KiB. */
static void
test_large_file_is_read_in_blocks(void **state)
{
	char path[] = "/tmp/gorge-test-table-XXXXXX";
	CLEANUP_TEXT struct text csv = {0};
	CLEANUP_TABLE struct table table;
	struct error err = ERROR_INIT;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(close(fd), 0);
	text_append(&csv, "row,package,same\n");
	for (unsigned i = 0; i < 20000; i++)
		text_append_format(&csv, "%u,\"example.com/m/\"\"p%u\"\",\",always the same\n", i, i % 7);
	assert_true(file_replace(path, csv.data, csv.length, &err));
	assert_true(table_read(path, NULL, &table, &err));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(table.row_count, 20000);
	for (unsigned i = 0; i < 20000; i++) {
		CLEANUP_FREE char *package = text_format("example.com/m/\"p%u\",", i % 7);
		double row;
		assert_true(table_number(&table, i, 0, &row));
		assert_true(row == i);
		assert_string_equal(table_text(&table, i, 1), package);
		assert_string_equal(table_text(&table, i, 2), "always the same");
	}
}

static void
test_only_some_rows_are_kept(void **state)
{
	static const char csv[] = "schema,id,text\n1,a,same\n1,b,same\n1,c,\"x,\ny\"\n1,b,same\nschema,id,text\n"
							  "1,a,other\n1,c,same\n1,c,same";
	char path[] = "/tmp/gorge-test-table-XXXXXX";
	CLEANUP_TEXT_SET struct text_set kept = {0}, nothing = {0};
	CLEANUP_TABLE struct table table, empty, unknown;
	struct error err = ERROR_INIT;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(close(fd), 0);
	assert_true(file_replace(path, csv, sizeof csv - 1, &err));
	assert_true(text_set_add(&kept, "c") && text_set_add(&kept, "a") && text_set_add(&nothing, ""));
	assert_true(table_read_some(path, "1", "id", &kept, &table, &err));
	assert_true(table_read_some(path, "1", "id", &nothing, &empty, &err));
	assert_true(table_read_some(path, "1", "no such column", &nothing, &unknown, &err));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(empty.row_count, 0);
	assert_int_equal(unknown.row_count, 0);
	assert_int_equal(table.row_count, 4);
	assert_string_equal(table_text(&table, 0, 2), "same");
	assert_string_equal(table_text(&table, 1, 2), "x,\ny");
	assert_string_equal(table_text(&table, 2, 2), "other");
	assert_string_equal(table_text(&table, 3, 1), "c");
	assert_string_equal(table_text(&table, 3, 2), "same");
	assert_true(table.store->texts.length < sizeof csv - 1);
}

static void
test_missing_file_says_which(void **state)
{
	struct table table;
	struct error err = ERROR_INIT;

	(void)state;
	assert_false(table_read("/dev/null/no/runs.csv", "1", &table, &err));
	assert_int_equal(err.id, ERROR_READ);
	assert_string_equal(err.where, "/dev/null/no/runs.csv");
}

static bool
is_x(const struct table *table, size_t row, const void *context)
{
	return table_is(table, row, context, "x");
}

static void
test_selected_rows_stand_alone(void **state)
{
	struct table all, selected;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(parse("a,b\nx,1\ny,2\nx,3\n", NULL, &all, &err));
	table_select(&all, is_x, "a", &selected);
	table_dispose(&all);
	assert_int_equal(selected.row_count, 2);
	assert_string_equal(table_text(&selected, 0, 1), "1");
	assert_string_equal(table_text(&selected, 1, table_column(&selected, "b")), "3");
	table_dispose(&selected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_are_found_by_name),
		cmocka_unit_test(test_quotes_blanks_and_line_ends),
		cmocka_unit_test(test_what_a_terminal_would_obey_is_seen),
		cmocka_unit_test(test_every_torn_last_line_is_dropped),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_a_row_torn_off_in_a_quote_is_left_out),
		cmocka_unit_test(test_shards_joined_by_cat_are_one_table),
		cmocka_unit_test(test_large_file_is_read_in_blocks),
		cmocka_unit_test(test_only_some_rows_are_kept),
		cmocka_unit_test(test_missing_file_says_which),
		cmocka_unit_test(test_selected_rows_stand_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
