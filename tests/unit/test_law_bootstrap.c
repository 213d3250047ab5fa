/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why laws are resampled, and residuals taken, the way they are: the ways there are beside each other, on
 * curves whose exponent is known. GORGE_TABLE=1 prints what docs/laws.md states, GORGE_TRIES=400 as it was
 * printed there.
 */
#include "analyse/laws/law_choice.h"
#include "analyse/laws/fitting/law_solver.h"
#include "analyse/numbers/resample.h"
#include "base/memory.h"
#include "analyse/laws/fitting/law_fit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZES_MOST = 10, RESAMPLES = 400, QUICK_TRIES = 60 };
static const double EXPONENT = 1.5, FLOOR = 25, GROWTH = 500, LARGEST = 1000;

static size_t
tries(void)
{
	const char *text = getenv("GORGE_TRIES");

	return text ? strtoul(text, NULL, 10) : QUICK_TRIES;
}

/* One curve over two decades, its fit, and room for a drawn one. */
struct curve {
	size_t count;
	double x[SIZES_MOST], y[SIZES_MOST], weights[SIZES_MOST];
	double fitted[SIZES_MOST], residuals[SIZES_MOST]; /* residuals are relative */
	double deviation, scale; /* of the residuals; what makes up for the parameters' freedom */
	struct law_solver solver;
	struct random random;
};

static double
expected(double x)
{
	return FLOOR + GROWTH * pow(x / LARGEST, EXPONENT);
}

static void
curve_init(struct curve *curve, size_t count, uint64_t seed)
{
	double parameters[LAW_PARAMETERS_MOST], squares, freedom = (double)count - 3;

	*curve = (struct curve){.count = count, .random = random_stream(9, seed, count)};
	for (size_t i = 0; i < count; i++) {
		curve->x[i] = 10 * pow(10, 2 * (double)i / (double)(count - 1));
		curve->y[i] = expected(curve->x[i]) * (1 + 0.01 * random_normal(&curve->random));
		curve->weights[i] = 1 / (curve->y[i] * curve->y[i]);
	}
	law_solver_init(&curve->solver, &laws[LAW_POWER], curve->x, curve->weights, count);
	squares = law_solver_solve(&curve->solver, curve->y, true, parameters);
	curve->deviation = sqrt(squares / freedom);
	curve->scale = sqrt((double)count / freedom);
	for (size_t i = 0; i < count; i++) {
		curve->fitted[i] = laws[LAW_POWER].value(parameters, curve->x[i]);
		curve->residuals[i] = (curve->y[i] - curve->fitted[i]) / curve->y[i];
	}
}

static double
normal_part(struct curve *curve, size_t i)
{
	(void)i;
	return curve->deviation * random_normal(&curve->random);
}

static double
residual_part(struct curve *curve, size_t i)
{
	(void)i;
	return curve->scale * curve->residuals[random_below(&curve->random, (uint32_t)curve->count)];
}

static double
wild_part(struct curve *curve, size_t i)
{
	return curve->scale * curve->residuals[i] * (random_chance(&curve->random, 0.5) ? 1 : -1);
}

/* sqrt(freedom / chi-square), which makes a normal value one of Student's. */
static double
draw_spread(struct curve *curve)
{
	double squares = 0;

	for (size_t i = 3; i < curve->count; i++)
		squares += pow(random_normal(&curve->random), 2);
	return sqrt(((double)curve->count - 3) / squares);
}

struct way {
	const char *name;
	double (*part)(struct curve *curve, size_t i); /* NULL = pairs: sizes are drawn */
	bool uncertain;                                /* the noise's own size is drawn too */
};

static const struct way ways[] = {
	{"normal noise, its size uncertain", normal_part, true},
	{"residuals, their size uncertain", residual_part, true},
	{"normal noise", normal_part, false},
	{"residuals, scaled", residual_part, false},
	{"wild, scaled", wild_part, false},
	{"pairs", NULL, false},
};
enum { TAKEN, WILD = 4 };

static double
draw_pairs(struct curve *curve)
{
	double x[SIZES_MOST], y[SIZES_MOST], weights[SIZES_MOST], parameters[LAW_PARAMETERS_MOST];
	struct law_solver solver;

	for (size_t i = 0; i < curve->count; i++) {
		size_t from = random_below(&curve->random, (uint32_t)curve->count);
		x[i] = curve->x[from];
		y[i] = curve->y[from];
		weights[i] = curve->weights[from];
	}
	law_solver_init(&solver, &laws[LAW_POWER], x, weights, curve->count);
	(void)law_solver_solve(&solver, y, true, parameters);
	law_solver_dispose(&solver);
	return parameters[2];
}

static double
draw_exponent(struct curve *curve, const struct way *way)
{
	double y[SIZES_MOST], parameters[LAW_PARAMETERS_MOST], spread;

	if (!way->part)
		return draw_pairs(curve);
	spread = way->uncertain ? draw_spread(curve) : 1;
	for (size_t i = 0; i < curve->count; i++)
		y[i] = curve->fitted[i] + curve->y[i] * spread * way->part(curve, i);
	(void)law_solver_solve(&curve->solver, y, true, parameters);
	return parameters[2];
}

static double
coverage(const struct way *way, size_t count)
{
	size_t covers = 0;

	for (size_t round = 0; round < tries(); round++) {
		double exponents[RESAMPLES], low, high;
		struct curve curve;
		curve_init(&curve, count, round);
		for (size_t i = 0; i < RESAMPLES; i++)
			exponents[i] = draw_exponent(&curve, way);
		percentile_interval(exponents, RESAMPLES, 0.95, &low, &high);
		covers += low <= EXPONENT && EXPONENT <= high;
		law_solver_dispose(&curve.solver);
	}
	return (double)covers / (double)tries();
}

static void
test_the_bootstrap_that_covers_is_taken(void **state)
{
	static const size_t counts[] = {5, 7, 10};
	double covers[COUNT_OF(ways)][COUNT_OF(counts)];

	(void)state;
	for (size_t way = 0; way < COUNT_OF(ways); way++)
		for (size_t i = 0; i < COUNT_OF(counts); i++) {
			covers[way][i] = coverage(&ways[way], counts[i]);
			if (getenv("GORGE_TABLE"))
				printf("%-34s %2zu sizes: covers %.1f%%\n", ways[way].name, counts[i], 100 * covers[way][i]);
		}
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		assert_true(covers[TAKEN][i] > 0.93 - 3 * sqrt(0.05 / (double)tries()));
		assert_true(covers[WILD][i] < covers[TAKEN][i]);
	}
}

/* Standard error of the exponent by plain least squares, and by logarithmic ones. */
static void
exponent_errors(bool proportional, double *absolute, double *logarithmic)
{
	static const struct law_options few = {.resamples = 2};
	enum { SIZES = 7 };

	*absolute = *logarithmic = 0;
	for (size_t round = 0; round < tries(); round++) {
		struct random random = random_stream(10, round, proportional);
		CLEANUP_CHOICE struct law_choice choice;
		struct error err = ERROR_INIT;
		double x[SIZES], y[SIZES];
		struct fit fit;
		for (size_t i = 0; i < SIZES; i++) {
			x[i] = 10 * pow(10, 2 * (double)i / (SIZES - 1));
			y[i] = expected(x[i]) + 0.01 * (proportional ? expected(x[i]) : FLOOR) * random_normal(&random);
		}
		assert_true(law_fit(&laws[LAW_POWER], &(struct law_points){x, y, SIZES, "plain"}, &fit, &err));
		assert_true(law_choose(&(struct law_points){x, y, SIZES, "chosen"}, &few, &choice, &err));
		*absolute += pow(fit.parameters[2] - EXPONENT, 2) / (double)tries();
		*logarithmic += pow(choice.fits[LAW_POWER].parameters[2] - EXPONENT, 2) / (double)tries();
	}
	*absolute = sqrt(*absolute);
	*logarithmic = sqrt(*logarithmic);
}

static void
test_logarithmic_residuals_suit_proportional_noise(void **state)
{
	double absolute, logarithmic;

	(void)state;
	for (int proportional = 0; proportional < 2; proportional++) {
		exponent_errors(proportional, &absolute, &logarithmic);
		if (getenv("GORGE_TABLE"))
			printf(
				"noise of 1%% of the %s: exponent's error %.4f by absolute residuals, %.4f by logarithmic\n",
				proportional ? "value" : "floor", absolute, logarithmic);
	}
	assert_true(logarithmic < absolute);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_bootstrap_that_covers_is_taken),
		cmocka_unit_test(test_logarithmic_residuals_suit_proportional_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
