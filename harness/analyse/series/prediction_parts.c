/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/prediction_parts.h"
#include "analyse/series/series_runs.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>

/* What the largest process can be. */
static const enum run_column kinds[] = {COLUMN_largest_compile_bytes, COLUMN_largest_link_bytes,
	COLUMN_largest_vet_bytes, COLUMN_go_command_bytes};

/* As much of the largest process makes a kind the one that it is. */
static const double IS_LARGEST = 0.98;
/* A kind that may come to this share of another cannot be left out. */
static const double IS_RIVAL = 0.8;
/* A peak is a steady multiple of what lives where the multiples are no farther apart. */
static const double STEADY = 1.25;
enum { MULTIPLES_LEAST = 3 };

/* The kind that the largest process is at the largest size; COUNT_OF(kinds) for none. */
static size_t
find_kind(const struct series *series)
{
	const struct point *last = &series->points[series->point_count - 1];
	double largest, value;
	size_t found = COUNT_OF(kinds);

	if (!point_value(last, COLUMN_largest_process_bytes, &largest))
		return found;
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (point_value(last, kinds[i], &value) && value >= IS_LARGEST * largest)
			found = i;
	return found;
}

/* Whether another kind stays clearly below what one comes to. */
static bool
stays_below(
	const struct series *series, const struct table *runs, enum run_column kind, double size, double bytes)
{
	const struct law_options options = {.brief = true};
	CLEANUP_CHOICE struct law_choice choice = {0};
	struct error none = ERROR_INIT;
	double value;

	if (!point_value(&series->points[series->point_count - 1], kind, &value))
		return true; /* there are none of that kind */
	return series_choose(series, runs, kind, &options, &choice, &none) && !choice.gap.found &&
		   law_highest(&choice, size) < IS_RIVAL * bytes;
}

static void
refuse_for(struct prediction *prediction, const char *kind)
{
	prediction->refused = true;
	(void)snprintf(prediction->why, sizeof prediction->why, "%s may come to as much there", kind);
	(void)snprintf(prediction->instead, sizeof prediction->instead, "measure at larger sizes");
}

bool
predict_by_kinds(
	const struct series *series, const struct table *runs, double size, struct prediction *prediction)
{
	size_t kind = series->point_count > 0 ? find_kind(series) : COUNT_OF(kinds);
	CLEANUP_CHOICE struct law_choice choice = {0};
	struct error none = ERROR_INIT;

	if (kind == COUNT_OF(kinds) || !series_choose(series, runs, kinds[kind], NULL, &choice, &none))
		return false;
	law_predict(&choice, size, prediction);
	prediction->by = run_columns[kinds[kind]].name;
	for (size_t i = 0; i < COUNT_OF(kinds) && !prediction->refused; i++)
		if (i != kind && !stays_below(series, runs, kinds[i], size, prediction->value))
			refuse_for(prediction, run_columns[kinds[i]].name);
	return true;
}

/* The logarithms of the peak over the live heap at the upper half of the sizes; how many there are. */
static size_t
collect_multiples(const struct series *series, enum run_column metric, double *logarithms)
{
	size_t count = 0;

	for (size_t i = series->point_count / 2; i < series->point_count; i++) {
		double peak, live;
		if (point_value(&series->points[i], metric, &peak) &&
			point_value(&series->points[i], COLUMN_heap_live_bytes, &live) && live > 0 && peak > 0)
			logarithms[count++] = log(peak / live);
	}
	return count;
}

/* Mean and standard deviation of the multiples' logarithms; false where they are not steady. */
static bool
find_multiple(
	const struct series *series, enum run_column metric, size_t *count, double *mean, double *deviation)
{
	CLEANUP_FREE double *logarithms = memory_zeroed(series->point_count + 1, sizeof *logarithms);
	double least, most;

	*count = collect_multiples(series, metric, logarithms);
	if (*count < MULTIPLES_LEAST)
		return false;
	gsl_stats_minmax(&least, &most, logarithms, 1, *count);
	*mean = gsl_stats_mean(logarithms, 1, *count);
	*deviation = gsl_stats_sd(logarithms, 1, *count);
	return most - least <= log(STEADY);
}

bool
predict_by_live_heap(const struct series *series, const struct table *runs, enum run_column metric,
	double size, double confidence, struct prediction *prediction)
{
	CLEANUP_CHOICE struct law_choice choice = {0};
	struct error none = ERROR_INIT;
	double mean, deviation, reach;
	struct prediction live;
	size_t count;

	if (!find_multiple(series, metric, &count, &mean, &deviation) ||
		!series_choose(series, runs, COLUMN_heap_live_bytes, NULL, &choice, &none))
		return false;
	law_predict(&choice, size, &live);
	if (live.refused)
		return false;
	reach =
		gsl_cdf_tdist_Pinv((1 + confidence) / 2, (double)count - 1) * deviation * sqrt(1 + 1 / (double)count);
	*prediction = (struct prediction){.size = size,
		.value = live.value * exp(mean),
		.interval = {live.interval.low * exp(mean - reach), live.interval.high * exp(mean + reach)},
		.beyond = live.beyond,
		.by = run_columns[COLUMN_heap_live_bytes].name};
	return prediction->interval.high <= PREDICTION_WIDTH * prediction->interval.low;
}
