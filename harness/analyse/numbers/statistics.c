/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

struct summary
summary_of(double *values, size_t count)
{
	CLEANUP_FREE double *work = NULL;

	if (count == 0)
		return (struct summary){0};
	work = memory_zeroed(count, sizeof *work);
	gsl_sort(values, 1, count);
	return (struct summary){
		.count = count,
		.minimum = values[0],
		.lower_quartile = gsl_stats_quantile_from_sorted_data(values, 1, count, 0.25),
		.median = gsl_stats_median_from_sorted_data(values, 1, count),
		.upper_quartile = gsl_stats_quantile_from_sorted_data(values, 1, count, 0.75),
		.maximum = values[count - 1],
		.deviation = gsl_stats_mad(values, 1, count, work),
	};
}

double
median_of(double *values, size_t count)
{
	gsl_sort(values, 1, count);
	return gsl_stats_median_from_sorted_data(values, 1, count);
}

double
geometric_mean_of(const double *values, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += log(values[i]);
	return exp(sum / (double)count);
}

bool
median_interval(const double *sorted, size_t count, double confidence, double *low, double *high)
{
	unsigned total = (unsigned)count, below = 0;

	/* The median lies outside the k-th values from both ends when fewer than k values fall on one side. */
	while (below < total / 2 && 2 * gsl_cdf_binomial_P(below, 0.5, total) <= 1 - confidence)
		below++;
	if (below == 0)
		return false;
	*low = sorted[below - 1];
	*high = sorted[count - below];
	return true;
}

/* Above it Wilson and Hilferty (1931) are right within 7e-6; from 2,155 on GSL now and then ends the
 * program. */
static const double FREEDOM_OF_GSL = 1000;

double
chi_squared_quantile(double share, double freedom)
{
	double part = 2 / (9 * freedom);

	if (freedom <= FREEDOM_OF_GSL)
		return gsl_cdf_chisq_Pinv(share, freedom);
	return freedom * pow(1 - part + gsl_cdf_ugaussian_Pinv(share) * sqrt(part), 3);
}

size_t
distinct_count(const double *values, size_t count)
{
	CLEANUP_FREE double *sorted = memory_zeroed(count, sizeof *sorted);
	size_t distinct = count > 0;

	for (size_t i = 0; i < count; i++)
		sorted[i] = values[i];
	gsl_sort(sorted, 1, count);
	for (size_t i = 1; i < count; i++)
		distinct += sorted[i] > sorted[i - 1];
	return distinct;
}
