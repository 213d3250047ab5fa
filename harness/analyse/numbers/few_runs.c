/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/few_runs.h"
#include "analyse/numbers/spread.h"
#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

struct logs {
	double mean, squares, least, most;
};

static struct logs
logs_of(const double *values, size_t count)
{
	struct logs logs = {.least = INFINITY, .most = -INFINITY};

	for (size_t i = 0; i < count; i++) {
		double value = log(values[i]);
		logs.mean += value / (double)count;
		logs.least = fmin(logs.least, value);
		logs.most = fmax(logs.most, value);
	}
	for (size_t i = 0; i < count; i++)
		logs.squares += pow(log(values[i]) - logs.mean, 2);
	return logs;
}

/* One sample's logarithms. */
struct pair {
	struct logs old, new;
	double weight; /* variance of the difference of means, in those of a single run */
};

static struct pair
pair_of(const struct ratio_sample *sample, struct spread *spread)
{
	struct pair pair = {logs_of(sample->old_values, sample->old_count),
		logs_of(sample->new_values, sample->new_count),
		1 / (double)sample->old_count + 1 / (double)sample->new_count};

	spread->freedom = (double)(sample->old_count + sample->new_count - 2);
	spread->variance = (pair.old.squares + pair.new.squares) / spread->freedom;
	return pair;
}

static double
upper_quartile(const struct spread *spreads, size_t count)
{
	CLEANUP_FREE double *sorted = memory_zeroed(count, sizeof *sorted);

	for (size_t i = 0; i < count; i++)
		sorted[i] = spreads[i].variance;
	gsl_sort(sorted, 1, count);
	return gsl_stats_quantile_from_sorted_data(sorted, 1, count, 0.75);
}

static double
p_of(const struct pair *pair, struct spread spread)
{
	double apart = pair->new.mean - pair->old.mean;

	if (pair->new.least <= pair->old.most && pair->old.least <= pair->new.most)
		return 1;
	return spread.variance > 0 ? spread_p(&spread, apart / sqrt(spread.variance * pair->weight)) : 0;
}

void
few_runs_test(const struct ratio_sample *samples, size_t count, double *p)
{
	CLEANUP_FREE struct pair *pairs = memory_zeroed(count, sizeof *pairs);
	CLEANUP_FREE struct spread *spreads = memory_zeroed(count, sizeof *spreads);
	struct spread prior;
	double least;

	if (count == 0)
		return;
	for (size_t i = 0; i < count; i++)
		pairs[i] = pair_of(&samples[i], &spreads[i]);
	prior = spread_prior(spreads, count);
	least = upper_quartile(spreads, count);
	for (size_t i = 0; i < count; i++) {
		struct spread shrunk = spread_shrunk(spreads[i], prior);
		shrunk.variance = fmax(shrunk.variance, least);
		p[i] = p_of(&pairs[i], shrunk);
	}
}
