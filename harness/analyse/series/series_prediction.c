/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/series_prediction.h"
#include "analyse/series/prediction_parts.h"
#include "analyse/series/series_runs.h"
#include "base/units.h"

#include <stdio.h>

static bool
is_of_the_tree(enum run_column metric)
{
	return metric == COLUMN_tree_peak_bytes || metric == COLUMN_tree_anon_peak_bytes ||
		   metric == COLUMN_largest_process_bytes;
}

/* What the law of the largest compile says for a size, 0 when it has none. (Links map their output, and
 * count it though the tree does not.) */
static double
compile_at(const struct series *series, const struct table *runs, double size)
{
	const struct law_options options = {.brief = true};
	CLEANUP_CHOICE struct law_choice choice = {0};
	struct error none = ERROR_INIT;

	if (!series_choose(series, runs, COLUMN_largest_compile_bytes, &options, &choice, &none) ||
		choice.gap.found)
		return 0;
	return law_choice_value(&choice, size);
}

static void
refuse(struct prediction *prediction, double bytes)
{
	char text[UNITS_TEXT_BYTES];

	prediction->refused = true;
	(void)snprintf(prediction->why, sizeof prediction->why,
		"the largest compile alone would need %s there, by its own law",
		units_format_bytes(text, (uint64_t)bytes));
	(void)snprintf(prediction->instead, sizeof prediction->instead,
		"measure sizes at which it is more than other processes need");
}

/* By what the metric is made of, where that tells it better than its own curve. */
static void
predict_by_parts(const struct series *series, const struct table *runs, enum run_column metric,
	double confidence, struct prediction *prediction)
{
	struct prediction answer;
	bool by_kinds =
		metric == COLUMN_largest_process_bytes && predict_by_kinds(series, runs, prediction->size, &answer);

	if (by_kinds || (prediction->refused &&
						predict_by_live_heap(series, runs, metric, prediction->size, confidence, &answer)))
		*prediction = answer;
}

void
series_predict(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_choice *choice, double size, struct prediction *prediction)
{
	double bytes;

	law_predict(choice, size, prediction);
	if (!is_of_the_tree(metric) || !prediction->beyond)
		return;
	predict_by_parts(series, runs, metric, choice->confidence, prediction);
	if (prediction->refused)
		return;
	bytes = compile_at(series, runs, size);
	if (bytes > PREDICTION_RIVAL * prediction->value && bytes < POINT_MOST)
		refuse(prediction, bytes);
}
