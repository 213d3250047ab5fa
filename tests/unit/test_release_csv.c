/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/family_change.h"
#include "platform/file.h"
#include "base/memory.h"
#include "present/figures/frontier_csv.h"
#include "present/figures/release_csv.h"
#include "unit/sample_releases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "scratch_folder.h"
#include <stdlib.h>
#include <string.h>

static void
open_rows(const struct text *csv, struct study *study)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", folder);
	struct error err = ERROR_INIT;

	if (!file_replace(path, text_string(csv), csv->length, &err) || !study_open_rows(folder, study, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
parse(const struct text *csv, struct table *table)
{
	struct error err = ERROR_INIT;

	if (!table_parse(text_string(csv), csv->length, "csv", NULL, table, &err))
		fail_msg("%s: %s", err.where, err.why);
}

/* The row whose cells in those columns are these, or a failed test. */
static size_t
row_of(const struct table *table, const char *family, const char *release, const char *metric)
{
	for (size_t row = 0; row < table->row_count; row++)
		if (table_is(table, row, "family", family) && table_is(table, row, "release", release) &&
			table_is(table, row, "metric_number", metric))
			return row;
	fail_msg("no row of %s %s", family, release);
	return 0;
}

static void
assert_cell(const struct table *table, size_t row, const char *column, const char *expected)
{
	assert_string_equal(table_text(table, row, table_column(table, column)), expected);
}

static void
test_changes_by_release(void **state)
{
	CLEANUP_TEXT struct text rows = {0}, csv = {0};
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_TABLE struct table table = {0};
	size_t row;

	(void)state;
	sample_releases(&rows);
	open_rows(&rows, &study);
	changes_csv(&study, &csv);
	parse(&csv, &table);
	assert_int_equal(table.row_count, 2 * 2 * 4);
	row = row_of(&table, "risen", "1.17.13", "1");
	assert_cell(&table, row, "first", "1");
	assert_cell(&table, row, "size", "80");
	assert_cell(&table, row, "axis", "n");
	assert_cell(&table, row, "bytes", "65000000");
	row = row_of(&table, "risen", "1.18.10", "1");
	assert_cell(&table, row, "state", "1");
	assert_cell(&table, row, "since_first", "");
	row = row_of(&table, "risen", "1.20.14", "2");
	assert_cell(&table, row, "since_first", "1.5");
	assert_cell(&table, row, "since_previous", "1.5");
	assert_cell(&table, row, "place", "1");
	row = row_of(&table, "risen", "1.27.4", "2");
	assert_cell(&table, row, "since_first", "1.5");
	assert_cell(&table, row, "since_previous", "1");
	assert_cell(&table, row_of(&table, "steady", "1.27.4", "2"), "place", "2");
}

/* A release that fails at the largest size moves the comparison of all to the largest that they share. */
static void
test_families_are_compared_at_a_size_they_share(void **state)
{
	CLEANUP_TEXT struct text rows = {0};
	CLEANUP_STUDY struct study study = {0};
	struct release_change changes[3] = {0};
	double size;

	(void)state;
	text_append(&rows, SAMPLE_RELEASES_HEADER);
	for (unsigned n = 1; n <= 3; n++) {
		sample_release_add(&rows, "a", "1.20.14", "unset", n, (uint64_t)1000 * n);
		sample_release_add(&rows, "a", "1.22.12", "unset", n, n == 3 ? 0 : (uint64_t)3000 * n);
		sample_release_add(&rows, "a", "1.27.4", "unset", n, 0);
	}
	open_rows(&rows, &study);
	struct family_view view = {&study.growth, &study.runs, &study.families, COLUMN_tree_anon_peak_bytes};
	assert_true(family_changes(&view, study.families.items, changes, &size));
	assert_int_equal((int)size, 2);
	assert_int_equal((int)changes[0].value, 2000);
	assert_int_equal((int)changes[1].since_first, 3);
	assert_int_equal(changes[2].state, RELEASE_UNSUPPORTED);
	view.metric = COLUMN_output_bytes;
	assert_false(family_changes(&view, study.families.items, changes, &size));
}

static void
test_releases_and_exponents(void **state)
{
	CLEANUP_TEXT struct text rows = {0}, csv = {0}, exponents = {0};
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_TABLE struct table table = {0}, powers = {0};
	double newest = 0, value;

	(void)state;
	sample_releases(&rows);
	open_rows(&rows, &study);
	releases_csv(&study, &csv);
	parse(&csv, &table);
	assert_int_equal(table.row_count, 4 * 4 + 3 * 4); /* what cannot be built has no rows */
	for (size_t row = 0; row < table.row_count; row++)
		newest += table_number(&table, row, table_column(&table, "newest"), &value) ? value : 0;
	assert_int_equal((int)newest, 2 * 4);
	exponents_csv(&study, &exponents);
	parse(&exponents, &powers);
	assert_int_equal(powers.row_count, 4 + 3);
	for (size_t row = 0; row < powers.row_count; row++) {
		assert_true(table_number(&powers, row, table_column(&powers, "exponent"), &value));
		assert_true(value > 0.95 && value < 1.05);
	}
}

static void
test_frontier_is_ordered_by_value(void **state)
{
	static const char *const ordered[] = {"50", "200", "400", "off", "unset"};
	static const char *const ranks[] = {"1", "2", "3", "4", "0"};
	CLEANUP_TEXT struct text rows = {0}, csv = {0};
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_TABLE struct table table = {0};

	(void)state;
	sample_gogc(&rows);
	open_rows(&rows, &study);
	frontier_csv(&study, &csv);
	parse(&csv, &table);
	assert_int_equal(table.row_count, COUNT_OF(ordered));
	for (size_t row = 0; row < table.row_count; row++) {
		assert_cell(&table, row, "value", ordered[row]);
		assert_cell(&table, row, "rank", ranks[row]);
		assert_cell(&table, row, "panel", "steady");
		assert_cell(&table, row, "setting", "GOGC");
	}
	assert_cell(&table, 0, "memory_bytes", "50000000");
	assert_cell(&table, 0, "cpu_ns", "20000000000"); /* user and system */
}

static void
test_two_values_make_no_frontier(void **state)
{
	CLEANUP_TEXT struct text rows = {0}, csv = {0};
	CLEANUP_STUDY struct study study = {0};

	(void)state;
	text_append(&rows, SAMPLE_RELEASES_HEADER);
	sample_release_add(&rows, "a", "1.20.14", "50", 1, 1000);
	sample_release_add(&rows, "a", "1.20.14", "100", 1, 2000);
	sample_release_add(&rows, "a", "1.27.4", "200", 1, 3000); /* of another release */
	open_rows(&rows, &study);
	frontier_csv(&study, &csv);
	assert_null(strstr(csv.data, "\n1,"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes_by_release),
		cmocka_unit_test(test_families_are_compared_at_a_size_they_share),
		cmocka_unit_test(test_releases_and_exponents),
		cmocka_unit_test(test_frontier_is_ordered_by_value),
		cmocka_unit_test(test_two_values_make_no_frontier),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
