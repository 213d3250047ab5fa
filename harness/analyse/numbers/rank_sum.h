/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Are values of one side larger than those of the other? By ranks alone (Mann and Whitney 1947), since the
 * noise of a compile is skewed and has wild runs; and what many such tests are worth together.
 */
#ifndef GORGE_ANALYSE_NUMBERS_RANK_SUM_H
#define GORGE_ANALYSE_NUMBERS_RANK_SUM_H

#include <stdbool.h>
#include <stddef.h>

/* Up to so many values of both sides together p is exact. */
enum { RANK_EXACT_MOST = 50 };

struct rank_sum {
	double u; /* pairs in which the second side's value is the larger; an equal pair is half a one */
	double p; /* two-sided; 1 when a side is empty or all values are equal */
	bool exact;
};

/* Exact: of all ways to deal these ranks to the two sides, the share that lies as far from the middle as
 * what was seen. Equal values share their mean rank and are dealt like any other, so the p is exact with ties
 * too (Streitberg and Roehmel 1986). Beyond RANK_EXACT_MOST: the normal law with a correction for ties and
 * for continuity, as in scipy's mannwhitneyu. */
struct rank_sum rank_sum_test(
	const double *first, size_t first_count, const double *second, size_t second_count);

/* The least p that so many values can reach, without ties: 2 / (first + second choose first). */
double rank_sum_least_p(size_t first_count, size_t second_count);

/* Turns the p values of `count` tests into the adjusted ones of Benjamini and Hochberg 1995: calling all
 * with adjusted p <= q significant, no more than the share q of those calls is expected to be wrong. */
void adjust_p_values(const double *p, size_t count, double *adjusted);

#endif
