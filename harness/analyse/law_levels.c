/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/law_levels.h"
#include "base/memory.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

/* A level of a ten-thousandth of the largest is as good as none. */
static const double LEAST_SCALE = 1e-4;

/* pi/2 over the count for large ones; the small terms are fitted to the exact values of 3 to 10. */
double
median_variance(size_t count)
{
	if (count <= 2)
		return 1 / (double)count;
	return M_PI_2 / ((double)count + (count % 2 ? 0.5 : 1.3));
}

/* The runs from `first` on that have its size, as the next level. Returns the run behind them. */
static size_t
add_level(struct levels *levels, const double *x, const double *y, const size_t *order, size_t first,
	double *values)
{
	size_t level = levels->sizes++, count = 0;

	for (size_t i = first; i < levels->runs && x[order[i]] - x[order[first]] <= 1e-9 * x[order[i]]; i++)
		values[count++] = y[order[i]];
	gsl_sort(values, 1, count);
	levels->x[level] = x[order[first]];
	levels->y[level] = gsl_stats_median_from_sorted_data(values, 1, count);
	levels->share[level] = median_variance(count);
	levels->scale[level] = gsl_stats_tss(values, 1, count); /* until all medians are known */
	return first + count;
}

static void
set_scales(struct levels *levels)
{
	double most = 0;

	for (size_t i = 0; i < levels->sizes; i++)
		most = fmax(most, fabs(levels->y[i]));
	for (size_t i = 0; i < levels->sizes; i++) {
		double squares = levels->scale[i], scale = fmax(fabs(levels->y[i]), LEAST_SCALE * most);
		levels->scale[i] = scale > 0 ? scale : 1;
		levels->noise_squares += squares / (levels->scale[i] * levels->scale[i]);
		levels->weights[i] = 1 / (levels->scale[i] * levels->scale[i] * levels->share[i]);
	}
	levels->noise_freedom = (double)(levels->runs - levels->sizes);
}

void
levels_init(struct levels *levels, const double *x, const double *y, size_t count)
{
	CLEANUP_FREE size_t *order = memory_zeroed(count, sizeof *order);
	CLEANUP_FREE double *values = memory_zeroed(count, sizeof *values);
	double **columns[] = {&levels->x, &levels->y, &levels->scale, &levels->share, &levels->weights};

	*levels = (struct levels){.runs = count, .from_zero = true};
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		*columns[i] = memory_zeroed(count, sizeof **columns[i]);
	gsl_sort_index(order, x, 1, count);
	for (size_t first = 0; first < count;)
		first = add_level(levels, x, y, order, first, values);
	for (size_t i = 0; i < count; i++)
		levels->from_zero = levels->from_zero && y[i] >= 0;
	set_scales(levels);
}

void
levels_release(struct levels *levels)
{
	free(levels->x);
	free(levels->y);
	free(levels->scale);
	free(levels->share);
	free(levels->weights);
	*levels = (struct levels){0};
}
