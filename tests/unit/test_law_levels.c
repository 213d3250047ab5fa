/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_levels.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { SIZES = 5000, RUNS = 3 };

static double
line(double size)
{
	return 1000 + 2 * size;
}

static void
fill(double *x, double *y, size_t sizes)
{
	struct random random = random_stream(1, 0, 0);

	for (size_t i = 0; i < sizes * RUNS; i++) {
		x[i] = (double)(1 + i / RUNS);
		y[i] = line(x[i]) * (1 + 0.01 * random_normal(&random));
	}
}

static void
test_few_sizes_are_a_level_each(void **state)
{
	static double x[LEVELS_MOST * RUNS], y[LEVELS_MOST * RUNS];
	CLEANUP_LEVELS struct levels levels;

	(void)state;
	fill(x, y, LEVELS_MOST);
	levels_init(&levels, x, y, LEVELS_MOST * RUNS);
	assert_int_equal(levels.sizes, LEVELS_MOST);
	for (size_t i = 0; i < levels.sizes; i++)
		assert_true(levels.x[i] == (double)(i + 1) && levels.share[i] == median_variance(RUNS));
}

/* As exact as so many runs are; the noise is that of the runs of one size. */
static void
test_many_sizes_are_joined(void **state)
{
	static double x[SIZES * RUNS], y[SIZES * RUNS];
	CLEANUP_LEVELS struct levels levels;

	(void)state;
	fill(x, y, SIZES);
	levels_init(&levels, x, y, SIZES * RUNS);
	assert_int_equal(levels.sizes, LEVELS_MOST);
	assert_int_equal(levels.runs, SIZES * RUNS);
	assert_true(levels.x[0] == 1 && levels.x[LEVELS_MOST - 1] == SIZES);
	assert_true(levels.share[0] == median_variance(RUNS) && levels.share[1] < median_variance(20 * RUNS));
	for (size_t i = 1; i + 1 < levels.sizes; i++) {
		assert_true(levels.x[i] > levels.x[i - 1]);
		assert_true(fabs(levels.y[i] / line(levels.x[i]) - 1) < 0.01);
	}
	assert_true(levels.noise_freedom == SIZES * (RUNS - 1));
	assert_true(fabs(sqrt(levels.noise_squares / levels.noise_freedom) - 0.01) < 0.001);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_few_sizes_are_a_level_each),
		cmocka_unit_test(test_many_sizes_are_joined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
