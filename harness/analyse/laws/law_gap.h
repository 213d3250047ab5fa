/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves that no smooth law passes: the level falls, or leaps, from one size to the next.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_GAP_H
#define GORGE_ANALYSE_LAWS_LAW_GAP_H

#include "analyse/laws/fitting/law_fit.h"
#include "analyse/laws/fitting/law_levels.h"

/* A gap is where the level, held against the best law, falls by the first of these to the next size while
 * what was measured does so, too; or leaps by the second while it grows by more than the size does. The
 * noise of the two medians must not explain a sixth of it. */
#define LAW_GAP_FALL  1.25
#define LAW_GAP_LEAP  1.6
#define LAW_GAP_NOISE 6.0

struct law_gap {
	bool found;
	double from, to;      /* sizes next to each other */
	double before, after; /* the medians there */
};

/* The widest gap. best: the law that misses the levels least. noise: relative standard deviation of a run;
 * 0 = not known. Values that are not all above 0 have none, nor sizes that say
 * next to nothing (levels->below). */
void law_gap_find(const struct levels *levels, const struct fit *best, double noise, struct law_gap *gap);

#endif
