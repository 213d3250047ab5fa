/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many sizes in little memory, and their exact median. The kernel counts peaks in KiB (ru_maxrss), so four
 * bytes hold one; a size that they cannot hold makes all of its array eight bytes wide.
 */
#ifndef GORGE_RECORD_PEAKS_H
#define GORGE_RECORD_PEAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is empty. */
struct peaks {
	void *values; /* uint32_t KiB, or uint64_t bytes when wide */
	size_t count, capacity;
	bool wide;
};

void peaks_add(struct peaks *peaks, uint64_t bytes);
/* The middle size, or halfway between the middle two; reorders them. There has to be one at least, and none
 * of 2^53 or more. */
double peaks_median(struct peaks *peaks);
void peaks_dispose(struct peaks *peaks);

enum peak_kind {
	PEAK_NOT_MEASURED, /* the cell was empty */
	PEAK_MEASURED,
	PEAK_NO_SIZE, /* not a whole number below 2^53 */
};

/* A cell of a peak_bytes column. */
struct peak_cell {
	enum peak_kind kind;
	uint64_t bytes; /* when measured */
	char text[32];  /* what was there when it is no size, cut to fit */
};

/* Reads digits, or what text_to_number() takes for a whole number: "9.5997952e7", as spreadsheets write. */
void peak_cell_set(struct peak_cell *cell, const char *bytes, size_t count);

#endif
