/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a handful of repetitions say: order statistics, which one wild run does not spoil.
 */
#ifndef GORGE_ANALYSE_NUMBERS_STATISTICS_H
#define GORGE_ANALYSE_NUMBERS_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

struct summary {
	size_t count; /* 0 = nothing measured, and nothing else here means anything */
	double minimum, lower_quartile, median, upper_quartile, maximum;
	double deviation; /* median absolute deviation, scaled to the standard deviation of normal noise */
};

/* Sorts the values in place and describes them. Quartiles interpolate (type 7, as R and numpy do). */
struct summary summary_of(double *values, size_t count);

/* Sorts the values in place and returns their median; count >= 1. */
double median_of(double *values, size_t count);

/* The geometric mean of values above 0; count >= 1. */
double geometric_mean_of(const double *values, size_t count);

/* Distribution-free bounds of the true median at the given confidence (0.95), from order statistics and
 * the binomial law. False when there are too few values: six is the least for 95%. `sorted` ascends. */
bool median_interval(const double *sorted, size_t count, double confidence, double *low, double *high);

/* What so large a share (above 0, below 1) of a chi-squared distribution is below; freedom > 0. */
double chi_squared_quantile(double share, double freedom);

/* How many different values there are. */
size_t distinct_count(const double *values, size_t count);

#endif
