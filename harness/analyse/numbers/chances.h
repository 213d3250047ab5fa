/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a bootstrap would find with endless drawing, where that can be counted out: values with the chance of
 * each.
 */
#ifndef GORGE_ANALYSE_NUMBERS_CHANCES_H
#define GORGE_ANALYSE_NUMBERS_CHANCES_H

#include "base/random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Several may be of one value. Chances add up to 1. */
struct chances {
	double *values, *chances;
	size_t count;
};

struct chances chances_new(size_t room);
/* There has to be room. */
void chances_add(struct chances *chances, double value, double chance);
void chances_dispose(struct chances *chances);
#define CLEANUP_CHANCES __attribute__((cleanup(chances_dispose)))

/* The median of as many values as there are, drawn with replacement. values: ascending, count >= 1. Of an
 * even number it has count * (count + 1) / 2 of them. */
struct chances chances_of_median(const double *values, size_t count);

/* The interval that holds `confidence` (0.95) of the difference, later less earlier, of two that know nothing
 * of each other, as much left out below as above. Sorts both. */
void chances_of_difference(
	struct chances *earlier, struct chances *later, double confidence, double *low, double *high);

/* Drawings with replacement of as many things as there are: each one that there can be with its chance where
 * that is few enough, else DRAWINGS of equal chances. */
struct drawings {
	uint32_t *times; /* of the drawing at hand: how often each of the things was drawn */
	double chance;
	size_t things, made;
	bool exact;
	struct random random;
};
enum { DRAWINGS = 1000, DRAWINGS_EXACT_MOST = 6 /* things */ };

/* things >= 1. The random stream is used where they are many. */
void drawings_init(struct drawings *drawings, size_t things, struct random random);
/* Makes the next one; false when all were made. */
bool drawings_next(struct drawings *drawings);
void drawings_dispose(struct drawings *drawings);
#define CLEANUP_DRAWINGS __attribute__((cleanup(drawings_dispose)))

#endif
