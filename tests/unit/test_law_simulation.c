/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well laws are told from curves that are known: right law, exponent, coverage of intervals. Designs as
 * experiments have them: 5 to 10 sizes over 1.5 to 3 decades, 3 to 5 runs each, 1% of noise, memory that
 * grows to between 5 and 40 times its floor.
 *
 *   test_law_simulation            a quick look, for every build
 *   GORGE_TRIES=1000 test_law_simulation     what docs/laws.md states (tests/property/laws.sh)
 *   GORGE_TABLE=1 prints what was found, GORGE_PERF=1 only measures CPU (tests/perf/fit.sh)
 */
#include "analyse/laws/law_change.h"
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
#include <time.h>

enum { ROOM = 256, QUICK_TRIES = 40 };
static const double NOISE = 0.01, FLOOR = 25e6;

static size_t
tries(void)
{
	const char *text = getenv("GORGE_TRIES");

	return text ? strtoul(text, NULL, 10) : QUICK_TRIES;
}

/* Shares are allowed to be off by what so few tries are off by chance (three standard deviations). */
static double
slack(double share)
{
	return 3 * sqrt(share * (1 - share) / (double)tries());
}

/* What a family's own number is drawn from: exponent, share of the square at the largest size, rate times it, size
 * of half the growth over it. And what share of curves of many sizes has to get an answer, where they have
 * repetitions and where not.
 */
struct family {
	enum law_id law;
	double shape_least, shape_most;
	double answers_least[2];
};

static const struct family families[] = {
	{LAW_CONSTANT, 0, 0, {0.85, 0.95}},
	{LAW_LINEAR, 0, 0, {0.95, 0.95}},
	{LAW_LOGLINEAR, 0, 0, {0.95, 0.95}},
	{LAW_POWER, 1.35, 1.8, {0.95, 0.5}},
	{LAW_POWER, 0.4, 0.8, {0.95, 0.95}},
	{LAW_QUADRATIC, 0.3, 0.8, {0.95, 0.3}},
	{LAW_EXPONENTIAL, 5, 12, {0.55, 0.15}},
	{LAW_SATURATING, 0.01, 0.1, {0.95, 0.95}},
};

struct design {
	size_t sizes, runs;
	double decades, times; /* the growth at the largest size over the floor */
};

struct curve {
	double parameters[LAW_PARAMETERS_MOST], largest, shape;
	double x[ROOM], y[ROOM];
	size_t count;
};

static double
between(struct random *random, double least, double most)
{
	return least + (most - least) * random_unit(random);
}

/* At least so many sizes; ten at most. */
enum { SIZES_LEAST = 5, SIZES_MANY = 8, SIZES_MOST = 10 };

static struct design
draw_design(struct random *random, uint32_t sizes_least)
{
	return (struct design){sizes_least + random_below(random, SIZES_MOST + 1 - sizes_least),
		3 + random_below(random, 3), between(random, 1.5, 3), 5 * pow(8, random_unit(random))};
}

/* The law that starts at the floor and ends the given number of times above it. */
static void
set_parameters(const struct family *family, const struct design *design, struct curve *curve)
{
	const struct law *law = &laws[family->law];
	struct law_size end = {curve->largest, 1, 0};

	curve->parameters[0] = FLOOR;
	if (law->basis)
		law->unscale(FLOOR * design->times / law->basis(&end, curve->shape), curve->shape, curve->largest,
			curve->parameters);
}

static double
run_of(
	const struct family *family, const struct curve *curve, double size, double noise, struct random *random)
{
	return laws[family->law].value(curve->parameters, size) * (1 + noise * random_normal(random));
}

static void
draw_curve(const struct family *family, const struct design *design, double noise, struct random *random,
	struct curve *curve)
{
	curve->count = 0;
	curve->largest = round(10 * pow(10, design->decades));
	curve->shape = between(random, family->shape_least, family->shape_most);
	set_parameters(family, design, curve);
	for (size_t i = 0; i < design->sizes; i++) {
		double size = round(10 * pow(10, design->decades * (double)i / (double)(design->sizes - 1)));
		for (size_t run = 0; run < design->runs; run++) {
			curve->x[curve->count] = size;
			curve->y[curve->count++] = run_of(family, curve, size, noise, random);
		}
	}
}

struct tally {
	size_t right, exact, covers, predicted, answered, flat;
	double squares;
};

static void
choose(const struct curve *curve, size_t resamples, uint64_t seed, struct law_choice *choice)
{
	struct law_options options = {.resamples = resamples, .seed = seed};
	struct error err = ERROR_INIT;

	if (!law_choose(&(struct law_points){curve->x, curve->y, curve->count, "curve"}, &options, choice, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static bool
holds(struct interval interval, double value)
{
	return interval.low <= value && value <= interval.high;
}

/* A power law's exponent, against that of the truth where the truth is one. */
static void
judge_exponent(const struct family *family, const struct curve *curve, const struct law_choice *choice,
	struct tally *tally)
{
	double truth = family->law == LAW_POWER ? curve->shape : 1, error;

	if (family->law != LAW_POWER && family->law != LAW_LINEAR)
		return;
	error = choice->fits[LAW_POWER].parameters[2] - truth;
	tally->squares += error * error;
	tally->exact += fabs(error) <= 0.03;
	tally->covers += holds(choice->exponent, truth);
}

/* A new run at three times the largest size. */
static void
judge_prediction(const struct family *family, const struct curve *curve, const struct law_choice *choice,
	struct random *random, struct tally *tally)
{
	struct prediction prediction;
	double size = 3 * curve->largest;

	law_predict(choice, size, &prediction);
	if (prediction.refused)
		return;
	tally->answered++;
	tally->predicted += holds(prediction.interval, run_of(family, curve, size, NOISE, random));
}

static struct tally
simulate(const struct family *family, size_t resamples, uint64_t seed, uint32_t sizes_least, bool single)
{
	struct tally tally = {0};

	for (size_t i = 0; i < tries(); i++) {
		struct random random = random_stream(seed, i, (uint64_t)family->law);
		struct design design = draw_design(&random, sizes_least);
		struct curve curve;
		CLEANUP_CHOICE struct law_choice choice;
		design.runs = single ? 1 : design.runs;
		draw_curve(family, &design, NOISE, &random, &curve);
		choose(&curve, resamples, i, &choice);
		tally.flat += choice.law == LAW_CONSTANT;
		tally.right += choice.law == family->law;
		judge_exponent(family, &curve, &choice, &tally);
		judge_prediction(family, &curve, &choice, &random, &tally);
	}
	return tally;
}

static double
share(size_t count, size_t of)
{
	return of > 0 ? (double)count / (double)of : 0;
}

static void
test_the_right_law_is_found(void **state)
{
	(void)state;
	for (size_t f = 0; f < COUNT_OF(families); f++) {
		struct tally tally = simulate(&families[f], 20, 1, SIZES_LEAST, false);
		double right = share(tally.right, tries());
		if (getenv("GORGE_TABLE"))
			printf("%-12s %4.1f to %4.1f: right law %5.1f%%, exponent within 0.03 %5.1f%%, its error %.4f\n",
				laws[families[f].law].name, families[f].shape_least, families[f].shape_most, 100 * right,
				100 * share(tally.exact, tries()), sqrt(tally.squares / (double)tries()));
		if (right < 0.95 - slack(0.95) * (tries() < 1000))
			fail_msg("%s: %.1f%% right", laws[families[f].law].name, 100 * right);
		if (families[f].law == LAW_POWER || families[f].law == LAW_LINEAR)
			assert_true(share(tally.exact, tries()) >= 0.95);
	}
}

static void
test_intervals_cover(void **state)
{
	(void)state;
	for (size_t f = 0; f < COUNT_OF(families); f++) {
		struct tally tally = simulate(&families[f], 400, 2, SIZES_LEAST, false);
		double covers = share(tally.covers, tries()), predicted = share(tally.predicted, tally.answered);
		bool has_exponent = families[f].law == LAW_POWER || families[f].law == LAW_LINEAR;
		if (getenv("GORGE_TABLE"))
			printf("%-12s %4.1f to %4.1f: exponent covered %5.1f%%, answers %5.1f%%, prediction covered "
				   "%5.1f%%\n",
				laws[families[f].law].name, families[f].shape_least, families[f].shape_most, 100 * covers,
				100 * share(tally.answered, tries()), 100 * predicted);
		if (has_exponent && (covers < 0.93 - slack(0.95) || covers > 0.97 + slack(0.95)))
			fail_msg("%s: exponent covered %.1f%%", laws[families[f].law].name, 100 * covers);
		if (tally.answered * 5 > tries() &&
			(predicted < 0.93 - slack(0.95) || predicted > 0.97 + slack(0.95)))
			fail_msg("%s: prediction covered %.1f%%", laws[families[f].law].name, 100 * predicted);
	}
}

/* One run a size tells curved laws apart less often, but what grows is never called constant. */
static void
test_single_runs_never_hide_growth(void **state)
{
	(void)state;
	for (size_t f = 0; f < COUNT_OF(families); f++) {
		struct tally tally = simulate(&families[f], 20, 5, SIZES_LEAST, true);
		if (getenv("GORGE_TABLE"))
			printf("%-12s %4.1f to %4.1f, single runs: right law %5.1f%%, answers %5.1f%%, covered %5.1f%%\n",
				laws[families[f].law].name, families[f].shape_least, families[f].shape_most,
				100 * share(tally.right, tries()), 100 * share(tally.answered, tries()),
				100 * share(tally.predicted, tally.answered));
		assert_true(families[f].law == LAW_CONSTANT || tally.flat == 0);
	}
}

/* Where sizes are many, what is answered holds what it says, whether they are repeated or not. */
static void
test_many_sizes_are_answered_and_cover(void **state)
{
	(void)state;
	for (size_t f = 0; f < COUNT_OF(families); f++)
		for (int single = 0; single < 2; single++) {
			struct tally tally = simulate(&families[f], 400, 8, SIZES_MANY, single);
			double predicted = share(tally.predicted, tally.answered),
				   least = families[f].answers_least[single];
			double chance = 3 * sqrt(0.95 * 0.05 / fmax(1, (double)tally.answered));
			if (getenv("GORGE_TABLE"))
				printf("%-12s %4.1f to %4.1f, 8 to 10 sizes%s: right law %5.1f%%, answers %5.1f%%, covered "
					   "%5.1f%%\n",
					laws[families[f].law].name, families[f].shape_least, families[f].shape_most,
					single ? ", single runs" : "", 100 * share(tally.right, tries()),
					100 * share(tally.answered, tries()), 100 * predicted);
			assert_true(share(tally.answered, tries()) >= least - slack(least));
			if (predicted < 0.93 - chance || predicted > 0.97 + chance)
				fail_msg("%s: prediction covered %.1f%%", laws[families[f].law].name, 100 * predicted);
		}
}

/* Powers that other laws come near to: how often they are named depends on the exponent, but the exponent's
 * interval is right all the same. */
static void
test_near_powers_keep_their_exponent(void **state)
{
	static const double exponents[] = {0.9, 0.95, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3};

	(void)state;
	for (size_t e = 0; e < COUNT_OF(exponents); e++) {
		struct family family = {.law = LAW_POWER, .shape_least = exponents[e], .shape_most = exponents[e]};
		struct tally tally = simulate(&family, 200, 6 + e, SIZES_LEAST, false);
		double covers = share(tally.covers, tries());
		if (getenv("GORGE_TABLE"))
			printf("power %.2f: named a power %5.1f%%, exponent within 0.03 %5.1f%%, covered %5.1f%%\n",
				exponents[e], 100 * share(tally.right, tries()), 100 * share(tally.exact, tries()),
				100 * covers);
		assert_true(covers > 0.92 - slack(0.95) && share(tally.exact, tries()) > 0.95 - slack(0.95));
	}
}

/* The same law on both sides: at most one comparison in twenty may call a change. */
static void
test_no_change_is_seen_where_there_is_none(void **state)
{
	size_t called = 0;

	(void)state;
	for (size_t i = 0; i < tries(); i++) {
		struct random random = random_stream(3, i, 0);
		const struct family *family = &families[i % COUNT_OF(families)];
		struct design design = draw_design(&random, SIZES_LEAST);
		struct curve one, other;
		CLEANUP_CHOICE struct law_choice before, after;
		struct law_change change;
		draw_curve(family, &design, NOISE, &random, &one);
		other = one;
		for (size_t run = 0; run < other.count; run++)
			other.y[run] = run_of(family, &one, one.x[run], NOISE, &random);
		choose(&one, 300, i, &before);
		choose(&other, 300, i, &after);
		law_compare(&before, &after, LAW_CHANGE_CONFIDENCE, &change);
		called += (change.verdict != LAW_SAME && change.verdict != LAW_UNCLEAR) || change.other_law;
	}
	if (getenv("GORGE_TABLE"))
		printf("no change: called one in %.1f%%\n", 100 * share(called, tries()));
	assert_true(share(called, tries()) <= 0.05 + slack(0.05) * (tries() < 1000));
}

/* 10,000 resamples of 50 curves of 30 sizes. */
static int
measure_cpu(void)
{
	const struct design design = {30, 3, 2.5, 20};
	clock_t start = clock();

	for (size_t i = 0; i < 50; i++) {
		struct random random = random_stream(4, i, 0);
		const struct family *family = &families[i % COUNT_OF(families)];
		struct curve curve;
		CLEANUP_CHOICE struct law_choice choice;
		draw_curve(family, &design, NOISE, &random, &curve);
		choose(&curve, 10000, i, &choice);
	}
	printf("%.2f\n", (double)(clock() - start) / CLOCKS_PER_SEC);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_right_law_is_found),
		cmocka_unit_test(test_intervals_cover),
		cmocka_unit_test(test_single_runs_never_hide_growth),
		cmocka_unit_test(test_many_sizes_are_answered_and_cover),
		cmocka_unit_test(test_near_powers_keep_their_exponent),
		cmocka_unit_test(test_no_change_is_seen_where_there_is_none),
	};

	return getenv("GORGE_PERF") ? measure_cpu() : cmocka_run_group_tests(tests, NULL, NULL);
}
