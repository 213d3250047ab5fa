/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Medians of values that are drawn again and again with replacement: the values are sorted once, and a median
 * is found by how often each was drawn. A thousand drawings of a thousand repetitions need no thousand sorts.
 */
#ifndef GORGE_ANALYSE_NUMBERS_DRAWN_MEDIAN_H
#define GORGE_ANALYSE_NUMBERS_DRAWN_MEDIAN_H

#include <stddef.h>
#include <stdint.h>

/* Values in ascending order, and where each of them stood before. */
struct ordered {
	double *values;
	size_t *places; /* in the same block */
	size_t count;
};

/* Copies the values; count >= 1. */
struct ordered ordered_of(const double *values, size_t count);
void ordered_dispose(struct ordered *ordered);
#define CLEANUP_ORDERED __attribute__((cleanup(ordered_dispose)))

/* The median of a drawing: times[place] is how often the value that stood there was drawn, `total` their sum,
 * which is 1 at least. The same to the last bit as median_of() of the values drawn. */
double drawn_median(const struct ordered *ordered, const uint32_t *times, size_t total);

#endif
