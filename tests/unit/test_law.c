/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law.h"
#include "analyse/laws/fitting/law_fit.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const double sizes[] = {1, 1000, 3000, 10000, 30000, 50000, 70000, 100000};
enum { SIZES = COUNT_OF(sizes) };

static void
assert_near(double got, double expected, double relative)
{
	if (!(fabs(got - expected) <= relative * fabs(expected)))
		fail_msg("%.12g is not within %g of %.12g", got, relative, expected);
}

static struct fit
fit_or_fail(enum law_id id, const double *x, const double *y, size_t count)
{
	struct error err = ERROR_INIT;
	struct fit fit;

	if (!law_fit(&laws[id], &(struct law_points){x, y, count, "test"}, &fit, &err))
		fail_msg("%s: %s", err.where, err.why);
	return fit;
}

static void
test_exact_line_is_found(void **state)
{
	double y[SIZES];
	struct fit fit;

	(void)state;
	for (size_t i = 0; i < SIZES; i++)
		y[i] = 250e6 + 34000 * sizes[i];
	fit = fit_or_fail(LAW_LINEAR, sizes, y, SIZES);
	assert_near(fit.parameters[0], 250e6, 1e-12);
	assert_near(fit.parameters[1], 34000, 1e-12);
	assert_near(fit.r2, 1, 1e-12);
	assert_near(fit_value(&fit, 20000), 930e6, 1e-12);
	fit = fit_or_fail(LAW_POWER, sizes, y, SIZES);
	assert_near(fit.parameters[2], 1, 1e-6);
	assert_near(fit_value(&fit, 20000), 930e6, 1e-6);
}

static void
test_exact_powers_are_found(void **state)
{
	static const double exponents[] = {0.3, 0.5, 0.9, 1.1, 1.5, 2, 3.3};

	(void)state;
	for (size_t e = 0; e < COUNT_OF(exponents); e++) {
		double y[SIZES];
		struct fit fit;
		for (size_t i = 0; i < SIZES; i++)
			y[i] = 1e8 + 4e9 * pow(sizes[i] / sizes[SIZES - 1], exponents[e]);
		fit = fit_or_fail(LAW_POWER, sizes, y, SIZES);
		assert_near(fit.parameters[2], exponents[e], 1e-5);
		assert_near(fit.parameters[0], 1e8, 1e-5);
		assert_near(fit.r2, 1, 1e-9);
	}
}

/* 1% of noise, as a build's peak has: the exponent stays within 0.1 in each of 200 seeded tries, and is
 * not off to one side. */
static void
test_noise_of_one_percent(void **state)
{
	struct random random = random_stream(7, 1, 1);
	double sum = 0;

	(void)state;
	for (int round = 0; round < 200; round++) {
		double y[SIZES];
		struct fit fit;
		for (size_t i = 0; i < SIZES; i++)
			y[i] = (250e6 + 900 * pow(sizes[i], 1.3)) * (1 + 0.01 * random_normal(&random));
		fit = fit_or_fail(LAW_POWER, sizes, y, SIZES);
		assert_true(fabs(fit.parameters[2] - 1.3) < 0.1);
		assert_true(fit.r2 > 0.999);
		assert_true(fit.residual_error > 0);
		sum += fit.parameters[2];
	}
	assert_near(sum / 200, 1.3, 0.01);
}

/* Residuals of a fit that has room for none but noise: their standard error is the noise put in. */
static void
test_residual_error_is_the_noise(void **state)
{
	enum { MANY = 2000 };
	static double x[MANY], y[MANY];
	struct random random = random_stream(3, 1, 1);
	struct fit fit;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		x[i] = (double)i;
		y[i] = 100 + 2 * x[i] + 5 * random_normal(&random);
	}
	fit = fit_or_fail(LAW_LINEAR, x, y, MANY);
	assert_near(fit.residual_error, 5, 0.05);
}

static void
test_what_cannot_be_fitted_says_why(void **state)
{
	static const struct {
		enum law_id law;
		size_t count;
		double x[5], y[5];
		const char *why;
	} refused[] = {
		{LAW_LINEAR, 0, {0}, {0}, "0 different sizes"},
		{LAW_LINEAR, 1, {1}, {1}, "1 different size; the linear law needs 3"},
		{LAW_LINEAR, 2, {1, 2}, {1, 2}, "2 different sizes; the linear law needs 3"},
		{LAW_LINEAR, 4, {5, 5, 6, 6}, {1, 2, 3, 4}, "2 different sizes"},
		{LAW_POWER, 3, {1, 2, 3}, {1, 2, 4}, "the power law needs 4"},
		{LAW_LINEAR, 3, {1, 2, 3}, {7, 7, 7}, "all 3 values are 7"},
		{LAW_LINEAR, 3, {1, 2, 3}, {7, (double)NAN, 7}, "point 2"},
		{LAW_POWER, 5, {-1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}, "point 1"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		struct error err = ERROR_INIT;
		struct fit fit;
		assert_false(law_fit(&laws[refused[i].law],
			&(struct law_points){refused[i].x, refused[i].y, refused[i].count, "build"}, &fit, &err));
		assert_int_equal(err.id, ERROR_TOO_FEW_POINTS);
		assert_non_null(strstr(err.why, refused[i].why));
		assert_null(fit.law);
	}
}

/* Whatever the shape (steps, falls, saturation), no number of a fit is ever infinite or not a number. */
static void
test_wild_points_give_finite_fits(void **state)
{
	struct random random = random_stream(11, 1, 1);

	(void)state;
	for (int round = 0; round < 500; round++) {
		double x[6], y[6];
		for (size_t i = 0; i < 6; i++) {
			x[i] = (double)i * pow(10, (double)random_below(&random, 12) - 4);
			y[i] = random_normal(&random) * pow(10, (double)random_below(&random, 16));
		}
		for (int id = 0; id < LAW_COUNT; id++) {
			struct error err = ERROR_INIT;
			struct fit fit;
			if (!law_fit(&laws[id], &(struct law_points){x, y, 6, "wild"}, &fit, &err))
				continue;
			assert_true(isfinite(fit.r2) && isfinite(fit.residual_error));
			for (size_t p = 0; p < law_parameter_count(&laws[id]); p++)
				assert_true(isfinite(fit.parameters[p]));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exact_line_is_found),
		cmocka_unit_test(test_exact_powers_are_found),
		cmocka_unit_test(test_noise_of_one_percent),
		cmocka_unit_test(test_residual_error_is_the_noise),
		cmocka_unit_test(test_what_cannot_be_fitted_says_why),
		cmocka_unit_test(test_wild_points_give_finite_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
