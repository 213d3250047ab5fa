/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/resample.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

void
resample(const double *values, size_t count, struct random *random, double *drawn)
{
	for (size_t i = 0; i < count; i++)
		drawn[i] = values[random_below(random, (uint32_t)count)];
}

void
percentile_interval(double *replicates, size_t count, double confidence, double *low, double *high)
{
	double tail = (1 - confidence) / 2;

	gsl_sort(replicates, 1, count);
	*low = gsl_stats_quantile_from_sorted_data(replicates, 1, count, tail);
	*high = gsl_stats_quantile_from_sorted_data(replicates, 1, count, 1 - tail);
}
