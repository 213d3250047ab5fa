/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Predictions of a metric by the laws of others that it is made of.
 */
#ifndef GORGE_ANALYSE_SERIES_PREDICTION_PARTS_H
#define GORGE_ANALYSE_SERIES_PREDICTION_PARTS_H

#include "analyse/laws/law_prediction.h"
#include "analyse/series/growth.h"

/* The largest process by the kind that it is at the largest size; false where that cannot be told. Refused
 * where that kind's law has no answer, or another kind may come to as much. */
bool predict_by_kinds(
	const struct series *series, const struct table *runs, double size, struct prediction *prediction);
/* A peak by the live heap; false where the rows do not tell that, its law has no answer, or the peak is not a
 * steady multiple of it. confidence: of the interval. */
bool predict_by_live_heap(const struct series *series, const struct table *runs, enum run_column metric,
	double size, double confidence, struct prediction *prediction);

#endif
