/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/ratio.h"
#include "analyse/numbers/drawn_median.h"
#include "analyse/numbers/resample.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

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

/* The median of as many values as there are, drawn with replacement. */
static double
draw_median(const struct ordered *values, struct random *random, uint32_t *times)
{
	memset(times, 0, values->count * sizeof *times);
	for (size_t i = 0; i < values->count; i++)
		times[random_below(random, (uint32_t)values->count)]++;
	return drawn_median(values, times, values->count);
}

/* Adds one replicate of the log ratio to each of RATIO_RESAMPLES sums. */
static void
add_replicates(const struct ratio_sample *sample, struct random *random, double *sums)
{
	CLEANUP_FREE uint32_t *times = memory_zeroed(sample->old_count + sample->new_count, sizeof *times);
	CLEANUP_ORDERED struct ordered old = ordered_of(sample->old_values, sample->old_count);
	CLEANUP_ORDERED struct ordered new = ordered_of(sample->new_values, sample->new_count);

	for (size_t i = 0; i < RATIO_RESAMPLES; i++) {
		double old_median = draw_median(&old, random, times);
		sums[i] += log(draw_median(&new, random, times) / old_median);
	}
}

bool
ratio_geometric_mean(const struct ratio_sample *samples, size_t count, struct random *random,
	struct ratio *ratio, size_t *used)
{
	CLEANUP_FREE double *sums = memory_zeroed(RATIO_RESAMPLES, sizeof *sums);
	double sum = 0, low, high;

	*used = 0;
	for (size_t i = 0; i < count; i++) {
		if (!has_ratio(&samples[i]))
			continue;
		struct random draws = *random;
		sum += log_ratio(&samples[i]);
		add_replicates(&samples[i], &draws, sums);
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
	size_t used;

	return ratio_geometric_mean(sample, 1, random, ratio, &used);
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
