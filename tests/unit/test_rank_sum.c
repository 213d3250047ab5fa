/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Expected values are those of scipy 1.17.1 (pip install scipy), by the calls named beside them.
 */
#include "analyse/numbers/rank_sum.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
assert_near(double value, double expected)
{
	if (!(fabs(value - expected) < 1e-12))
		fail_msg("%.17g is not %.17g", value, expected);
}

static void
check(const double *first, size_t first_count, const double *second, size_t second_count,
	struct rank_sum wanted)
{
	struct rank_sum test = rank_sum_test(first, first_count, second, second_count);

	assert_near(test.u, wanted.u);
	assert_near(test.p, wanted.p);
	assert_int_equal(test.exact, wanted.exact);
}

/* mannwhitneyu(second, first, method='exact') */
static void
test_exact_without_ties(void **state)
{
	const double low[] = {1, 2, 3, 4, 5}, high[] = {6, 7, 8, 9, 10};
	const double mixed[] = {1.5, 2.5, 9.5, 4.5}, other[] = {2, 3, 6, 7, 8};
	const double five[] = {19.1, 22.4, 16.7, 29.3, 24.8}, four[] = {33.5, 28.9, 12.2, 41.0};
	const double odd[] = {1, 3, 5, 7, 9, 11, 13}, even[] = {2, 4, 6, 8, 10, 12, 14};

	(void)state;
	check(low, 5, high, 5, (struct rank_sum){25, 0.007936507936507936, true});
	check(high, 5, low, 5, (struct rank_sum){0, 0.007936507936507936, true});
	check(mixed, 4, other, 5, (struct rank_sum){12, 0.7301587301587302, true});
	check(five, 5, four, 4, (struct rank_sum){14, 0.4126984126984127, true});
	check(odd, 7, even, 7, (struct rank_sum){28, 0.7103729603729605, true});
}

/* By hand: all 126 and 20 ways to deal the mean ranks (itertools.combinations over scipy's rankdata). */
static void
test_exact_with_ties(void **state)
{
	const double first[] = {1, 2, 2, 3}, second[] = {2, 3, 3, 4, 6};
	const double fives[] = {5, 5, 5}, seven[] = {5, 5, 7};

	(void)state;
	check(first, 4, second, 5, (struct rank_sum){17, 14.0 / 126, true});
	check(fives, 3, seven, 3, (struct rank_sum){6, 1, true});
}

/* mannwhitneyu(second, first, method='asymptotic') */
static void
test_normal_with_ties(void **state)
{
	const double once_first[] = {1, 2, 2, 3, 5}, once_second[] = {2, 3, 3, 4, 6};
	double first[30], second[30];

	(void)state;
	for (size_t i = 0; i < 30; i++) {
		first[i] = once_first[i % 5];
		second[i] = once_second[i % 5];
	}
	check(first, 30, second, 30, (struct rank_sum){648, 0.002629255517556197, false});
}

static void
test_constant_columns_and_empty_sides(void **state)
{
	double same[60];

	(void)state;
	for (size_t i = 0; i < 60; i++)
		same[i] = 7;
	check(same, 5, same, 5, (struct rank_sum){12.5, 1, true});
	check(same, 30, same, 30, (struct rank_sum){450, 1, false});
	check(same, 1, same, 1, (struct rank_sum){0.5, 1, true});
	assert_near(rank_sum_test(same, 0, same, 5).p, 1);
	assert_near(rank_sum_test(same, 0, same, 0).p, 1);
}

/* Values that repeat exactly on each side, as sizes of output files do, are as significant as any. */
static void
test_two_constants(void **state)
{
	const double old[] = {100, 100, 100, 100, 100}, new[] = {105, 105, 105, 105, 105};

	(void)state;
	check(old, 5, new, 5, (struct rank_sum){25, 2.0 / 252, true});
}

static void
test_least_p(void **state)
{
	(void)state;
	assert_near(rank_sum_least_p(1, 1), 1);
	assert_near(rank_sum_least_p(5, 5), 2.0 / 252);
	assert_true(fabs(rank_sum_least_p(10, 10) / (2.0 / 184756) - 1) < 1e-9);
}

/* The exact p is what the normal law tends to: on both sides of the border they nearly agree. */
static void
test_exact_meets_normal(void **state)
{
	struct random random = random_stream(1, 0, 0);
	double first[26], second[26];

	(void)state;
	for (size_t i = 0; i < 26; i++) {
		first[i] = random_normal(&random);
		second[i] = random_normal(&random) + 0.6;
	}
	struct rank_sum exact = rank_sum_test(first, 25, second, 25),
					normal = rank_sum_test(first, 26, second, 26);
	assert_true(exact.exact && !normal.exact);
	assert_true(exact.p > 0.001 && exact.p < 0.2);
	assert_true(fabs(log(normal.p / exact.p)) < log(2));
}

/* The 15 tests of Benjamini and Hochberg 1995, section 4; adjusted by scipy.stats.false_discovery_control.
 * At 0.05 their paper finds four of them significant, where Bonferroni's rule finds three. */
static void
test_adjusting_the_worked_example(void **state)
{
	static const double p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
		0.4262, 0.5719, 0.6528, 0.7590, 1.000};
	static const double expected[] = {0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286,
		0.06385714285714286, 0.0645, 0.0765, 0.486, 0.5811818181818181, 0.714875, 0.7532307692307693,
		0.8132142857142857, 1};
	double shuffled[COUNT_OF(p)], adjusted[COUNT_OF(p)];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(p); i++)
		shuffled[i * 4 % COUNT_OF(p)] = p[i];
	adjust_p_values(shuffled, COUNT_OF(p), adjusted);
	for (size_t i = 0; i < COUNT_OF(p); i++)
		assert_near(adjusted[i * 4 % COUNT_OF(p)], expected[i]);
	adjust_p_values(p, 0, adjusted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exact_without_ties),
		cmocka_unit_test(test_exact_with_ties),
		cmocka_unit_test(test_normal_with_ties),
		cmocka_unit_test(test_constant_columns_and_empty_sides),
		cmocka_unit_test(test_two_constants),
		cmocka_unit_test(test_least_p),
		cmocka_unit_test(test_exact_meets_normal),
		cmocka_unit_test(test_adjusting_the_worked_example),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
