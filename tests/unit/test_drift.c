/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "analyse/numbers/drift.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>

enum { CELLS = 20, ROUNDS = 6, RUNS = CELLS * ROUNDS };

/* An experiment in rounds: cells of their own size and noise (0.3 to 6%), shuffled inside each round; a
 * factor that grows evenly to 1 + change; values rounded to `grain`. */
static void
experiment(uint64_t seed, double change, double grain, struct dated_value *values)
{
	struct random random = random_stream(seed, 1, 0);
	size_t order[CELLS];

	for (size_t i = 0; i < CELLS; i++)
		order[i] = i;
	for (size_t at = 0; at < RUNS; at++) {
		if (at % CELLS == 0)
			random_shuffle(&random, order, CELLS);
		size_t cell = order[at % CELLS];
		double noise = 0.003 * (double)(1 + cell), trend = 1 + change * (double)at / (RUNS - 1);
		double value = 50e6 * (double)(1 + cell) * trend * (1 + noise * random_normal(&random));
		values[at] =
			(struct dated_value){.cell = cell, .at = at, .value = round(value / grain) * grain, .row = at};
	}
}

static double
share_noticed(double change, double grain, uint64_t tries)
{
	double noticed = 0;

	for (uint64_t seed = 0; seed < tries; seed++) {
		struct dated_value values[RUNS];
		struct drift drift;
		experiment(seed, change, grain, values);
		assert_true(drift_of(values, RUNS, &drift));
		noticed += drift_is_notable(&drift);
	}
	return noticed / (double)tries;
}

/* Without the 1% that a change must have at least, p < 0.001 alone has to keep its promise, ties or none. */
static void
test_steady_experiments_raise_no_alarm(void **state)
{
	static const double grains[] = {1, 5e6};
	enum { TRIES = 5000 };

	(void)state;
	for (size_t g = 0; g < COUNT_OF(grains); g++) {
		size_t below_thousandth = 0, below_twentieth = 0;
		for (uint64_t seed = 0; seed < TRIES; seed++) {
			struct dated_value values[RUNS];
			struct drift drift;
			experiment(seed, 0, grains[g], values);
			assert_true(drift_of(values, RUNS, &drift));
			below_thousandth += drift.p < 0.001;
			below_twentieth += drift.p < 0.05;
		}
		print_message("steady: p < 0.05 in %.2f%%, p < 0.001 in %.3f%%\n",
			100.0 * (double)below_twentieth / TRIES, 100.0 * (double)below_thousandth / TRIES);
		assert_true(below_twentieth > TRIES / 40 && below_twentieth < TRIES * 6 / 100);
		assert_true(below_thousandth <= TRIES * 2 / 1000);
	}
}

static void
test_a_drifting_host_is_noticed(void **state)
{
	(void)state;
	assert_true(share_noticed(0.05, 1, 500) > 0.95);
	assert_true(share_noticed(-0.05, 1, 500) > 0.95);
	assert_true(share_noticed(0, 1, 500) < 0.01);
}

static void
test_the_change_is_told_in_full(void **state)
{
	struct dated_value values[RUNS];
	struct drift drift;
	double sum = 0;

	(void)state;
	for (uint64_t seed = 0; seed < 200; seed++) {
		experiment(seed, 0.10, 1, values);
		assert_true(drift_of(values, RUNS, &drift));
		assert_int_equal(drift.cells, CELLS);
		assert_int_equal(drift.values, RUNS);
		sum += drift.change;
	}
	/* as a share of the median, which lies in the middle of the trend */
	assert_true(fabs(sum / 200 - 0.10 / 1.05) < 0.005);
}

/* Cells that are measured in blocks, one after the other, must not be taken for a trend of the host. */
static void
test_differences_between_cells_are_no_drift(void **state)
{
	struct dated_value values[40];
	struct random random = random_stream(3, 0, 0);
	struct drift drift;

	(void)state;
	for (size_t i = 0; i < 40; i++)
		values[i] = (struct dated_value){
			.cell = i / 10, .at = i, .value = (double)(1 + i / 10) * (100 + random_normal(&random))};
	assert_true(drift_of(values, 40, &drift));
	assert_false(drift_is_notable(&drift));
}

static void
test_too_few_values_carry_nothing(void **state)
{
	struct dated_value same[9], values[9];
	struct drift drift;

	(void)state;
	for (size_t i = 0; i < 9; i++) {
		same[i] = (struct dated_value){.cell = 0, .at = i, .value = 7};
		values[i] = (struct dated_value){.cell = i, .at = i, .value = (double)i};
	}
	assert_false(drift_of(values, 9, &drift)); /* nine cells of one value */
	assert_false(drift_of(values, 0, &drift));
	assert_true(drift_of(same, 9, &drift)); /* a constant */
	assert_true(drift.p >= 1 && !(fabs(drift.change) > 0));
}

static void
test_outliers_are_named_with_their_distance(void **state)
{
	struct dated_value values[14];
	struct outlier outliers[14];

	(void)state;
	for (size_t i = 0; i < 14; i++)
		values[i] = (struct dated_value){
			.cell = i % 2, .at = i, .value = i % 2 ? 1000 + (double)i : 100 + (double)(i % 3), .row = 50 + i};
	values[4].value = 180;
	assert_int_equal(outliers_of(values, 14, outliers), 1);
	assert_int_equal(outliers[0].row, 54);
	assert_true(outliers[0].value > 179 && fabs(outliers[0].median - 101) < 1.5);
	assert_true(outliers[0].deviations > 10);
	assert_int_equal(outliers_of(values, 0, outliers), 0);
}

static void
test_a_constant_with_one_exception_is_finite(void **state)
{
	struct dated_value values[8];
	struct outlier outliers[8];

	(void)state;
	for (size_t i = 0; i < 8; i++)
		values[i] = (struct dated_value){.cell = 0, .at = i, .value = 100, .row = i};
	values[2].value = 100.5; /* below 1% */
	values[5].value = 120;
	assert_int_equal(outliers_of(values, 8, outliers), 1);
	assert_int_equal(outliers[0].row, 5);
	assert_true(isfinite(outliers[0].deviations));
}

static void
test_a_second_level_is_no_outlier(void **state)
{
	struct dated_value values[12];
	struct outlier outliers[12];

	(void)state;
	for (size_t i = 0; i < 12; i++)
		values[i] = (struct dated_value){.at = i, .value = (i % 4 == 1 ? 130 : 100) + 0.3 * (double)(i % 3)};
	assert_int_equal(outliers_of(values, 12, outliers), 0);
	values[5].value = 300;
	assert_int_equal(outliers_of(values, 12, outliers), 1);
	assert_true(outliers[0].value > 299);
}

/* Of normal noise, at most 1 cell in 200 has an outlier, whatever the number of runs. */
static void
test_normal_noise_has_few_outliers(void **state)
{
	static const size_t counts[] = {6, 7, 8, 9, 10, 12, 15, 20, 30, 60};
	enum { TRIES = 20000, MOST = 60 };

	(void)state;
	for (size_t c = 0; c < COUNT_OF(counts); c++) {
		struct random random = random_stream(11, counts[c], 0);
		size_t alarms = 0;
		for (size_t try = 0; try < TRIES; try++) {
			struct dated_value values[MOST];
			struct outlier outliers[MOST];
			for (size_t i = 0; i < counts[c]; i++)
				values[i] = (struct dated_value){.at = i, .value = 100 + 5 * random_normal(&random)};
			alarms += outliers_of(values, counts[c], outliers) > 0;
		}
		print_message(
			"%zu runs: %.2f%% of cells with an outlier\n", counts[c], 100.0 * (double)alarms / TRIES);
		assert_true(alarms <= TRIES / 200);
	}
}

/* Far more runs than could be held against each other one by one: 1% of noise. */
static void
test_thousands_of_runs_of_a_cell(void **state)
{
	enum { MANY = 30001 };
	static struct dated_value values[MANY];
	struct random random = random_stream(5, 1, 0);
	static const double changes[] = {0, 0.03};

	(void)state;
	for (size_t c = 0; c < COUNT_OF(changes); c++) {
		struct drift drift;
		for (size_t at = 0; at < MANY; at++)
			values[at] = (struct dated_value){.at = at,
				.value = (1 + changes[c] * (double)at / MANY) * (1 + 0.01 * random_normal(&random))};
		assert_true(drift_of(values, MANY, &drift));
		assert_int_equal(drift.values, MANY);
		assert_true(drift_is_notable(&drift) == (changes[c] > 0));
		assert_true(fabs(drift.change - changes[c]) < 0.003);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steady_experiments_raise_no_alarm),
		cmocka_unit_test(test_a_drifting_host_is_noticed),
		cmocka_unit_test(test_the_change_is_told_in_full),
		cmocka_unit_test(test_thousands_of_runs_of_a_cell),
		cmocka_unit_test(test_differences_between_cells_are_no_drift),
		cmocka_unit_test(test_too_few_values_carry_nothing),
		cmocka_unit_test(test_outliers_are_named_with_their_distance),
		cmocka_unit_test(test_a_constant_with_one_exception_is_finite),
		cmocka_unit_test(test_a_second_level_is_no_outlier),
		cmocka_unit_test(test_normal_noise_has_few_outliers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
