/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/ratio.h"
#include "analyse/numbers/chances.h"
#include "analyse/numbers/drawn_median.h"
#include "analyse/numbers/resample.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

static bool
all_positive(const double *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!(values[i] > 0))
			return false;
	return count > 0;
}

bool
ratio_exists(const struct ratio_sample *sample)
{
	return all_positive(sample->old_values, sample->old_count) &&
		   all_positive(sample->new_values, sample->new_count);
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

/* One side of all samples that have a ratio. */
struct side {
	struct ordered *cells; /* with the place of each value's repetition among `numbers` for its own */
	double *medians;
	size_t count;
	struct numbers numbers;
};

static void
side_add(struct side *side, const struct half *half)
{
	struct ordered *ordered = &side->cells[side->count];

	*ordered = ordered_of(half->values, half->count);
	for (size_t i = 0; i < ordered->count; i++)
		ordered->places[i] = place_of(&side->numbers, repetition_of(half, ordered->places[i]));
	side->medians[side->count++] = median_of(ordered->values, ordered->count);
}

static struct side
side_of(const struct ratio_sample *samples, size_t count, bool new)
{
	struct side side = {.cells = memory_zeroed(count, sizeof *side.cells),
		.medians = memory_zeroed(count, sizeof *side.medians),
		.numbers = numbers_of(samples, count, new)};

	for (size_t i = 0; i < count; i++) {
		struct half half = half_of(&samples[i], new);
		if (ratio_exists(&samples[i]))
			side_add(&side, &half);
	}
	return side;
}

static void
side_dispose(struct side *side)
{
	for (size_t i = 0; i < side->count; i++)
		ordered_dispose(&side->cells[i]);
	free(side->cells);
	free(side->medians);
	free(side->numbers.items);
}

/* Where none of the cell's repetitions was drawn, its median stays what it is. */
static double
median_drawn(const struct side *side, size_t cell, const uint32_t *times)
{
	const struct ordered *ordered = &side->cells[cell];
	size_t total = 0;

	for (size_t i = 0; i < ordered->count; i++)
		total += times[ordered->places[i]];
	return total > 0 ? drawn_median(ordered, times, total) : side->medians[cell];
}

/* The sum of the logarithms of the cells' medians. */
static struct chances
chances_of_side(const struct side *side, struct random random)
{
	CLEANUP_DRAWINGS struct drawings drawings;
	struct chances sums = chances_new(DRAWINGS);

	drawings_init(&drawings, side->numbers.count, random);
	while (drawings_next(&drawings)) {
		double sum = 0;
		for (size_t cell = 0; cell < side->count; cell++)
			sum += log(median_drawn(side, cell, drawings.times));
		chances_add(&sums, sum, drawings.chance);
	}
	return sums;
}

static void
set_mean(const struct side *old, const struct side *new, struct random *random, struct ratio *ratio)
{
	CLEANUP_CHANCES struct chances before = chances_of_side(old, *random);
	CLEANUP_CHANCES struct chances after = chances_of_side(new, random_stream(random_next(random), 0, 0));
	double cells = (double)old->count, sum = 0, low, high;

	for (size_t i = 0; i < old->count; i++)
		sum += log(new->medians[i] / old->medians[i]);
	chances_of_difference(&before, &after, RATIO_CONFIDENCE, &low, &high);
	*ratio = (struct ratio){exp(sum / cells), exp(low / cells), exp(high / cells)};
}

bool
ratio_geometric_mean(const struct ratio_sample *samples, size_t count, struct random *random,
	struct ratio *ratio, size_t *used)
{
	struct side old = side_of(samples, count, false), new = side_of(samples, count, true);

	*used = old.count;
	if (old.count > 0)
		set_mean(&old, &new, random, ratio);
	side_dispose(&old);
	side_dispose(&new);
	return *used > 0;
}

/* Of the logarithm of the median. */
static struct chances
chances_of_half(const struct half *half, double *median)
{
	CLEANUP_ORDERED struct ordered ordered = ordered_of(half->values, half->count);
	struct chances chances = chances_of_median(ordered.values, ordered.count);

	*median = median_of(ordered.values, ordered.count);
	for (size_t i = 0; i < chances.count; i++)
		chances.values[i] = log(chances.values[i]);
	return chances;
}

bool
ratio_of_medians(const struct ratio_sample *sample, struct random *random, struct ratio *ratio)
{
	struct half old = half_of(sample, false), new = half_of(sample, true);
	const struct ratio_sample alone = {
		sample->old_values, sample->new_values, sample->old_count, sample->new_count, NULL, NULL};
	double old_median, new_median, low, high;
	size_t used;

	if (old.count > RATIO_EXACT_MOST || new.count > RATIO_EXACT_MOST)
		return ratio_geometric_mean(&alone, 1, random, ratio, &used);
	if (!ratio_exists(sample))
		return false;
	CLEANUP_CHANCES struct chances before = chances_of_half(&old, &old_median);
	CLEANUP_CHANCES struct chances after = chances_of_half(&new, &new_median);
	chances_of_difference(&before, &after, RATIO_CONFIDENCE, &low, &high);
	*ratio = (struct ratio){new_median / old_median, exp(low), exp(high)};
	return true;
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
