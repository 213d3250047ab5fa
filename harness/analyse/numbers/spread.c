/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/spread.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_psi.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* A variance of nothing has no logarithm: it is at least this share of the median, and this much. */
static const double VARIANCE_SHARE = 1e-5, VARIANCE_LEAST = 1e-12;

/* The prior is an estimate too, and by chance that of a few groups looks sure: it has at most this share of
 * their degrees of freedom together. */
static const double PRIOR_SHARE = 0.25;

/* x of trigamma(x) = y, for y > 0, by Newton's method on its reciprocal, which is nearly a line. */
static double
trigamma_inverse(double y)
{
	double x = 0.5 + 1 / y;

	for (int i = 0; i < 50; i++) {
		double trigamma = gsl_sf_psi_1(x), step = trigamma * (1 - trigamma / y) / gsl_sf_psi_n(2, x);
		x += step;
		if (fabs(step) < 1e-10 * x)
			break;
	}
	return x;
}

/* The variances of groups with freedom, and the sum of their trigammas; how many. */
static size_t
collect(const struct spread *groups, size_t count, double *variances, double *halves)
{
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		if (groups[i].freedom > 0) {
			variances[used] = groups[i].variance;
			halves[used++] = groups[i].freedom / 2;
		}
	return used;
}

struct spread
spread_prior(const struct spread *groups, size_t count)
{
	CLEANUP_FREE double *room = memory_zeroed(3 * count + 1, sizeof *room);
	double *logs = room, *halves = room + count, *sorted = room + 2 * count;
	size_t used = collect(groups, count, logs, halves);
	double least, mean, excess, expected = 0, total = 0, half;

	if (used < 2)
		return (struct spread){0};
	for (size_t i = 0; i < used; i++)
		sorted[i] = logs[i];
	least = fmax(VARIANCE_LEAST, VARIANCE_SHARE * median_of(sorted, used));
	for (size_t i = 0; i < used; i++) {
		logs[i] = log(fmax(logs[i], least)) - gsl_sf_psi(halves[i]) + log(halves[i]);
		total += 2 * halves[i];
		expected += gsl_sf_psi_1(halves[i]) / (double)used;
	}
	mean = gsl_stats_mean(logs, 1, used);
	excess = gsl_stats_variance(logs, 1, used) - expected;
	if (excess <= 0)
		return (struct spread){exp(mean), PRIOR_SHARE * total};
	half = trigamma_inverse(excess);
	return (struct spread){exp(mean + gsl_sf_psi(half) - log(half)), fmin(2 * half, PRIOR_SHARE * total)};
}

struct spread
spread_shrunk(struct spread own, struct spread prior)
{
	double freedom = own.freedom + prior.freedom;

	if (freedom <= 0)
		return prior;
	return (struct spread){(own.variance * own.freedom + prior.variance * prior.freedom) / freedom, freedom};
}

double
spread_reach(const struct spread *spread, double confidence)
{
	return gsl_cdf_tdist_Qinv((1 - confidence) / 2, spread->freedom);
}

double
spread_p(const struct spread *spread, double t)
{
	return fmin(1, 2 * gsl_cdf_tdist_Q(fabs(t), spread->freedom));
}

double
spread_p_of_several(const struct spread *spread, double terms, double f)
{
	return gsl_cdf_fdist_Q(f, terms, spread->freedom);
}
