/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every side held against one of them. A history cannot tell that: each of its steps is over the cells that
 * two neighbours share, so that steps do not multiply. Medians of the ok runs throughout; nothing is tested.
 */
#ifndef GORGE_ANALYSE_COMPARE_BASELINE_H
#define GORGE_ANALYSE_COMPARE_BASELINE_H

#include "analyse/compare/metric.h"
#include "analyse/compare/sides.h"

/* The cells of one pattern, side by side. */
struct pattern_rise {
	const char *pattern; /* of the sides' cells */
	/* Per side: the geometric mean of its cells' medians, each as a multiple of what the first side that
	 * measured the cell has; 0 = the side has measured none. */
	double *ratios;
};

struct baseline {
	const struct sides *sides; /* borrowed, as are the metrics */
	const struct metric *by;
	size_t metric_count;
	size_t side;                   /* what the others are held against */
	double *medians;               /* by baseline_median() */
	size_t common_count;           /* cells that every side has measured by every metric */
	bool *common;                  /* per cell: whether it is one of them */
	size_t largest;                /* of the common cells the one with the most source bytes */
	struct pattern_rise *patterns; /* by the first metric, in the order of the cells */
	size_t pattern_count, pattern_capacity;
};

/* Of sides that have been matched; `name` is that of the side to hold them against. Raises USAGE with the
 * names there are, and TOO_FEW_POINTS when no cell was measured on all sides; disposed of on failure. */
bool baseline_find(const struct sides *sides, const char *name, const struct metric *by, size_t metric_count,
	struct baseline *baseline, struct error *err);
void baseline_dispose(struct baseline *baseline);
#define CLEANUP_BASELINE __attribute__((cleanup(baseline_dispose)))

/* The median of a cell; 0 where it was not measured. */
double baseline_median(const struct baseline *baseline, size_t cell, size_t side, size_t metric);
/* The geometric mean, over the common cells, of a side's medians as multiples of those of the baseline. */
double baseline_mean(const struct baseline *baseline, size_t side, size_t metric);

#endif
