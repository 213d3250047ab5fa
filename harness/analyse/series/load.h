/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Under what load runs were measured: the share of the host's processors that others used meanwhile. On a
 * busy host the collector of a compiler lags behind the program, so that its peak is higher; figures of
 * different loads are not to be held against each other.
 */
#ifndef GORGE_ANALYSE_LOAD_H
#define GORGE_ANALYSE_LOAD_H

#include "analyse/series/growth.h"

/* Mean load of some runs, each counting as long as it took. Zero-initialised is of none. */
struct load {
	double busy_ns, whole_ns; /* of all processors together, per processor */
	size_t runs;
};

/* Counts a row in, if it ended ok and tells its load; rows of an earlier gorge do not. */
void load_add(struct load *load, const struct table *runs, size_t row);
/* The mean share, 0 to 1; false when no row has told. */
bool load_share(const struct load *load, double *share);
/* Whether figures measured under two loads may differ for that alone: when the shares differ by more than a
 * tenth of all processors' time (docs/measuring.md says why). */
bool loads_differ(double share, double other);

/* The loads of single runs. */
struct load_range {
	double low, median, high;
	size_t runs;
};
/* Of the ok runs of a series that tell theirs and took half a second or more, below which a clock tick more
 * or less would count. Low and high leave the outermost tenth on either side out, so that one odd run of many
 * makes no range. False when there are fewer than two. */
bool series_loads(const struct series *series, const struct table *runs, struct load_range *range);

#endif
