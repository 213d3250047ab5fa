/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/held_back.h"
#include "base/memory.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const char HEAD[] = "schema,workload,outcome,generator,params,files,tree_peak_bytes\n";

/* Rows of so many sizes from 10 on, each three times the one before, which need `per` bytes a function. */
static void
append_rows(const char *generator, size_t sizes, double per, struct text *rows)
{
	double size = 10;

	for (size_t i = 0; i < sizes; i++, size *= 3)
		for (int repetition = 0; repetition < 3; repetition++)
			text_append_format(rows, "1,build,ok,%s@1,functions=%.0f,1,%.0f\n", generator, size,
				(3e7 + per * size) * (1 + 0.001 * repetition));
}

struct fixture {
	struct table runs;
	struct growth growth;
	struct series_laws found;
	struct held_back held;
};

static void
hold_back(struct fixture *fixture, const char *rows, size_t sizes)
{
	struct error err = ERROR_INIT;

	*fixture = (struct fixture){0};
	assert_true(table_parse(rows, strlen(rows), "runs.csv", "1", &fixture->runs, &err));
	assert_true(growth_collect(&fixture->runs, "runs.csv", &fixture->growth, &err));
	held_back_take(&fixture->growth, COLUMN_tree_peak_bytes, sizes, &fixture->held);
	series_laws_find(&fixture->growth, &fixture->runs, COLUMN_tree_peak_bytes, &fixture->found);
	held_back_ask(&fixture->held, &fixture->growth, &fixture->runs, &fixture->found, COLUMN_tree_peak_bytes);
}

static void
drop(struct fixture *fixture)
{
	held_back_dispose(&fixture->held);
	series_laws_dispose(&fixture->found);
	growth_dispose(&fixture->growth);
	table_dispose(&fixture->runs);
}

static void
test_the_largest_sizes_are_asked_about_and_hit(void **state)
{
	CLEANUP_TEXT struct text rows = {0};
	struct fixture fixture;
	struct held_score score;

	(void)state;
	text_append(&rows, HEAD);
	append_rows("calls", 8, 5e4, &rows);
	hold_back(&fixture, text_string(&rows), 2);
	assert_int_equal(fixture.growth.series[0].point_count, 6);
	assert_int_equal(fixture.held.count, 2);
	assert_true(fabs(fixture.held.items[0].size - 7290) < 0.5);
	assert_true(fabs(fixture.held.items[1].size - 21870) < 0.5);
	score = held_back_score(&fixture.held);
	assert_int_equal(score.asked, 2);
	assert_int_equal(score.answered, 2);
	assert_int_equal(score.off, 0);
	assert_int_equal(score.covered, 2);
	assert_true(score.miss < 0.01);
	drop(&fixture);
}

/* What breaks off at the sizes held back is told as it is: answered, and off. */
static void
test_an_answer_that_misses_is_counted(void **state)
{
	CLEANUP_TEXT struct text rows = {0};
	struct fixture fixture;
	struct held_score score;

	(void)state;
	text_append(&rows, HEAD);
	append_rows("calls", 7, 5e4, &rows);
	text_append(&rows, "1,build,ok,calls@1,functions=21870,1,3000000000\n");
	hold_back(&fixture, text_string(&rows), 1);
	score = held_back_score(&fixture.held);
	assert_int_equal(score.answered, 1);
	assert_int_equal(score.off, 1);
	assert_int_equal(score.covered, 0);
	assert_true(held_size_miss(&fixture.held.items[0]) < -0.5);
	drop(&fixture);
}

static void
test_a_series_keeps_its_sizes_where_none_would_be_left(void **state)
{
	CLEANUP_TEXT struct text rows = {0};
	struct fixture fixture;

	(void)state;
	text_append(&rows, HEAD);
	append_rows("calls", 6, 5e4, &rows);
	append_rows("types", 2, 5e4, &rows);
	hold_back(&fixture, text_string(&rows), 2);
	assert_int_equal(fixture.held.count, 2);
	assert_int_equal(fixture.growth.series[fixture.held.items[0].series].point_count, 4);
	assert_int_equal(fixture.growth.series[1 - fixture.held.items[0].series].point_count, 2);
	drop(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_largest_sizes_are_asked_about_and_hit),
		cmocka_unit_test(test_an_answer_that_misses_is_counted),
		cmocka_unit_test(test_a_series_keeps_its_sizes_where_none_would_be_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
