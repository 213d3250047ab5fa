/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which packages a release has moved for themselves: not what it has done to all packages of their size,
 * and not what two builds of the same differ by.
 */
#ifndef GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_MOVES_H
#define GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_MOVES_H

#include "analyse/compare/packages/package_pairs.h"

/* What lies so much beside the others has moved, when it is no chance. */
#define PACKAGE_LEAST_MOVE 0.02

enum package_direction { PACKAGE_STAYED, PACKAGE_ROSE, PACKAGE_FELL, PACKAGE_DIRECTIONS };

struct package_move {
	size_t pair;   /* index into the pairs */
	double noise;  /* how far builds of one side lie apart at most, a share; 0 where there is one a side */
	double beside; /* its ratio over that of packages alike in size: the running median by the old peak */
	bool tested;   /* its package_pair_tells(), and enough others' do */
	/* Adjusted; of Student's t between the logarithms of both sides, the move of the others taken out
	 * (few_runs.h). */
	double p;
	enum package_direction direction; /* by a test at 5%, and 2%, and the noise, beside the others */
};

struct package_moves {
	/* One a pair; those that rose or fell first, then by how many bytes they moved. */
	struct package_move *items;
	size_t count;
	size_t directions[PACKAGE_DIRECTIONS]; /* how many */
	size_t tested;
	double noise; /* the median of those that were tested */
};

void package_moves_find(const struct package_pairs *pairs, struct package_moves *moves);
void package_moves_dispose(struct package_moves *moves);

#endif
