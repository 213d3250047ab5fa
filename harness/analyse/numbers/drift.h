/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a metric changed while an experiment went on, though nothing about its cells did; and which runs
 * lie far off the others of their cell.
 */
#ifndef GORGE_ANALYSE_NUMBERS_DRIFT_H
#define GORGE_ANALYSE_NUMBERS_DRIFT_H

#include <stdbool.h>
#include <stddef.h>

/* One run of a cell. */
struct dated_value {
	size_t cell; /* values are compared with those of the same cell alone */
	size_t at;   /* its place in the order in which all runs were made */
	double value;
	size_t row; /* for the caller */
};

struct drift {
	size_t cells, values; /* of cells with two values or more */
	double p;             /* of so large a trend by chance, two-sided */
	double change; /* from the first run to the last, as a share: 0.05 is 5% more; 0 unless p is small enough
							 to be told of */
};

/* The seasonal Kendall test (Hirsch, Slack & Smith, Water Resources Research 18, 1982), cells for seasons:
 * pairs of a cell's runs that rose less those that fell, against its variance when order means nothing, ties
 * included; normal approximation with continuity correction. The change is the median of all pairs' slopes
 * (Sen), each as a share of its cell's median. Of a cell with more than 200 runs, 200 groups of runs that
 * follow each other are held against each other, by their medians; for the change fewer, where there would be
 * more than 2,000,000 pairs. False when fewer than DRIFT_LEAST values lie beyond the first of their cells.
 * The values are put into the order of their cells and places. */
enum { DRIFT_LEAST = 8 };
bool drift_of(struct dated_value *values, size_t count, struct drift *drift);
/* Told of a metric that drifted: by chance in one of a thousand steady experiments, and at least 1%. */
bool drift_is_notable(const struct drift *drift);

struct outlier {
	size_t row;
	double value, median,
		deviations; /* from the median, in median absolute deviations scaled to the normal */
};

/* Finds runs further from their cell's median than 4.2 + 48 / (n - 2) deviations and than 1% of it, in cells
 * of n >= 6 runs: of less than 1 in 200 cells of normal noise, for every n (tests/unit/test_drift.c simulates
 * it). Not those that have another run near them, within a quarter of that distance: it is a level that the
 * cell has, a collection more or less. The values are sorted as by drift_of(). `outliers` has room for
 * `count`. Returns how many. */
enum { OUTLIER_LEAST = 6 };
size_t outliers_of(struct dated_value *values, size_t count, struct outlier *outliers);

#endif
