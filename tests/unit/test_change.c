/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/change.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct change_limits LIMITS = {.floor = 0.01, .band = 0.02, .noise = 0.01};

static struct change
judged(const double *old, size_t old_count, const double *new, size_t new_count)
{
	struct change change = {.sample = {old, new, old_count, new_count, NULL, NULL}};

	judge_changes(&change, 1, &LIMITS);
	assert_true(isfinite(change.p) && isfinite(change.adjusted_p));
	return change;
}

static void
test_apart_is_worse_or_better(void **state)
{
	const double low[] = {100, 101, 99, 100.5, 99.5}, high[] = {105, 106, 104, 105.5, 104.5};
	struct change change = judged(low, 5, high, 5);

	(void)state;
	assert_int_equal(change.verdict, CHANGE_WORSE);
	assert_true(change.old_median == 100 && change.new_median == 105);
	assert_true(change.adjusted_p == change.p && fabs(change.p - 2.0 / 252) < 1e-12);
	assert_true(change.ratio.low > 1.03 && change.ratio.high < 1.07);
	assert_int_equal(judged(high, 5, low, 5).verdict, CHANGE_BETTER);
}

static void
test_constant_columns_are_the_same(void **state)
{
	const double same[] = {7, 7, 7, 7, 7};
	struct change change = judged(same, 5, same, 5);

	(void)state;
	assert_int_equal(change.verdict, CHANGE_SAME);
	assert_true(change.p == 1 && change.ratio.low == 1 && change.ratio.high == 1);
}

static void
test_two_constants_are_told_apart(void **state)
{
	const double old[] = {100, 100, 100, 100, 100}, new[] = {110, 110, 110, 110, 110};

	(void)state;
	assert_int_equal(judged(old, 5, new, 5).verdict, CHANGE_WORSE);
}

/* Significant, and yet below what the measuring is good for. */
static void
test_below_the_floor_is_noise(void **state)
{
	const double old[] = {100, 100, 100, 100, 100}, new[] = {100.5, 100.5, 100.5, 100.5, 100.5};
	struct change_limits limits = LIMITS;
	struct change change = {.sample = {old, new, 5, 5, NULL, NULL}};

	(void)state;
	assert_int_equal(judged(old, 5, new, 5).verdict, CHANGE_SAME);
	limits.floor = 0.001;
	judge_changes(&change, 1, &limits);
	assert_int_equal(change.verdict, CHANGE_WORSE);
	limits.floor_amount = 1; /* of 100: also 1% */
	judge_changes(&change, 1, &limits);
	assert_int_equal(change.verdict, CHANGE_SAME);
}

static void
test_too_few_runs_are_unclear(void **state)
{
	const double one[] = {100}, other[] = {150}, four[] = {100, 101, 102, 103};
	struct change change = judged(one, 1, other, 1);

	(void)state;
	assert_int_equal(change.verdict, CHANGE_UNCLEAR);
	assert_false(change.tested);
	assert_true(change.ratio.value == 1.5);
	assert_int_equal(change.more, 4);
	change = judged(four, 4, four, 4);
	assert_int_equal(change.verdict, CHANGE_UNCLEAR);
	assert_true(change.more >= 1 && change.more < 20);
}

static void
test_nothing_on_one_side(void **state)
{
	const double five[] = {100, 101, 102, 103, 104}, zeros[] = {0, 0, 0, 0, 0};
	struct change change = judged(five, 5, five, 0);

	(void)state;
	assert_int_equal(change.verdict, CHANGE_UNCLEAR);
	assert_false(change.has_ratio);
	assert_int_equal(change.more, 5);
	assert_int_equal(judged(five, 5, zeros, 5).verdict, CHANGE_UNCLEAR);
	judge_changes(NULL, 0, &LIMITS);
}

/* In a table of 40 ranks single a cell out from seven repetitions on, and the estimate knows; before that one
 * is called whose sides lie apart. */
static void
test_the_whole_table_counts(void **state)
{
	const double low[] = {100, 101, 99, 100.5, 99.5}, high[] = {105, 106, 104, 105.5, 104.5};
	const double near[] = {103, 104, 100.9, 103.5, 102.5};
	struct change changes[40];

	(void)state;
	for (size_t i = 0; i < 40; i++)
		changes[i] = (struct change){.sample = {low, i == 3 ? near : low, 5, 5, NULL, NULL}};
	judge_changes(changes, 40, &LIMITS);
	assert_int_equal(changes[3].verdict, CHANGE_UNCLEAR);
	assert_int_equal(changes[3].more, 2);
	assert_int_equal(changes[4].verdict, CHANGE_SAME);
	changes[3].sample.new_values = high;
	judge_changes(changes, 40, &LIMITS);
	assert_int_equal(changes[3].verdict, CHANGE_WORSE);
}

/* What ran out of memory took more than what did not, though the runs that are left look alike. */
static void
test_runs_beyond_measuring_rank_above_all(void **state)
{
	const double values[] = {100, 101, 99, 100.5, 99.5, 100, 101, 99, 100.5, 99.5, 100, 101};
	struct change change = {.sample = {values, values, 12, 6, NULL, NULL}, .new_beyond = 6};
	struct change back = {.sample = {values, values, 6, 12, NULL, NULL}, .old_beyond = 6};
	struct change alike = {.sample = {values, values, 10, 10, NULL, NULL}, .old_beyond = 2, .new_beyond = 2};

	(void)state;
	judge_changes(&change, 1, &LIMITS);
	judge_changes(&back, 1, &LIMITS);
	judge_changes(&alike, 1, &LIMITS);
	assert_int_equal(change.verdict, CHANGE_WORSE);
	assert_true(change.by_beyond && change.p < 0.05 && isfinite(change.ratio.high));
	assert_int_equal(back.verdict, CHANGE_BETTER);
	assert_int_equal(alike.verdict, CHANGE_SAME);
	change.new_beyond = 1;
	judge_changes(&change, 1, &LIMITS);
	assert_int_equal(change.verdict, CHANGE_UNCLEAR);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_apart_is_worse_or_better),
		cmocka_unit_test(test_constant_columns_are_the_same),
		cmocka_unit_test(test_two_constants_are_told_apart),
		cmocka_unit_test(test_below_the_floor_is_noise),
		cmocka_unit_test(test_too_few_runs_are_unclear),
		cmocka_unit_test(test_nothing_on_one_side),
		cmocka_unit_test(test_the_whole_table_counts),
		cmocka_unit_test(test_runs_beyond_measuring_rank_above_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
