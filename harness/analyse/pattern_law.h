/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a pattern's metric grows on each side, and whether that changed.
 */
#ifndef GORGE_ANALYSE_PATTERN_LAW_H
#define GORGE_ANALYSE_PATTERN_LAW_H

#include "analyse/metric.h"
#include "analyse/sides.h"

enum growth_verdict { GROWTH_SAME, GROWTH_FASTER, GROWTH_SLOWER, GROWTH_UNKNOWN, GROWTH_VERDICT_COUNT };
/* "same", "grows faster", "grows slower", "unknown". */
const char *growth_verdict_name(enum growth_verdict verdict);

/* Exponents nearer than this are taken for the same law. */
#define GROWTH_EXPONENT_BAND 0.15

struct pattern_law {
	const char *pattern; /* borrowed from its cells */
	const char *axis;    /* what its sizes count */
	struct fit *fits;    /* per side; law NULL = too few sizes */
	size_t side_count;
};

struct pattern_laws {
	struct pattern_law *items;
	size_t count, capacity;
};

/* One a pattern with more than one size, over the medians of the sizes that every side has measured. */
void pattern_laws_find(const struct sides *sides, const struct metric *metric, struct pattern_laws *laws);
void pattern_laws_release(struct pattern_laws *laws);

/* Whether the law of a side differs from that of the side before it. */
enum growth_verdict pattern_law_change(const struct pattern_law *law, size_t side);

#endif
