/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run of a series would need at a size nobody has measured, by all that its rows tell: a tree of
 * processes cannot need less than one of them, the largest process is one of a few kinds, a heap is as large
 * as what lives on it makes it.
 */
#ifndef GORGE_ANALYSE_SERIES_SERIES_PREDICTION_H
#define GORGE_ANALYSE_SERIES_SERIES_PREDICTION_H

#include "analyse/laws/law_prediction.h"
#include "analyse/series/growth.h"

/* law_predict() by the choice for a metric of the series, but beyond the measured sizes:
 *
 * - The largest process is told by the law of the kind that it is at the largest size, unless another
 *   kind may come to as much: its own curve is that of other kinds below some size.
 * - A metric without an answer of its own, whose rows tell the live heap, is that by its law, times
 *   what the metric was of it at the upper half of the sizes, where that is steady: peaks of a collected
 *   heap lie in steps above what lives.
 * - There is no answer for the whole tree where the law of the largest compile says more than that by
 *   PREDICTION_RIVAL: below some size the tree is made by other processes. */
void series_predict(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_choice *choice, double size, struct prediction *prediction);

#endif
