/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_levels.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

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
	double scale;

	for (size_t i = first; i < levels->runs && x[order[i]] - x[order[first]] <= 1e-9 * x[order[i]]; i++)
		values[count++] = y[order[i]];
	levels->x[level] = x[order[first]];
	levels->y[level] = median_of(values, count);
	levels->share[level] = median_variance(count);
	scale = levels->positive ? levels->y[level] : levels->unit;
	levels->noise_squares += gsl_stats_tss(values, 1, count) / (scale * scale);
	return first + count;
}

static void
look_at_values(struct levels *levels, const double *y)
{
	levels->positive = levels->from_zero = true;
	for (size_t i = 0; i < levels->runs; i++) {
		levels->positive = levels->positive && y[i] > 0;
		levels->from_zero = levels->from_zero && y[i] >= 0;
		levels->unit = fmax(levels->unit, fabs(y[i]));
	}
	if (!(levels->unit > 0))
		levels->unit = 1;
}

void
levels_init(struct levels *levels, const double *x, const double *y, size_t count)
{
	CLEANUP_FREE size_t *order = memory_zeroed(count, sizeof *order);
	CLEANUP_FREE double *values = memory_zeroed(count, sizeof *values);
	double **columns[] = {&levels->x, &levels->y, &levels->share};

	*levels = (struct levels){.runs = count};
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		*columns[i] = memory_zeroed(count, sizeof **columns[i]);
	look_at_values(levels, y);
	gsl_sort_index(order, x, 1, count);
	for (size_t first = 0; first < count;)
		first = add_level(levels, x, y, order, first, values);
	levels->noise_freedom = (double)(levels->runs - levels->sizes);
}

void
levels_dispose(struct levels *levels)
{
	free(levels->x);
	free(levels->y);
	free(levels->share);
	*levels = (struct levels){0};
}
