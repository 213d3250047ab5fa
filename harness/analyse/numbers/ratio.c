/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/ratio.h"
#include "analyse/numbers/drawn_median.h"
#include "analyse/numbers/resample.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

static bool
all_positive(const double *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!(values[i] > 0))
			return false;
	return count > 0;
}

static bool
has_ratio(const struct ratio_sample *sample)
{
	return all_positive(sample->old_values, sample->old_count) &&
		   all_positive(sample->new_values, sample->new_count);
}

static double
log_ratio(const struct ratio_sample *sample)
{
	CLEANUP_FREE double *work = memory_zeroed(sample->old_count + sample->new_count, sizeof *work);
	double *later = work + sample->old_count;

	for (size_t i = 0; i < sample->old_count; i++)
		work[i] = sample->old_values[i];
	for (size_t i = 0; i < sample->new_count; i++)
		later[i] = sample->new_values[i];
	return log(median_of(later, sample->new_count) / median_of(work, sample->old_count));
}

/* One side of one sample. */
struct half {
	const double *values;
	const uint32_t *repetitions;
	size_t count;
};

static struct half
half_of(const struct ratio_sample *sample, bool new)
{
	return new ? (struct half){sample->new_values, sample->new_repetitions, sample->new_count}
			   : (struct half){sample->old_values, sample->old_repetitions, sample->old_count};
}

static size_t
repetition_of(const struct half *half, size_t i)
{
	return half->repetitions ? half->repetitions[i] : i;
}

/* The repetitions that any sample has on one side, in their order, and how many of them. */
struct numbers {
	double *items;
	size_t count;
};

static struct numbers
numbers_of(const struct ratio_sample *samples, size_t count, bool new)
{
	struct numbers numbers = {0};
	size_t all = 0, kept = 0;

	for (size_t i = 0; i < count; i++)
		all += half_of(&samples[i], new).count;
	numbers.items = memory_zeroed(all + 1, sizeof *numbers.items);
	for (size_t i = 0; i < count; i++) {
		struct half half = half_of(&samples[i], new);
		for (size_t v = 0; v < half.count; v++)
			numbers.items[numbers.count++] = (double)repetition_of(&half, v);
	}
	gsl_sort(numbers.items, 1, numbers.count);
	for (size_t i = 0; i < numbers.count; i++)
		if (kept == 0 || numbers.items[i] > numbers.items[kept - 1])
			numbers.items[kept++] = numbers.items[i];
	numbers.count = kept;
	return numbers;
}

static size_t
place_of(const struct numbers *numbers, size_t repetition)
{
	size_t low = 0, high = numbers->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(numbers->items[middle] > (double)repetition ? &high : &low) = middle;
	}
	return low;
}

/* The values of a half in ascending order, each with the place of its repetition. */
static struct ordered
by_repetition(const struct half *half, const struct numbers *numbers)
{
	struct ordered ordered = ordered_of(half->values, half->count);

	for (size_t i = 0; i < ordered.count; i++)
		ordered.places[i] = place_of(numbers, repetition_of(half, ordered.places[i]));
	return ordered;
}

/* How often each of as many repetitions as there are is drawn with replacement; how many values that gives.
 */
static size_t
draw_repetitions(const struct ordered *ordered, struct random *random, uint32_t *drawn, size_t numbers)
{
	size_t count = 0;

	memset(drawn, 0, numbers * sizeof *drawn);
	for (size_t draw = 0; draw < numbers; draw++)
		drawn[random_below(random, (uint32_t)numbers)]++;
	for (size_t i = 0; i < ordered->count; i++)
		count += drawn[ordered->places[i]];
	return count;
}

/* Adds to each of RATIO_RESAMPLES sums the logarithm of a median of that side, so many times. Where none of
 * the half's repetitions is drawn, that of all. */
static void
add_side(
	const struct half *half, const struct numbers *numbers, double times, struct random *random, double *sums)
{
	CLEANUP_ORDERED struct ordered ordered = by_repetition(half, numbers);
	CLEANUP_FREE uint32_t *drawn = memory_zeroed(numbers->count, sizeof *drawn);
	double all = median_of(ordered.values, ordered.count);

	for (size_t i = 0; i < RATIO_RESAMPLES; i++) {
		size_t count = draw_repetitions(&ordered, random, drawn, numbers->count);
		sums[i] += times * log(count > 0 ? drawn_median(&ordered, drawn, count) : all);
	}
}

bool
ratio_geometric_mean(const struct ratio_sample *samples, size_t count, struct random *random,
	struct ratio *ratio, size_t *used)
{
	struct numbers old = numbers_of(samples, count, false), new = numbers_of(samples, count, true);
	CLEANUP_FREE double *old_items = old.items, *new_items = new.items;
	CLEANUP_FREE double *sums = memory_zeroed(RATIO_RESAMPLES, sizeof *sums);
	double sum = 0, low, high;

	*used = 0;
	for (size_t i = 0; i < count; i++) {
		struct half before = half_of(&samples[i], false), after = half_of(&samples[i], true);
		struct random draws = *random;
		if (!has_ratio(&samples[i]))
			continue;
		sum += log_ratio(&samples[i]);
		add_side(&before, &old, -1, &draws, sums);
		add_side(&after, &new, 1, &draws, sums);
		++*used;
	}
	if (*used == 0)
		return false;
	random_next(random);
	percentile_interval(sums, RATIO_RESAMPLES, RATIO_CONFIDENCE, &low, &high);
	*ratio = (struct ratio){exp(sum / (double)*used), exp(low / (double)*used), exp(high / (double)*used)};
	return true;
}

bool
ratio_of_medians(const struct ratio_sample *sample, struct random *random, struct ratio *ratio)
{
	const struct ratio_sample alone = {
		sample->old_values, sample->new_values, sample->old_count, sample->new_count, NULL, NULL};
	size_t used;

	return ratio_geometric_mean(&alone, 1, random, ratio, &used);
}

struct ratio
ratio_median(double *ratios, size_t count, struct random *random)
{
	CLEANUP_FREE double *replicates = memory_zeroed(RATIO_RESAMPLES, sizeof *replicates);
	CLEANUP_FREE double *drawn = memory_zeroed(count, sizeof *drawn);
	struct ratio ratio = {.value = median_of(ratios, count)};

	for (size_t i = 0; i < RATIO_RESAMPLES; i++) {
		resample(ratios, count, random, drawn);
		replicates[i] = median_of(drawn, count);
	}
	percentile_interval(replicates, RATIO_RESAMPLES, RATIO_CONFIDENCE, &ratio.low, &ratio.high);
	return ratio;
}
