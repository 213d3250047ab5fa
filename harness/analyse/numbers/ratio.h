/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many times larger one side is than the other, with the interval that chance in the repetitions leaves.
 */
#ifndef GORGE_ANALYSE_NUMBERS_RATIO_H
#define GORGE_ANALYSE_NUMBERS_RATIO_H

#include "base/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RATIO_RESAMPLES = 1000, RATIO_EXACT_MOST = 20 };
#define RATIO_CONFIDENCE 0.95

struct ratio {
	double value;     /* new / old */
	double low, high; /* at RATIO_CONFIDENCE; equal to value when either side has one repetition only */
};

/* The repetitions of one cell on both sides; all values are above 0. */
struct ratio_sample {
	const double *old_values, *new_values;
	size_t old_count, new_count;
	const uint32_t *old_repetitions,
		*new_repetitions; /* which one each value is of; NULL: in order, from 0 */
};

/* False when a side is empty or a value is not above 0: then there is no ratio. */
bool ratio_exists(const struct ratio_sample *sample);
/* The ratio of the medians; its interval by bootstrap of both sides, which is counted out where neither has
 * more than RATIO_EXACT_MOST repetitions, and else drawn. False when there is no ratio. */
bool ratio_of_medians(const struct ratio_sample *sample, struct random *random, struct ratio *ratio);

/* The geometric mean of the ratios of many cells. The cells are taken as given, not as drawn from a larger
 * set, so the interval is that of the repetitions alone. Repetitions are drawn whole, the same ones in every
 * cell, by their numbers: what disturbs a host disturbs all cells that run at that time, and would average
 * out in cells drawn one by one. Every drawing of up to DRAWINGS_EXACT_MOST repetitions counts by its chance;
 * of more, a thousand are drawn. A cell that lacks all that were drawn stays as it is. Cells without a ratio
 * are left out; false when none is left. `used` is how many were not. */
bool ratio_geometric_mean(const struct ratio_sample *samples, size_t count, struct random *random,
	struct ratio *ratio, size_t *used);

/* The median of so many ratios, with its interval by bootstrap of the ratios themselves: for things
 * (packages) that stand for more of their kind. count >= 1. Sorts them. */
struct ratio ratio_median(double *ratios, size_t count, struct random *random);

#endif
