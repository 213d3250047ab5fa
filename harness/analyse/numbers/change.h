/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Did a cell change? The rule by which `gorge compare` calls it worse, better, same or unclear.
 *
 * - worse, better: the rank test's p, adjusted over the whole table (analyse/numbers/rank_sum.h), is at most
 *   CHANGE_LEVEL, and the ratio of the medians is further from 1 than the noise floor. Where repetitions are
 *   so few that ranks cannot single out a cell of the table, few_runs.h has the test. Fewer than CHANGE_LEAST
 *   repetitions on a side are never tested.
 *   Where runs of one side were beyond measuring more often, that is enough in place of the ratio.
 * - same: otherwise, and the interval of the ratio lies within the band of what counts as equal.
 * - unclear: otherwise. How many more repetitions would settle it is estimated from the cell's own noise.
 *
 * Tests adjusted so find no more than 5% false calls among their calls; where nothing has changed at all, a
 * table with any call at all is one in twenty. tests/unit/test_change_power.c simulates both that and what
 * the rule finds.
 */
#ifndef GORGE_ANALYSE_NUMBERS_CHANGE_H
#define GORGE_ANALYSE_NUMBERS_CHANGE_H

#include "analyse/numbers/ratio.h"

#define CHANGE_LEVEL 0.05
enum { CHANGE_LEAST = 5, CHANGE_MORE_MOST = 999 };

enum change_verdict { CHANGE_WORSE, CHANGE_BETTER, CHANGE_SAME, CHANGE_UNCLEAR, CHANGE_VERDICT_COUNT };
/* "worse", "better", "same", "unclear". */
const char *change_verdict_name(enum change_verdict verdict);

/* What a metric's changes are held against; shares are of the old median. */
struct change_limits {
	double floor;        /* a smaller change is noise, however significant */
	double floor_amount; /* the same, in the metric's unit: what the measuring itself is off by */
	double band;         /* an interval within +-band is "same" */
	double noise;        /* typical coefficient of variation, for cells with too few repetitions to tell */
};

struct change {
	struct ratio_sample sample; /* given; values are borrowed */
	/* Given: further runs that took more than could be measured (out of memory, or of time). They rank above
	 * all values, and the ratio is without them. */
	size_t old_beyond, new_beyond;
	uint64_t key; /* given: seeds its interval, which so does not depend on other cells */
	/* filled: */
	double old_median, new_median;
	struct ratio ratio;
	double p, adjusted_p; /* 1 where there was no test */
	size_t more; /* UNCLEAR: further repetitions a side that would settle it, up to CHANGE_MORE_MOST */
	enum change_verdict verdict;
	bool has_ratio; /* false when a side is empty or a value is not above 0: then no ratio, and p = 1 */
	bool tested;
	bool by_beyond; /* WORSE, BETTER: more, or fewer, of the new side's runs are beyond */
};

/* Whether a change, as given, has repetitions enough for a test, and a ratio. */
bool change_can_be_tested(const struct change *change);
/* Judges a table of changes of one metric. Deterministic: the bootstrap of each has a stream of its own, by
 * its key. */
void judge_changes(struct change *changes, size_t count, const struct change_limits *limits);

#endif
