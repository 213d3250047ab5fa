/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two curves held against each other size by size. What both miss a law by (the heap of a collector grows in
 * steps) cancels in the ratio of their values at a size, and would count twice between laws fitted to each.
 * So the logarithm of later over earlier is taken as a line over the logarithm of the size (from
 * LAW_PAIRED_BENT sizes on as a parabola, which an exponential on one side comes near to), which is judged.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_PAIRED_H
#define GORGE_ANALYSE_LAWS_LAW_PAIRED_H

#include "analyse/laws/law_change.h"
#include "analyse/numbers/spread.h"

/* Sizes in common that a line needs, one more than its parameters, and that a parabola is taken from. */
enum { LAW_PAIRED_LEAST = 3, LAW_PAIRED_BENT = 6, LAW_PAIRED_TERMS = 3 };

/* Where every size takes so much more, or every size less, it is not the same, however crooked the ratios. */
#define LAW_ONE_SIDED 0.05

/* One level a size, ascending. */
struct law_curve {
	double *x, *y; /* sizes; medians */
	size_t count;
};

struct law_pair {
	double from, to; /* the least and the largest size in common */
	double part;     /* the earlier curve at `from` over that at `to` */
	size_t sizes;    /* in common */
	/* Of the curve, in polynomials that are orthogonal over the sizes: the first is the mean ratio, the
	 * second the slope, by which exponents differ. With each its sum of squares, and its values at both
	 * ends. */
	size_t terms;
	double weights[LAW_PAIRED_TERMS], squares[LAW_PAIRED_TERMS];
	double start[LAW_PAIRED_TERMS], end[LAW_PAIRED_TERMS];
	bool one_sided;       /* every size changed in the same direction, by more than LAW_ONE_SIDED */
	struct spread spread; /* of the sizes about the curve */
};

/* False when they share fewer than LAW_PAIRED_LEAST sizes above 0 (within 2%: a generator may round) at which
 * both are above 0. */
bool law_pair_fit(const struct law_curve *earlier, const struct law_curve *later, struct law_pair *pair);
/* Fills the change's estimates and its verdict from the curve and a spread, which is the pair's own, shrunk.
 * A change is called when the terms are not all nothing (F test), and by those estimates whose own intervals
 * hold them away from it. `other_law` is left as it is. */
void law_pair_judge(
	const struct law_pair *pair, const struct spread *spread, double confidence, struct law_change *change);

#endif
