/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is answered about curves that no law of the family has: a slope that changes, a step, one that levels off, a
 * drop, two laws one after the other. Nothing may be said that is far from the truth.
 *
 *   test_law_outside                     a quick look, for every build
 *   GORGE_TRIES=1000 GORGE_TABLE=1       what docs/laws.md states (tests/property/laws.sh)
 */
#include "analyse/laws/law_prediction.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROOM = 64, QUICK_TRIES = 60, RESAMPLES = 200 };

/* An answer that is farther off than this is wrong, and so many of a hundred may be. */
static const double WRONG = 0.25, WRONG_MOST = 0.02;
static const double TIMES[] = {0.7, 2, 3, 10}; /* of the largest size: what is asked about */

/* Where a curve changes, `at`, and by how much. Sizes are at most 1. */
struct shape {
	double at, by;
};

static double
piecewise(const struct shape *shape, double x)
{
	return 1 + 20 * x + 20 * (shape->by - 1) * fmax(0, x - shape->at);
}

static double
step(const struct shape *shape, double x)
{
	return (1 + 10 * x) * (x > shape->at ? shape->by : 1);
}

static double
saturating(const struct shape *shape, double x)
{
	return 1 + 6 * (1 - exp(-x / (0.4 * shape->at)));
}

static double
cliff(const struct shape *shape, double x)
{
	return (1 + 10 * x) / (x > shape->at ? shape->by : 1);
}

static double
two_regimes(const struct shape *shape, double x)
{
	double y = 1 + 10 * x;

	return x > shape->at ? (1 + 10 * shape->at) * pow(x / shape->at, shape->by) : y;
}

static const struct {
	const char *name;
	double (*value)(const struct shape *shape, double x);
	double by_least, by_most;
} shapes[] = {
	{"piecewise", piecewise, 2, 6},
	{"step", step, 1.4, 3},
	{"saturating", saturating, 1, 1},
	{"cliff", cliff, 1.4, 3},
	{"two regimes", two_regimes, 1.5, 2.5},
};

static size_t
tries(void)
{
	const char *text = getenv("GORGE_TRIES");

	return text ? strtoul(text, NULL, 10) : QUICK_TRIES;
}

static double
between(struct random *random, double least, double most)
{
	return least + (most - least) * random_unit(random);
}

struct sample {
	struct shape shape;
	double x[ROOM], y[ROOM];
	size_t count;
};

/* The change lies among the sizes, with two of them beyond it at least: what has just begun cannot be seen. */
static void
draw_sample(size_t kind, struct random *random, struct sample *sample)
{
	size_t sizes = 6 + random_below(random, 5), runs = 1 + random_below(random, 5);
	double decades = between(random, 1.5, 3), noise = between(random, 0.003, 0.02);
	double place = between(random, 1, (double)sizes - 3);

	sample->count = 0;
	sample->shape = (struct shape){pow(10, decades * (place / (double)(sizes - 1) - 1)),
		between(random, shapes[kind].by_least, shapes[kind].by_most)};
	for (size_t i = 0; i < sizes; i++)
		for (size_t run = 0; run < runs; run++) {
			double x = pow(10, decades * ((double)i / (double)(sizes - 1) - 1));
			sample->x[sample->count] = 10000 * x;
			sample->y[sample->count++] =
				25e6 * shapes[kind].value(&sample->shape, x) * (1 + noise * random_normal(random));
		}
}

struct tally {
	size_t asked, answered, wrong, covered;
};

static void
ask(size_t kind, const struct sample *sample, const struct law_choice *choice, struct tally *tally)
{
	for (size_t i = 0; i < COUNT_OF(TIMES); i++) {
		double truth = 25e6 * shapes[kind].value(&sample->shape, TIMES[i]);
		struct prediction prediction;
		law_predict(choice, 10000 * TIMES[i], &prediction);
		tally->asked++;
		if (prediction.refused)
			continue;
		tally->answered++;
		tally->wrong += fabs(prediction.value / truth - 1) > WRONG;
		tally->covered += prediction.interval.low <= truth && truth <= prediction.interval.high;
	}
}

static struct tally
tally_of(size_t kind)
{
	struct tally tally = {0};

	for (size_t i = 0; i < tries(); i++) {
		struct random random = random_stream(11, i, kind);
		struct law_options options = {.resamples = RESAMPLES, .seed = i};
		struct error err = ERROR_INIT;
		CLEANUP_CHOICE struct law_choice choice;
		struct sample sample;
		draw_sample(kind, &random, &sample);
		assert_true(law_choose(
			&(struct law_points){sample.x, sample.y, sample.count, "sample"}, &options, &choice, &err));
		ask(kind, &sample, &choice, &tally);
	}
	return tally;
}

static void
test_answers_outside_the_family_are_right(void **state)
{
	size_t answered = 0, wrong = 0;

	(void)state;
	for (size_t kind = 0; kind < COUNT_OF(shapes); kind++) {
		struct tally tally = tally_of(kind);
		if (getenv("GORGE_TABLE"))
			printf("%-12s: answers %5.1f%%, of these off by more than 25%%: %4.1f%%, covered %5.1f%%\n",
				shapes[kind].name, 100 * (double)tally.answered / (double)tally.asked,
				100 * (double)tally.wrong / fmax(1, (double)tally.answered),
				100 * (double)tally.covered / fmax(1, (double)tally.answered));
		answered += tally.answered;
		wrong += tally.wrong;
	}
	if (getenv("GORGE_TABLE"))
		printf("outside the family: %zu answers, off by more than 25%%: %.1f%%\n", answered,
			100 * (double)wrong / fmax(1, (double)answered));
	if ((double)wrong > WRONG_MOST * (double)answered)
		fail_msg("%zu of %zu answers are off by more than 25%%", wrong, answered);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_answers_outside_the_family_are_right)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
