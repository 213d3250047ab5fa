/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/statistics.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
test_summary_of_known_values(void **state)
{
	double values[] = {9, 1, 3, 100, 5};
	struct summary summary = summary_of(values, 5);

	(void)state;
	assert_int_equal(summary.count, 5);
	assert_true(summary.minimum == 1 && summary.maximum == 100);
	assert_true(summary.lower_quartile == 3 && summary.median == 5 && summary.upper_quartile == 9);
	/* distances from 5: 4 4 2 95 0, their median 4, times 1.4826 */
	assert_true(fabs(summary.deviation - 4 * 1.482602218505602) < 1e-9);
}

static void
test_summary_of_one_and_of_none(void **state)
{
	double one[] = {42};
	struct summary summary = summary_of(one, 1);

	(void)state;
	assert_true(summary.median == 42 && summary.minimum == 42 && summary.upper_quartile == 42);
	assert_true(summary.deviation == 0);
	assert_int_equal(summary_of(one, 0).count, 0);
}

static void
test_even_counts_take_the_middle(void **state)
{
	double values[] = {4, 1, 3, 2};

	(void)state;
	assert_true(summary_of(values, 4).median == 2.5);
}

/* Published tables for the median: n = 5 has no 95% interval, 6 takes the ends, 9 the second from each
 * end, 20 the sixth. */
static void
test_a_geometric_mean_of_doubled_and_halved_is_one(void **state)
{
	(void)state;
	assert_true(fabs(geometric_mean_of((const double[]){2, 0.5, 1}, 3) - 1) < 1e-12);
	assert_true(fabs(geometric_mean_of((const double[]){1, 2, 4, 8, 16}, 5) - 4) < 1e-12);
	assert_true(fabs(geometric_mean_of((const double[]){3}, 1) - 3) < 1e-12);
}

static void
test_median_interval_matches_the_tables(void **state)
{
	static const struct {
		size_t count, from_end;
	} table[] = {{5, 0}, {6, 1}, {8, 1}, {9, 2}, {12, 3}, {15, 4}, {20, 6}};
	double values[20], low, high;

	(void)state;
	for (size_t i = 0; i < 20; i++)
		values[i] = (double)i + 1;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		bool known = median_interval(values, table[i].count, 0.95, &low, &high);
		assert_int_equal(known, table[i].from_end > 0);
		if (!known)
			continue;
		assert_true(low == (double)table[i].from_end);
		assert_true(high == (double)(table[i].count - table[i].from_end + 1));
	}
	assert_false(median_interval(values, 0, 0.95, &low, &high));
	assert_false(median_interval(values, 1, 0.95, &low, &high));
}

/* Also where the library that has it gives up: at 2,155 and 14,398, among others. */
static void
test_chi_squared_is_known_for_any_freedom(void **state)
{
	(void)state;
	for (double freedom = 1; freedom < 5e5; freedom = freedom < 4000 ? freedom + 1 : freedom * 1.01)
		for (double share = 1.0 / 512; share < 1; share += 1.0 / 32) {
			double value = chi_squared_quantile(share, freedom);
			assert_true(fabs(gsl_cdf_chisq_P(value, freedom) - share) < 2e-4);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_summary_of_known_values),
		cmocka_unit_test(test_summary_of_one_and_of_none),
		cmocka_unit_test(test_even_counts_take_the_middle),
		cmocka_unit_test(test_a_geometric_mean_of_doubled_and_halved_is_one),
		cmocka_unit_test(test_median_interval_matches_the_tables),
		cmocka_unit_test(test_chi_squared_is_known_for_any_freedom),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
