/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves that run into a floor: the first heap of a compile, up to which it only allocates. What is told of the law must
 * not be the way there.
 *
 *   test_law_floor                     a quick look, for every build
 *   GORGE_TRIES=1000 GORGE_TABLE=1     what docs/laws.md states (tests/property/laws.sh)
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
#include <string.h>

enum { ROOM = 64, QUICK_TRIES = 60, RESAMPLES = 200 };
static const double MIB = 1024 * 1024, HEAP = 48, BESIDE = 16; /* in MiB */
static const double WRONG = 0.25, WRONG_MOST = 0.02;
static const double TIMES[] = {2, 3};

/* How a compile that has not collected yet comes to its peak: it is at the floor whatever its size, or on the way there
 * takes so many times what it keeps. */
static const struct {
	const char *name;
	double allocated;
} ways[] = {{"at the floor", HUGE_VAL}, {"on the way to it", 4}};

/* b is such that the largest size needs `times` the floor. */
static const struct {
	enum law_id law;
	double shape;
	bool bends; /* upwards, more than x log x does */
} truths[] = {
	{LAW_LINEAR, 0, false},
	{LAW_LOGLINEAR, 0, false},
	{LAW_QUADRATIC, 0.9, true},
	{LAW_EXPONENTIAL, 8, true},
};

static size_t
tries(void)
{
	const char *text = getenv("GORGE_TRIES");

	return text ? strtoul(text, NULL, 10) : QUICK_TRIES;
}

struct sample {
	double parameters[LAW_PARAMETERS_MOST], largest;
	double x[ROOM], y[ROOM];
	size_t count;
};

/* What a run of that size needs. */
static double
need_of(size_t truth, size_t way, const struct sample *sample, double x)
{
	double kept = laws[truths[truth].law].value(sample->parameters, x);
	double allocated = BESIDE * MIB + ways[way].allocated * fmax(1, kept - BESIDE * MIB);

	return fmax(kept, fmin(allocated, (HEAP + BESIDE) * MIB));
}

static void
draw_sample(size_t truth, size_t way, struct random *random, struct sample *sample)
{
	size_t sizes = 8 + random_below(random, 5), runs = 1 + random_below(random, 3);
	double decades = 1.5 + random_unit(random), times = 4 + 8 * random_unit(random);
	const struct law *law = &laws[truths[truth].law];
	struct law_size end;

	sample->count = 0;
	sample->largest = round(10 * pow(10, decades));
	end = (struct law_size){sample->largest, 1, 0};
	sample->parameters[0] = BESIDE * MIB;
	law->unscale(times * HEAP * MIB / law->basis(&end, truths[truth].shape), truths[truth].shape,
		sample->largest, sample->parameters);
	for (size_t i = 0; i < sizes; i++)
		for (size_t run = 0; run < runs; run++) {
			double x = round(10 * pow(10, decades * (double)i / (double)(sizes - 1)));
			sample->x[sample->count] = x;
			sample->y[sample->count++] = need_of(truth, way, sample, x) * (1 + 0.01 * random_normal(random));
		}
}

struct tally {
	size_t bends, right, asked, answered, wrong, below;
};

static void
look_at(size_t truth, size_t way, uint64_t seed, bool floors, struct tally *tally)
{
	struct random random = random_stream(17, seed, truth);
	struct law_options options = {.resamples = RESAMPLES, .seed = seed};
	CLEANUP_CHOICE struct law_choice choice;
	struct error err = ERROR_INIT;
	struct sample sample;

	draw_sample(truth, way, &random, &sample);
	options.floors[0] = floors ? (1.5 * HEAP + BESIDE) * MIB : 0;
	options.floors[1] = floors ? (HEAP + BESIDE) * MIB : 0;
	assert_true(law_choose(
		&(struct law_points){sample.x, sample.y, sample.count, "sample"}, &options, &choice, &err));
	tally->below += choice.below > 0;
	tally->right += choice.law == truths[truth].law;
	tally->bends += choice.law == LAW_EXPONENTIAL || choice.law == LAW_QUADRATIC ||
					(choice.law == LAW_POWER && choice.fits[LAW_POWER].parameters[2] > 1.2);
	for (size_t i = 0; i < COUNT_OF(TIMES); i++) {
		double size = TIMES[i] * sample.largest, need = need_of(truth, way, &sample, size);
		struct prediction prediction;
		law_predict(&choice, size, &prediction);
		tally->asked++;
		tally->answered += !prediction.refused;
		tally->wrong += !prediction.refused && fabs(prediction.value / need - 1) > WRONG;
	}
}

static void
show(size_t truth, size_t way, const char *how, const struct tally *tally)
{
	if (getenv("GORGE_TABLE"))
		printf(
			"%-12s %-16s %-8s: floor used %5.1f%%, right law %5.1f%%, bends upwards %5.1f%%, answers %5.1f%%, of these "
			"off by more than 25%%: %4.1f%%\n",
			laws[truths[truth].law].name, ways[way].name, how, 100 * (double)tally->below / (double)tries(),
			100 * (double)tally->right / (double)tries(), 100 * (double)tally->bends / (double)tries(),
			100 * (double)tally->answered / (double)tally->asked,
			100 * (double)tally->wrong / fmax(1, (double)tally->answered));
}

static double
share(size_t count, size_t of)
{
	return of > 0 ? (double)count / (double)of : 0;
}

static void
test_the_way_to_a_floor_is_no_law(void **state)
{
	(void)state;
	for (size_t truth = 0; truth < COUNT_OF(truths); truth++)
		for (size_t way = 0; way < COUNT_OF(ways); way++) {
			struct tally without = {0}, with = {0};
			for (size_t i = 0; i < tries(); i++) {
				look_at(truth, way, i, false, &without);
				look_at(truth, way, i, true, &with);
			}
			show(truth, way, "without", &without);
			show(truth, way, "with", &with);
			assert_true(with.wrong <= without.wrong);
			if (truths[truth].bends)
				continue;
			assert_true(share(with.wrong, with.answered) <= WRONG_MOST);
			assert_true(share(with.bends, tries()) <= 0.05);
			assert_true(share(with.right, tries()) >= 0.9);
		}
}

/* What bends by itself is still told to: a level that no bound explains. */
static void
test_what_bends_still_does(void **state)
{
	(void)state;
	for (size_t truth = 0; truth < COUNT_OF(truths); truth++) {
		struct tally with = {0};
		if (!truths[truth].bends)
			continue;
		for (size_t i = 0; i < tries(); i++)
			look_at(truth, 0, i, true, &with);
		assert_int_equal(with.bends, tries());
	}
}

/* Five sizes at the floor and five on a line above it; the first of them, at 70 MB, may be there yet. */
static const double X[] = {10, 20, 30, 40, 60, 100, 200, 400, 800, 1600};
static const double Y[] = {45e6, 46e6, 45e6, 45e6, 46e6, 70e6, 120e6, 220e6, 420e6, 820e6};

static void
choose_of_ten(double floor, struct law_choice *choice)
{
	struct law_options options = {.resamples = RESAMPLES, .floors = {1.5 * floor, floor}};
	struct error err = ERROR_INIT;

	assert_true(law_choose(&(struct law_points){X, Y, COUNT_OF(X), "ten"}, &options, choice, &err));
}

static void
test_nothing_is_said_of_sizes_below_the_floor(void **state)
{
	static const double inside[] = {5, 10, 35, 60, 90};
	CLEANUP_CHOICE struct law_choice with = {0}, without = {0};
	struct prediction prediction;

	(void)state;
	choose_of_ten(50e6, &with);
	choose_of_ten(0, &without);
	assert_int_equal(with.law, LAW_LINEAR);
	assert_non_null(without.lower); /* what is level below is another law, where nobody says why */
	assert_true(with.below == 6 && with.within == 100 && with.smallest == 200 && with.floor == 75e6);
	assert_true(without.below == 0 && without.floor == 0 && without.lower->smallest == 10);
	for (size_t i = 0; i < COUNT_OF(inside); i++) {
		law_predict(&with, inside[i], &prediction);
		assert_true(prediction.refused && strstr(prediction.why, "first heap") != NULL);
	}
	law_predict(&with, 3200, &prediction); /* four sizes above are too few to go beyond */
	assert_true(prediction.refused && strstr(prediction.why, "above the first heap") != NULL);
	law_predict(&with, 1000, &prediction);
	assert_true(!prediction.refused && fabs(prediction.value / 520e6 - 1) < 0.05);
}

/* All sizes below it, or all but one: there is nothing else to go by, and it is only said. */
static void
test_a_floor_above_all_changes_nothing(void **state)
{
	CLEANUP_CHOICE struct law_choice none = {0};

	(void)state;
	for (int i = 0; i < 2; i++) {
		CLEANUP_CHOICE struct law_choice above = {0};
		choose_of_ten(0, &none);
		choose_of_ten(i == 0 ? 500e6 : 900e6, &above);
		assert_int_equal(above.law, none.law);
		assert_true(above.below == 0 && above.floor > 0 && above.within == (i == 0 ? 800 : 1600));
		law_choice_dispose(&none);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_way_to_a_floor_is_no_law),
		cmocka_unit_test(test_what_bends_still_does),
		cmocka_unit_test(test_nothing_is_said_of_sizes_below_the_floor),
		cmocka_unit_test(test_a_floor_above_all_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
