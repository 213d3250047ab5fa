/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bootstrap (Efron 1979): how much a statistic would change, had chance drawn other repetitions. Draw as
 * many values as there are, with replacement; work the statistic out; again, thousands of times; then its
 * interval.
 */
#ifndef GORGE_ANALYSE_NUMBERS_RESAMPLE_H
#define GORGE_ANALYSE_NUMBERS_RESAMPLE_H

#include "base/random.h"

#include <stddef.h>

/* Fills `drawn` with `count` of the `count` values. */
void resample(const double *values, size_t count, struct random *random, double *drawn);
/* The interval that holds `confidence` (0.95) of the replicates, as much left out below as above. Sorts them
 * in place; count >= 1. */
void percentile_interval(double *replicates, size_t count, double confidence, double *low, double *high);

#endif
