/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_back_test.h"
#include "analyse/laws/fitting/law_search.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>

enum { HELD_BACK_MOST = 2, DRAWS = 200 };
/* A miss that noise makes more often than this is none of the law's. */
static const double MISS_CHANCE = 0.01;

/* One of the levels' values held against what a law says of its size, as a share of that. */
static double
off_by(const struct levels *levels, double value, double expected)
{
	if (!levels->positive)
		return (value - expected) / levels->unit;
	return expected > 0 ? value / expected - 1 : HUGE_VAL;
}

/* As a factor, so that half is as far off as twice. */
static double
distance(double off)
{
	return off > -1 ? fabs(log1p(off)) : HUGE_VAL;
}

/* Where values miss a law by most, among the last `count` sizes of the levels. */
static size_t
worst_of(const struct levels *levels, size_t count, const double *values, const struct law *law,
	const double *parameters, double *worst)
{
	size_t place = 0;

	*worst = 0;
	for (size_t i = levels->sizes - count; i < levels->sizes; i++) {
		double off = off_by(levels, values[i], law->value(parameters, levels->x[i]));
		if (place > 0 && distance(off) <= distance(*worst))
			continue;
		place = i;
		*worst = off;
	}
	return place;
}

/* A curve as the law and the noise of runs make it. */
static void
draw_curve(
	const struct levels *levels, const struct fit *fit, double noise, struct random *random, double *drawn)
{
	for (size_t i = 0; i < levels->sizes; i++) {
		double off = noise * sqrt(levels->share[i]) * random_normal(random);
		drawn[i] = levels->positive ? fit_value(fit, levels->x[i]) * exp(off)
									: fit_value(fit, levels->x[i]) + levels->unit * off;
	}
}

/* How often curves of the law itself are missed by as much when they are held back in the same way. */
static double
chance_of(
	const struct levels *levels, struct law_search *part, const struct fit *fit, double noise, double off)
{
	CLEANUP_FREE double *drawn = memory_zeroed(levels->sizes, sizeof *drawn);
	const enum law_id id = (enum law_id)(fit->law - laws);
	struct random random = random_stream(1, 3, (uint64_t)id);
	double parameters[LAW_PARAMETERS_MOST], worst;
	size_t count = levels->sizes - part->levels.sizes, farther = 0;

	for (size_t i = 0; i < DRAWS; i++) {
		draw_curve(levels, fit, noise, &random, drawn);
		law_solver_solve_roughly(&part->solvers[id], drawn, levels->from_zero, parameters);
		(void)worst_of(levels, count, drawn, fit->law, parameters, &worst);
		farther += distance(worst) >= distance(off);
	}
	return (double)farther / DRAWS;
}

static void
hold_back(const struct levels *levels, size_t count, const struct fit *fit, double noise, bool noise_alone,
	struct back_test *test)
{
	struct law_search part = {.levels = levels_part(levels, 0, levels->sizes - count)};
	struct fit refitted;
	double off;
	size_t place;
	bool passed;

	law_search_fit(&part, (enum law_id)(fit->law - laws), &refitted);
	if (refitted.law) {
		place = worst_of(levels, count, levels->y, refitted.law, refitted.parameters, &off);
		passed = distance(off) <= log1p(fmax(BACK_TEST_MISS, BACK_TEST_NOISE * noise)) ||
				 ((noise_alone || levels->noise_freedom < 1) && levels->sizes >= BACK_TEST_SIZES &&
					 chance_of(levels, &part, fit, noise, off) > MISS_CHANCE);
		if (test->held_back == 0 || (test->passed && !passed) ||
			(test->passed == passed && distance(off) > distance(test->off))) {
			struct fit upper = test->upper;
			*test = (struct back_test){count, levels->x[place], off, passed, upper};
		}
	}
	law_search_dispose_part(&part);
}

/* Over the upper half of the sizes: the same law, or one of those with two numbers where it misses them
 * less. More would be fitted to what so few sizes happen to be. */
static void
fit_upper(const struct levels *levels, enum law_id chosen, struct fit *upper)
{
	struct law_search part = {.levels = levels_part(levels, levels->sizes / 2, levels->sizes)};
	double least = HUGE_VAL;

	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		const bool simple = law_parameter_count(&laws[id]) == 2 && law_search_freedom(&part, id) >= 1;
		struct fit fit;
		double variance;
		if (id != chosen && !simple)
			continue;
		law_search_fit(&part, id, &fit);
		variance = part.squares[id] / law_search_freedom(&part, id);
		if (!fit.law || !(variance < least))
			continue;
		least = variance;
		*upper = fit;
	}
	law_search_dispose_part(&part);
}

void
law_back_test(const struct levels *levels, const struct fit *fit, double noise, bool noise_alone,
	struct back_test *test)
{
	*test = (struct back_test){.passed = true};
	for (size_t count = 1; count <= HELD_BACK_MOST && count < levels->sizes; count++)
		hold_back(levels, count, fit, noise, noise_alone, test);
	if (!noise_alone)
		fit_upper(levels, (enum law_id)(fit->law - laws), &test->upper);
}
