/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether two curves, say of two Go releases, follow different laws: which one lies higher, and which one
 * grows faster.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_CHANGE_H
#define GORGE_ANALYSE_LAWS_LAW_CHANGE_H

#include "analyse/laws/law_choice.h"

/* A change smaller than this share is none, however sure it is. */
#define LAW_CHANGE_LEAST 0.02
/* Of the intervals that a change is called by: a history makes a dozen comparisons a pattern, and at 0.95
 * every other history would show a change that is not there. */
#define LAW_CHANGE_CONFIDENCE 0.99

/* A law that may be this many times another, or this part of it, for all that is known is not called the
 * same. */
#define LAW_SAME_WIDTH 1.5

enum law_verdict { LAW_SAME, LAW_FASTER, LAW_SLOWER, LAW_HIGHER, LAW_LOWER, LAW_UNCLEAR, LAW_VERDICT_COUNT };
/* "same", "faster", "slower", "higher", "lower", "unclear". */
const char *law_verdict_name(enum law_verdict verdict);
/* True for those that call a change: neither "same" nor "unclear". */
bool law_verdict_is_change(enum law_verdict verdict);

struct law_estimate {
	double value;
	struct interval interval;
};

struct law_change {
	double from, to;              /* the sizes that both have measured; from >= to = none in common */
	struct law_estimate smallest; /* later / earlier law at `from` */
	struct law_estimate largest;  /* the same at `to` */
	struct law_estimate added; /* what growing from `from` to `to` adds, later less earlier, as a share of the
							  earlier law at `to` */
	bool has_exponent;
	struct law_estimate exponent; /* of the power laws, later less earlier */
	bool other_law;               /* different laws were chosen, one side's data speak against the other's,
									 and growth or exponent differ */
	/* FASTER, SLOWER: `added` is not 0, `largest` not 1. HIGHER, LOWER: not so, but `largest` is not 1.
	 * UNCLEAR: none of them, but `largest` reaches beyond LAW_SAME_WIDTH. With no sizes in common UNCLEAR,
	 * and nothing else here is filled. */
	enum law_verdict verdict;
};

/* The choices' draws must have been made with different seeds, or else be of different data: it is the
 * caller's part that two curves are not drawn by the same luck. */
void law_compare(const struct law_choice *earlier, const struct law_choice *later, double confidence,
	struct law_change *change);
/* Whether law_compare() could call a change: the laws differ by enough at the largest size in common, and by
 * more than chance leaves open there at the very least. Needs no draws. */
bool law_may_differ(const struct law_choice *earlier, const struct law_choice *later, double confidence);
/* The sizes that both have measured, of an empty change; false when there are none. */
bool law_span(const struct law_choice *earlier, const struct law_choice *later, struct law_change *change);
/* What other_law says, by the estimates that stand in the change. */
bool law_is_another(
	const struct law_choice *earlier, const struct law_choice *later, const struct law_change *change);

#endif
