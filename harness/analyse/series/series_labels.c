/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/series_labels.h"
#include "base/memory.h"

#include <stdlib.h>

/* What tells the series of one generator apart; what only tells one generator from another, as the cache of
 * real code, would stand in every label. */
struct telling {
	const struct series *first; /* of the generator; NULL = none yet */
	bool columns[RUN_COLUMN_COUNT];
	bool rest;
};

static void
hold_against_first(const struct growth *growth, const struct table *runs, const struct series *series,
	struct telling *telling)
{
	CLEANUP_TEXT struct text rest = {0}, first_rest = {0};

	if (!telling->first)
		telling->first = series;
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (!text_equal(run_text(runs, series->row, column), run_text(runs, telling->first->row, column)))
			telling->columns[column] = true;
	growth_rest(growth, runs, series, &rest);
	growth_rest(growth, runs, telling->first, &first_rest);
	telling->rest = telling->rest || !text_equal(text_string(&rest), text_string(&first_rest));
}

/* One a generator; behind them, by columns alone, that of all series. The caller frees them. */
static struct telling *
find_telling(const struct growth *growth, const struct table *runs)
{
	struct telling *telling = memory_zeroed(growth->axis_count + 1, sizeof *telling);

	for (size_t s = 0; s < growth->series_count; s++) {
		hold_against_first(growth, runs, &growth->series[s], &telling[growth->series[s].axis]);
		hold_against_first(growth, runs, &growth->series[s], &telling[growth->axis_count]);
	}
	return telling;
}

/* go_id only matters to people when two toolchains share a version, and then the version does not tell. */
static bool
is_in_label(const struct growth *growth, const struct telling *telling, size_t axis, enum run_column column)
{
	const bool *differs = telling[growth->axis_count].columns;

	if (!growth->identity[column] || column == COLUMN_workload)
		return false;
	if (column == COLUMN_generator || column == COLUMN_go_version)
		return differs[column];
	return telling[axis].columns[column] && (column != COLUMN_go_id || !differs[COLUMN_go_version]);
}

static void
label_series(const struct growth *growth, const struct table *runs, const struct telling *telling,
	struct series *series)
{
	struct text label = {0};

	text_append(&label, run_text(runs, series->row, COLUMN_workload));
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++) {
		const char *text = run_text(runs, series->row, column);
		if (!is_in_label(growth, telling, series->axis, column))
			continue;
		if (column == COLUMN_go_version)
			text_append_format(&label, " go%s", text);
		else
			text_append_format(&label, " %s=%.*s", run_columns[column].name, column == COLUMN_go_id ? 8 : -1,
				*text ? text : "-");
	}
	if (telling[series->axis].rest) {
		text_append(&label, " ");
		growth_rest(growth, runs, series, &label);
	}
	series->label = label.data;
}

void
series_labels_set(struct growth *growth, const struct table *runs)
{
	CLEANUP_FREE struct telling *telling = find_telling(growth, runs);

	for (size_t s = 0; s < growth->series_count; s++)
		label_series(growth, runs, telling, &growth->series[s]);
}
