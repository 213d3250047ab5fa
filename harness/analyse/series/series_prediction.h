/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run of a series would need at a size nobody has measured, by all that its rows tell: a tree of
 * processes cannot need less than one of them.
 */
#ifndef GORGE_ANALYSE_SERIES_SERIES_PREDICTION_H
#define GORGE_ANALYSE_SERIES_SERIES_PREDICTION_H

#include "analyse/laws/law_prediction.h"
#include "analyse/series/growth.h"

/* law_predict() by the choice for a metric of the series. Where the metric is of the whole tree, and the
 * law of the largest compile says more for that size than the answer does by PREDICTION_RIVAL, it is
 * refused: below some size the tree is made by other processes, and its own curve cannot show what comes.
 * */
void series_predict(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_choice *choice, double size, struct prediction *prediction);

#endif
