/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loads of runs, from rows as texts.
 */
#include "analyse/compare/side_loads.h"
#include "analyse/series/load.h"
#include "present/releases/load_note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char HEADER[] =
	"schema,go_version,generator,params,files,workload,outcome,largest_compile_bytes,wall_ns,"
	"others_share\n";

static void
read_rows(const char *rows, struct table *runs)
{
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;

	text_append(&csv, HEADER);
	text_append(&csv, rows);
	assert_true(table_parse(csv.data, csv.length, "rows", "1", runs, &err));
}

static double
share_of(const char *rows, size_t *count)
{
	CLEANUP_TABLE struct table runs = {0};
	struct load load = {0};
	double share = -1;

	read_rows(rows, &runs);
	for (size_t row = 0; row < runs.row_count; row++)
		load_add(&load, &runs, row);
	*count = load.runs;
	assert_int_equal(load_share(&load, &share), load.runs > 0);
	return share;
}

static void
test_each_run_counts_as_long_as_it_took(void **state)
{
	size_t count;

	(void)state;
	assert_float_equal(
		share_of("1,1.27.4,m@1,files=1,1,build,ok,1,1000,0.1\n1,1.27.4,m@1,files=1,1,build,ok,1,3000,0.5\n",
			&count),
		0.4, 1e-9);
	assert_int_equal(count, 2);
}

static void
test_rows_that_do_not_tell_do_not_count(void **state)
{
	size_t count;

	(void)state;
	assert_float_equal(share_of("1,1.27.4,m@1,files=1,1,build,ok,1,1000,\n"
								"1,1.27.4,m@1,files=1,1,build,ok,1,,0.9\n"
								"1,1.27.4,m@1,files=1,1,build,oom,1,1000,0.9\n"
								"1,1.27.4,m@1,files=1,1,build,ok,1,1000,7\n"
								"1,1.27.4,m@1,files=1,1,build,ok,1,1000,much\n"
								"1,1.27.4,m@1,files=1,1,build,ok,1,0,0.9\n",
						   &count),
		-1, 1e-9);
}

static void
test_a_tenth_of_the_processors_is_a_difference(void **state)
{
	(void)state;
	assert_false(loads_differ(0.02, 0.12));
	assert_true(loads_differ(0.02, 0.121));
	assert_true(loads_differ(0.9, 0.5));
}

/* `count` rows of 0.5 s at 1% and two more. */
static bool
range_of(unsigned count, const char *more, struct load_range *range)
{
	CLEANUP_TEXT struct text rows = {0};
	struct growth growth = {0};
	struct table runs = {0};
	struct error err = ERROR_INIT;

	for (unsigned i = 0; i < count; i++)
		text_append(&rows, "1,1.27.4,m@1,files=1,1,build,ok,1,500000000,0.01\n");
	text_append(&rows, more);
	read_rows(text_string(&rows), &runs);
	assert_true(growth_collect(&runs, "rows", &growth, &err));
	bool found = series_loads(&growth.series[0], &runs, range);
	growth_dispose(&growth);
	table_dispose(&runs);
	return found;
}

static void
test_one_odd_run_of_many_makes_no_range(void **state)
{
	static const char busy[] = "1,1.27.4,m@1,files=1,1,build,ok,1,500000000,0.8\n";
	static const char hasty[] = "1,1.27.4,m@1,files=1,1,build,ok,1,499999999,0.8\n";
	struct load_range range;

	(void)state;
	assert_true(range_of(3, busy, &range));
	assert_float_equal(range.low, 0.01, 1e-9);
	assert_float_equal(range.high, 0.8, 1e-9);
	assert_true(range_of(9, busy, &range));
	assert_float_equal(range.high, 0.01, 1e-9);
	assert_int_equal(range.runs, 10);
	/* in so short a run two clock ticks are 2% */
	assert_true(range_of(3, hasty, &range));
	assert_int_equal(range.runs, 3);
	assert_false(range_of(1, hasty, &range));
}

static void
add_side(struct sides *sides, const char *name, const char *rows)
{
	struct error err = ERROR_INIT;
	struct table runs = {0};

	read_rows(rows, &runs);
	assert_true(sides_add(sides, name, ".", &runs, &err));
}

static void
expect_note(const char *old_rows, const char *new_rows, const char *expected)
{
	CLEANUP_SIDES struct sides sides = {0};
	CLEANUP_TEXT struct text text = {0};
	struct error err = ERROR_INIT;

	add_side(&sides, "old", old_rows);
	add_side(&sides, "new", new_rows);
	assert_true(sides_match(&sides, true, &err));
	load_note(&sides, 0, 1, &(struct page_style){0}, &text);
	assert_true(text_starts_with(text_string(&text), expected));
	if (!*expected)
		assert_string_equal(text_string(&text), "");
}

static void
test_sides_of_different_loads_are_noted_with_both(void **state)
{
	static const char idle[] = "1,1.26.8,m@1,files=1,1,build,ok,1,1000,0.02\n";
	static const char busy[] = "1,1.27.4,m@1,files=1,1,build,ok,1,1000,0.62\n";
	/* a cell of one side alone */
	static const char idle_and_more[] =
		"1,1.27.4,m@1,files=1,1,build,ok,1,1000,0.02\n1,1.27.4,m@1,files=2,2,build,ok,1,9000,0.9\n";
	static const char silent[] = "1,1.27.4,m@1,files=1,1,build,ok,1,1000,\n";

	(void)state;
	expect_note(
		idle, busy, "note: others used 2% of the processors while old was measured, and 62% while new was;");
	expect_note(
		busy, idle, "note: others used 62% of the processors while old was measured, and 2% while new was;");
	expect_note(idle, idle_and_more, "");
	expect_note(idle, silent, "");
	expect_note(silent, silent, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_run_counts_as_long_as_it_took),
		cmocka_unit_test(test_rows_that_do_not_tell_do_not_count),
		cmocka_unit_test(test_a_tenth_of_the_processors_is_a_difference),
		cmocka_unit_test(test_one_odd_run_of_many_makes_no_range),
		cmocka_unit_test(test_sides_of_different_loads_are_noted_with_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
