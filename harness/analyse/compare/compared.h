/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two of several sides, by one metric: every cell's change and verdict, and all of them in one number.
 */
#ifndef GORGE_ANALYSE_COMPARE_COMPARED_H
#define GORGE_ANALYSE_COMPARE_COMPARED_H

#include "analyse/compare/metric.h"
#include "analyse/compare/sides.h"

struct compared {
	struct metric metric;
	struct change *changes; /* of the cells that both sides have measured */
	size_t *cells;          /* their indices into the sides' cells, ascending */
	size_t count;
	size_t verdicts[CHANGE_VERDICT_COUNT];
	struct ratio mean; /* geometric mean of the ratios, of the cells with repetitions enough for a test */
	size_t mean_cells; /* how many cells it is of; 0 = there is none */
	bool tested;       /* false: no cell has enough, the mean is of all, and its interval says too little */
	/* owned: what the changes' samples point into */
	double *values;
	uint32_t *repetitions;
};

void compare_sides(const struct sides *sides, size_t old_side, size_t new_side, const struct metric *metric,
	struct compared *compared);
/* The same of the mean alone, and nothing of cells. */
void compare_means(const struct sides *sides, size_t old_side, size_t new_side, const struct metric *metric,
	struct compared *compared);
void compared_dispose(struct compared *compared);
/* The change of a cell, or NULL when it was not measured on both sides. */
const struct change *compared_cell(const struct compared *compared, size_t cell);

/* Whether a cell is called worse and changed by more than the threshold, or more of its runs were beyond
 * measuring; and whether the geometric mean, of cells that were tested, lies above it with its whole
 * interval. */
bool change_is_worse(const struct change *change, double threshold);
bool compared_mean_is_worse(const struct compared *compared, double threshold);
/* The answer is "worse" when a cell is called worse and changed by more than the threshold (0.03), or more
 * of its runs were beyond measuring, or when the geometric mean did and its whole interval lies above it. */
bool compared_is_worse(const struct compared *compared, double threshold);

/* Whether a cell still builds. It does on a side where half of its runs or more end ok: the medians of fewer
 * speak of survivors. */
enum fate {
	FATE_SAME,
	FATE_BROKEN, /* builds on the old side only */
	FATE_REPAIRED,
	FATE_SHAKY /* builds on both, and a smaller share of its runs ends ok than before */
};
enum fate cell_fate(
	const struct sides *sides, const struct side_cell *cell, size_t old_side, size_t new_side);
/* Whether a cell that builds on both sides surely ends ok less often on the new one: by Fisher's exact test,
 * adjusted over the cells of which some run did not end ok. */
bool sides_end_worse(const struct sides *sides, size_t old_side, size_t new_side);

#endif
