/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who held a tree's memory at its peak, as parts that add up to the peak.
 */
#ifndef GORGE_ANALYSE_SERIES_HOLDERS_H
#define GORGE_ANALYSE_SERIES_HOLDERS_H

#include "analyse/series/growth.h"

struct holders {
	double go_command, largest_compile, other_processes, cache_and_kernel; /* bytes */
};

/* Splits the median tree peak of a point. Page cache and kernel memory are what the meter saw at its
 * largest sample. The rest belongs to processes: the peaks of the go command and of the largest compile, and
 * what remains to others (further compiles, links). Peaks of single processes count mapped files too, which
 * may be charged elsewhere, and need not fall together: where the two exceed the rest, both shrink by the
 * same share. False when the tree's peak, its page cache, or the go command's peak was not measured. */
bool holders_at(const struct point *point, struct holders *holders);

#endif
