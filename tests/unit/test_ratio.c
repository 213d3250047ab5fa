/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/ratio.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
test_ratio_of_constants_has_no_width(void **state)
{
	const double old[] = {100, 100, 100}, new[] = {105, 105, 105};
	struct random random = random_stream(1, 0, 0);
	struct ratio ratio;

	(void)state;
	assert_true(ratio_of_medians(&(struct ratio_sample){old, new, 3, 3, NULL, NULL}, &random, &ratio));
	assert_true(fabs(ratio.value - 1.05) < 1e-12);
	assert_true(ratio.low == ratio.high && fabs(ratio.low - 1.05) < 1e-12);
}

static void
test_no_ratio_without_values_above_zero(void **state)
{
	const double some[] = {1, 2}, zero[] = {0, 2};
	struct random random = random_stream(1, 0, 0);
	struct ratio ratio;

	(void)state;
	assert_false(ratio_of_medians(&(struct ratio_sample){some, some, 0, 2, NULL, NULL}, &random, &ratio));
	assert_false(ratio_of_medians(&(struct ratio_sample){some, some, 2, 0, NULL, NULL}, &random, &ratio));
	assert_false(ratio_of_medians(&(struct ratio_sample){zero, some, 2, 2, NULL, NULL}, &random, &ratio));
}

static void
test_geometric_mean_leaves_out_what_has_no_ratio(void **state)
{
	const double one[] = {1}, two[] = {2}, eight[] = {8};
	const struct ratio_sample samples[] = {
		{one, two, 1, 1, NULL, NULL}, {one, two, 1, 0, NULL, NULL}, {one, eight, 1, 1, NULL, NULL}};
	struct random random = random_stream(1, 0, 0);
	struct ratio ratio;
	size_t used;

	(void)state;
	assert_true(ratio_geometric_mean(samples, 3, &random, &ratio, &used));
	assert_int_equal(used, 2);
	assert_true(fabs(ratio.value - 4) < 1e-12 && fabs(ratio.low - 4) < 1e-12);
	assert_false(ratio_geometric_mean(samples + 1, 1, &random, &ratio, &used));
}

/* Ten repetitions a side at 1% noise: the interval holds the true ratio about as often as it says. */
static void
test_interval_covers(void **state)
{
	enum { TRIES = 1000, COUNT = 10 };
	struct random random = random_stream(3, 0, 0);
	size_t covered = 0;

	(void)state;
	for (size_t try = 0; try < TRIES; try++) {
		double old[COUNT], new[COUNT];
		struct ratio ratio;
		for (size_t i = 0; i < COUNT; i++) {
			old[i] = 100 * (1 + 0.01 * random_normal(&random));
			new[i] = 103 * (1 + 0.01 * random_normal(&random));
		}
		assert_true(
			ratio_of_medians(&(struct ratio_sample){old, new, COUNT, COUNT, NULL, NULL}, &random, &ratio));
		covered += ratio.low <= 1.03 && 1.03 <= ratio.high;
	}
	print_message("covered %zu of %d\n", covered, TRIES);
	assert_in_range(covered, TRIES * 92 / 100, TRIES * 98 / 100);
}

static void
test_median_of_ratios(void **state)
{
	double ratios[] = {1.3, 0.9, 1.1}, one[] = {1.2};
	struct random random = random_stream(1, 0, 0);
	struct ratio ratio = ratio_median(ratios, 3, &random);

	(void)state;
	assert_true(ratio.value == 1.1 && ratio.low >= 0.9 && ratio.high <= 1.3 && ratio.low < ratio.high);
	ratio = ratio_median(one, 1, &random);
	assert_true(ratio.value == 1.2 && ratio.low == 1.2 && ratio.high == 1.2);
}

/* Every second cell lacks a repetition of either side, another one each; what disturbs the host disturbs all
 * cells of a repetition. The interval holds the truth as often as with whole cells. */
static void
test_a_missing_repetition_does_not_shrink_the_mean(void **state)
{
	enum { TRIES = 300, CELLS = 20, COUNT = 12 };
	struct random random = random_stream(21, 0, 0);
	size_t covered = 0, used;

	(void)state;
	for (size_t try = 0; try < TRIES; try++) {
		double values[2][CELLS][COUNT], loads[2][COUNT];
		uint32_t repetitions[CELLS][COUNT];
		struct ratio_sample samples[CELLS];
		struct ratio mean;
		for (size_t i = 0; i < 2 * COUNT; i++)
			loads[i % 2][i / 2] = 1 + 0.05 * random_normal(&random);
		for (size_t cell = 0; cell < CELLS; cell++) {
			size_t count = COUNT - cell % 2;
			for (size_t i = 0; i < count; i++) {
				uint32_t number = (uint32_t)(i + (cell % 2 && i >= cell % COUNT));
				repetitions[cell][i] = number;
				for (size_t side = 0; side < 2; side++)
					values[side][cell][i] = loads[side][number] * (1 + 0.01 * random_normal(&random));
			}
			samples[cell] = (struct ratio_sample){
				values[0][cell], values[1][cell], count, count, repetitions[cell], repetitions[cell]};
		}
		assert_true(ratio_geometric_mean(samples, CELLS, &random, &mean, &used));
		covered += mean.low <= 1 && mean.high >= 1;
	}
	print_message("covered %zu of %d\n", covered, TRIES);
	assert_in_range(covered, TRIES * 90 / 100, TRIES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ratio_of_constants_has_no_width),
		cmocka_unit_test(test_no_ratio_without_values_above_zero),
		cmocka_unit_test(test_geometric_mean_leaves_out_what_has_no_ratio),
		cmocka_unit_test(test_interval_covers),
		cmocka_unit_test(test_median_of_ratios),
		cmocka_unit_test(test_a_missing_repetition_does_not_shrink_the_mean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
