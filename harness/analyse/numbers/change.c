/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/change.h"
#include "analyse/numbers/few_runs.h"
#include "analyse/numbers/rank_sum.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

/* Of an estimate of needed repetitions: the chance that they settle it. */
static const double POWER = 0.8;
/* Standard error of a median, in those of a mean, for normal noise: sqrt(pi / 2). */
static const double MEDIAN_ERROR = 1.2533141373155;
/* Sides so many deviations apart seldom overlap in a handful of runs. */
static const double APART = 5;
/* Repetitions that a rank test needs, in those of a t test, for normal noise: pi / 3. */
static const double RANK_COST = 1.0471975511966;

const char *
change_verdict_name(enum change_verdict verdict)
{
	static const char *const names[CHANGE_VERDICT_COUNT] = {"worse", "better", "same", "unclear"};

	return names[verdict];
}

static double
median_of_copy(const double *values, size_t count)
{
	CLEANUP_FREE double *copy = memory_zeroed(count, sizeof *copy);

	memcpy(copy, values, count * sizeof *copy);
	return count > 0 ? median_of(copy, count) : 0;
}

static struct summary
summary_of_copy(const double *values, size_t count)
{
	CLEANUP_FREE double *copy = memory_zeroed(count, sizeof *copy);

	memcpy(copy, values, count * sizeof *copy);
	return summary_of(copy, count);
}

/* Runs of the old side, and of the new one, with those beyond. */
static size_t
runs_of(const struct change *change, bool new)
{
	return new ? change->sample.new_count + change->new_beyond
			   : change->sample.old_count + change->old_beyond;
}

static size_t
fewer(const struct change *change)
{
	return runs_of(change, false) < runs_of(change, true) ? runs_of(change, false) : runs_of(change, true);
}

bool
change_can_be_tested(const struct change *change)
{
	return fewer(change) >= CHANGE_LEAST && ratio_exists(&change->sample);
}

static double *
with_beyond(const double *values, size_t count, size_t beyond)
{
	double *all = memory_zeroed(count + beyond, sizeof *all);

	for (size_t i = 0; i < count + beyond; i++)
		all[i] = i < count ? values[i] : INFINITY;
	return all;
}

/* Sets p, and the direction where runs beyond decide it. */
static void
test_ranks(struct change *change)
{
	const struct ratio_sample *sample = &change->sample;
	size_t old_runs = runs_of(change, false), new_runs = runs_of(change, true);
	CLEANUP_FREE double *old = with_beyond(sample->old_values, sample->old_count, change->old_beyond);
	CLEANUP_FREE double *new = with_beyond(sample->new_values, sample->new_count, change->new_beyond);
	struct rank_sum test = rank_sum_test(old, old_runs, new, new_runs);
	bool higher = 2 * test.u > (double)(old_runs * new_runs);

	change->p = test.p;
	change->by_beyond = higher ? change->new_beyond * old_runs > change->old_beyond * new_runs
							   : change->new_beyond * old_runs < change->old_beyond * new_runs;
}

static void
measure(struct change *change)
{
	const struct ratio_sample *sample = &change->sample;
	struct random random = random_stream(1, change->key, 0);

	change->old_median = median_of_copy(sample->old_values, sample->old_count);
	change->new_median = median_of_copy(sample->new_values, sample->new_count);
	change->has_ratio = ratio_of_medians(sample, &random, &change->ratio);
	change->tested = change_can_be_tested(change);
	change->p = 1;
	change->by_beyond = false;
	if (change->tested)
		test_ranks(change);
	change->adjusted_p = 1;
}

/* Runs beyond have no logarithm: ranks have to do. */
static bool
ranks_suffice(const struct change *change, size_t tests)
{
	if (change->old_beyond + change->new_beyond > 0)
		return true;
	return rank_sum_least_p(change->sample.old_count, change->sample.new_count) * (double)tests <=
		   CHANGE_LEVEL;
}

/* Where ranks cannot single out a cell of this table, however far its sides are apart, their p is replaced by
 * that of few_runs_test(), if it is less. */
static void
test_few_runs(struct change *changes, size_t count)
{
	CLEANUP_FREE struct ratio_sample *samples = memory_zeroed(count, sizeof *samples);
	CLEANUP_FREE double *p = memory_zeroed(count, sizeof *p);
	size_t tests = 0, few = 0, next = 0;

	for (size_t i = 0; i < count; i++)
		tests += changes[i].tested;
	for (size_t i = 0; i < count; i++)
		if (changes[i].tested && !ranks_suffice(&changes[i], tests))
			samples[few++] = changes[i].sample;
	few_runs_test(samples, few, p);
	for (size_t i = 0; i < count; i++)
		if (changes[i].tested && !ranks_suffice(&changes[i], tests))
			changes[i].p = fmin(changes[i].p, p[next++]);
}

/* Adjusts over the cells that were tested; returns how many these are. */
static size_t
adjust(struct change *changes, size_t count)
{
	CLEANUP_FREE double *p = memory_zeroed(count, sizeof *p);
	CLEANUP_FREE double *adjusted = memory_zeroed(count, sizeof *adjusted);
	size_t tests = 0, next = 0;

	for (size_t i = 0; i < count; i++)
		if (changes[i].tested)
			p[tests++] = changes[i].p;
	adjust_p_values(p, tests, adjusted);
	for (size_t i = 0; i < count; i++)
		if (changes[i].tested)
			changes[i].adjusted_p = adjusted[next++];
	return tests;
}

static double
floor_of(const struct change *change, const struct change_limits *limits)
{
	return fmax(limits->floor, limits->floor_amount / change->old_median);
}

/* The cell's noise as a share of its median: the larger of both sides', so that one lucky side does not
 * promise too much; the metric's usual one when there is too little to tell. */
static double
noise_of(const struct change *change, const struct change_limits *limits)
{
	struct summary old = summary_of_copy(change->sample.old_values, change->sample.old_count);
	struct summary new = summary_of_copy(change->sample.new_values, change->sample.new_count);

	if (fewer(change) < CHANGE_LEAST)
		return limits->noise;
	return fmax(old.deviation / old.median, new.deviation / new.median);
}

/* Repetitions at which a change of that size would be significant even as the only one of `tests`. Where
 * ranks do not reach that level the other test is used, and the sides of what it calls do not overlap. */
static double
needed_to_find(double size, double noise, size_t tests)
{
	double level = CHANGE_LEVEL / (double)(tests > 0 ? tests : 1);
	double reach = gsl_cdf_ugaussian_Qinv(level / 2) + gsl_cdf_ugaussian_Pinv(POWER);
	double needed = fmax(CHANGE_LEAST, ceil(2 * RANK_COST * pow(reach * noise / size, 2)));
	size_t least = CHANGE_LEAST;

	while (rank_sum_least_p(least, least) > level && least < CHANGE_MORE_MOST)
		least++;
	return needed >= (double)least || size > APART * noise ? needed : (double)least;
}

/* Repetitions at which an interval around a change of that size would fit into the band. */
static double
needed_to_equate(double size, double noise, double band)
{
	double reach = gsl_cdf_ugaussian_Qinv((1 - RATIO_CONFIDENCE) / 2) * MEDIAN_ERROR;

	return fmax(CHANGE_LEAST, ceil(2 * pow(reach * noise / (band - size), 2)));
}

static size_t
repetitions_missing(const struct change *change, const struct change_limits *limits, size_t tests)
{
	double have = (double)fewer(change), needed = INFINITY;
	double size, noise;

	if (!change->has_ratio)
		return have < CHANGE_LEAST ? CHANGE_LEAST - fewer(change) : 0;
	size = fabs(change->ratio.value - 1);
	noise = noise_of(change, limits);
	if (size > floor_of(change, limits))
		needed = needed_to_find(size, noise, tests);
	if (size < limits->band)
		needed = fmin(needed, needed_to_equate(size, noise, limits->band));
	return (size_t)fmin(CHANGE_MORE_MOST, fmax(1, needed - have));
}

static bool
within_band(const struct change *change, double band)
{
	return fewer(change) >= CHANGE_LEAST && change->old_beyond == change->new_beyond &&
		   change->ratio.low >= 1 - band && change->ratio.high <= 1 + band;
}

static bool
higher_share_beyond(const struct change *change)
{
	return change->new_beyond * runs_of(change, false) > change->old_beyond * runs_of(change, true);
}

static enum change_verdict
judge(const struct change *change, const struct change_limits *limits)
{
	double size = change->ratio.value - 1;

	if (!change->has_ratio)
		return CHANGE_UNCLEAR;
	if (change->adjusted_p <= CHANGE_LEVEL && change->by_beyond)
		return higher_share_beyond(change) ? CHANGE_WORSE : CHANGE_BETTER;
	if (change->adjusted_p <= CHANGE_LEVEL && fabs(size) > floor_of(change, limits))
		return size > 0 ? CHANGE_WORSE : CHANGE_BETTER;
	return within_band(change, limits->band) ? CHANGE_SAME : CHANGE_UNCLEAR;
}

void
judge_changes(struct change *changes, size_t count, const struct change_limits *limits)
{
	size_t tests;

	for (size_t i = 0; i < count; i++)
		measure(&changes[i]);
	test_few_runs(changes, count);
	tests = adjust(changes, count);
	for (size_t i = 0; i < count; i++) {
		changes[i].verdict = judge(&changes[i], limits);
		if (changes[i].verdict == CHANGE_UNCLEAR)
			changes[i].more = repetitions_missing(&changes[i], limits, tests);
	}
}
