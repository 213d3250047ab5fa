/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/drift.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static int
by_cell_and_place(const void *a, const void *b)
{
	const struct dated_value *one = a, *other = b;

	if (one->cell != other->cell)
		return one->cell < other->cell ? -1 : 1;
	return one->at < other->at ? -1 : one->at > other->at;
}

static void
sort_values(struct dated_value *values, size_t count)
{
	if (count > 0)
		qsort(values, count, sizeof *values, by_cell_and_place);
}

/* How many values from the first on belong to the same cell. */
static size_t
cell_length(const struct dated_value *values, size_t count)
{
	size_t length = 0;

	while (length < count && values[length].cell == values[0].cell)
		length++;
	return length;
}

/* The numbers of one cell, described. The caller frees `sorted`. */
static struct summary
cell_summary(const struct dated_value *values, size_t count, double **sorted)
{
	*sorted = memory_zeroed(count, sizeof **sorted);
	for (size_t i = 0; i < count; i++)
		(*sorted)[i] = values[i].value;
	return summary_of(*sorted, count);
}

/* Kendall's S. */
struct trend {
	double score, variance;
};

static double
scaled(double runs)
{
	return runs * (runs - 1) * (2 * runs + 5) / 18;
}

static double
variance_of(const double *sorted, size_t count)
{
	double variance = scaled((double)count);

	for (size_t i = 0, tied; i < count; i += tied) {
		for (tied = 1; i + tied < count && !(sorted[i + tied] > sorted[i]);)
			tied++;
		variance -= scaled((double)tied);
	}
	return variance;
}

/* All pairs of many thousand values are too many: of a cell that has more, so many groups of values that
 * follow each other stand in for them, by their medians. */
enum { GROUPS_MOST = 200 };

/* Fills `groups`, and returns how many there are: `most`, or every value alone. */
static size_t
group(const struct dated_value *values, size_t count, size_t most, struct dated_value *groups)
{
	size_t made = count < most ? count : most;
	CLEANUP_FREE double *work = memory_zeroed(count / made + 1, sizeof *work);

	for (size_t g = 0, first = 0, end; g < made; g++, first = end) {
		end = (g + 1) * count / made;
		for (size_t i = first; i < end; i++)
			work[i - first] = values[i].value;
		groups[g] = values[first + (end - first) / 2];
		groups[g].value = median_of(work, end - first);
	}
	return made;
}

static void
add_cell(const struct dated_value *values, size_t count, struct trend *trend)
{
	struct dated_value groups[GROUPS_MOST];
	CLEANUP_FREE double *sorted = NULL;
	size_t made = group(values, count, GROUPS_MOST, groups);

	(void)cell_summary(groups, made, &sorted);
	trend->variance += variance_of(sorted, made);
	for (size_t i = 0; i < made; i++)
		for (size_t j = i + 1; j < made; j++) {
			double step = groups[j].value - groups[i].value;
			trend->score += (step > 0) - (step < 0);
		}
}

/* Per run, as shares of their cell's median. */
struct slopes {
	double *items;
	size_t count, capacity;
};

static void
add_slopes(const struct dated_value *values, size_t count, size_t most, struct slopes *slopes)
{
	struct dated_value groups[GROUPS_MOST];
	CLEANUP_FREE double *sorted = NULL;
	size_t made = group(values, count, most, groups);
	double median = cell_summary(groups, made, &sorted).median;

	for (size_t i = 0; i < made && fabs(median) > 0; i++)
		for (size_t j = i + 1; j < made; j++) {
			double step = groups[j].value - groups[i].value;
			slopes->items =
				memory_grow(slopes->items, slopes->count, &slopes->capacity, sizeof *slopes->items);
			slopes->items[slopes->count++] = step / median / (double)(groups[j].at - groups[i].at);
		}
}

static size_t
span_of(const struct dated_value *values, size_t count)
{
	size_t first = SIZE_MAX, last = 0;

	for (size_t i = 0; i < count; i++) {
		first = values[i].at < first ? values[i].at : first;
		last = values[i].at > last ? values[i].at : last;
	}
	return count > 0 ? last - first : 0;
}

/* A median of more slopes than these is none the better. */
static const double SLOPES_MOST = 2e6;

/* The values are in order; `cells` of them have two or more. */
static double
change_of(const struct dated_value *values, size_t count, size_t cells)
{
	size_t most = (size_t)fmin(GROUPS_MOST, fmax(2, sqrt(2 * SLOPES_MOST / (double)cells)));
	struct slopes slopes = {0};
	double change = 0;

	for (size_t i = 0, length; i < count; i += length) {
		length = cell_length(values + i, count - i);
		if (length >= 2)
			add_slopes(values + i, length, most, &slopes);
	}
	if (slopes.count > 0)
		change = median_of(slopes.items, slopes.count) * (double)span_of(values, count);
	free(slopes.items);
	return change;
}

static const double NOTABLE_P = 0.001;

bool
drift_of(struct dated_value *values, size_t count, struct drift *drift)
{
	struct trend trend = {0};

	*drift = (struct drift){.p = 1};
	sort_values(values, count);
	for (size_t i = 0, length; i < count; i += length) {
		length = cell_length(values + i, count - i);
		if (length < 2)
			continue;
		drift->cells++;
		drift->values += length;
		add_cell(values + i, length, &trend);
	}
	if (trend.variance > 0)
		drift->p = 2 * gsl_cdf_ugaussian_Q(fmax(0, fabs(trend.score) - 1) / sqrt(trend.variance));
	if (drift->p < NOTABLE_P)
		drift->change = change_of(values, count, drift->cells);
	return drift->values - drift->cells >= DRIFT_LEAST;
}

bool
drift_is_notable(const struct drift *drift)
{
	return drift->p < NOTABLE_P && fabs(drift->change) >= 0.01;
}

/* Fitted to simulated quantiles (99.5%) of the largest deviation among n normal values: 16 for six, 4.7
 * for 60. */
static double
limit_for(size_t count)
{
	return 4.2 + 48 / ((double)count - 2);
}

/* Whether another run is as far off, within a quarter: two of them are another level that the cell has (a
 * collection more or less). */
static bool
has_company(const struct dated_value *values, size_t count, size_t index, double median)
{
	double distance = values[index].value - median;

	for (size_t i = 0; i < count; i++)
		if (i != index && fabs(values[i].value - values[index].value) <= 0.25 * fabs(distance))
			return true;
	return false;
}

static size_t
outliers_of_cell(const struct dated_value *values, size_t count, struct outlier *outliers)
{
	CLEANUP_FREE double *sorted = NULL;
	struct summary summary = cell_summary(values, count, &sorted);
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		double distance = values[i].value - summary.median;
		/* where more than half are the same number, anything else would be infinitely far off */
		double deviation = fmax(summary.deviation, 0.001 * fabs(summary.median));
		if (fabs(distance) > limit_for(count) * deviation && fabs(distance) > 0.01 * fabs(summary.median) &&
			!has_company(values, count, i, summary.median))
			outliers[found++] =
				(struct outlier){values[i].row, values[i].value, summary.median, distance / deviation};
	}
	return found;
}

size_t
outliers_of(struct dated_value *values, size_t count, struct outlier *outliers)
{
	size_t found = 0;

	sort_values(values, count);
	for (size_t i = 0, length; i < count; i += length) {
		length = cell_length(values + i, count - i);
		if (length >= OUTLIER_LEAST)
			found += outliers_of_cell(values + i, length, outliers + found);
	}
	return found;
}
