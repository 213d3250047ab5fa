/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves of which no one law holds, but one up to some size and another from the next one on.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_SEGMENTS_H
#define GORGE_ANALYSE_LAWS_LAW_SEGMENTS_H

#include "analyse/laws/fitting/law_search.h"

/* Sizes that are wanted for two laws (Extra-P's number), and for each of them: the upper one has to carry
 * predictions by itself. */
#define SEGMENTS_SIZES       9
#define SEGMENTS_SIZES_BELOW 4
#define SEGMENTS_SIZES_ABOVE 5
/* Two laws have to be better than the best single one by more than this, by AICc where each size is one
 * observation: what is worse than that has essentially no support (Burnham and Anderson 2002, 2.6). */
#define SEGMENTS_DELTA 10.0

struct segments {
	double last, first; /* sizes next to each other: where the lower law ends, and the upper one begins */
};

/* search: with every law fitted to all sizes. True when two laws say what no single one does; the number of
 * the place between them costs as much as that of a law. Of more than SEGMENTS_PLACES places as many are
 * tried, evenly. */
bool law_segments_find(const struct law_search *search, struct segments *segments);
enum { SEGMENTS_PLACES = 24 };

#endif
