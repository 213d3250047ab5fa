/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a test of single cells is worth where repetitions are too few for ranks: five a side reach no p below
 * 2/252, which the number of cells in a table then multiplies away, however far the sides are apart.
 */
#ifndef GORGE_ANALYSE_NUMBERS_FEW_RUNS_H
#define GORGE_ANALYSE_NUMBERS_FEW_RUNS_H

#include "analyse/numbers/ratio.h"

/* Fills p, one a sample: two-sided, of Student's t between the logarithms of both sides, with the variance
 * shrunk over the samples (spread.h), and never below that which a quarter of them exceed. By the second,
 * what jumps between two levels (a collection more or less) is not taken for quiet when all runs of a side
 * happen to lie on one of them. 1 where the sides overlap: every value of one has to lie beyond all of the
 * other. All values are above 0, and there are two a side at least. */
void few_runs_test(const struct ratio_sample *samples, size_t count, double *p);

#endif
