/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/growth_metric.h"

#include <string.h>

static bool
is_metric(enum run_column column)
{
	return column >= COLUMN_outcome && column_is_figure(column);
}

static const char *
metric_candidate(size_t index, const void *context)
{
	(void)context;
	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
		if (is_metric(column) && index-- == 0)
			return run_columns[column].name;
	return NULL;
}

static bool
raise_no_metric(const char *name, struct error *err)
{
	const char *nearest = text_nearest(name, metric_candidate, NULL);

	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (text_equal(run_columns[column].name, name))
			return error_raise(err, ERROR_UNKNOWN_NAME, name,
				"that column of runs.csv holds no measured numbers; name one with a unit, such as %s or %s",
				run_columns[COLUMN_tree_peak_bytes].name, run_columns[COLUMN_wall_ns].name);
	return error_raise(err, ERROR_UNKNOWN_NAME, name, "no column of runs.csv with measured numbers%s%s%s",
		nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

bool
growth_metric(const char *name, enum run_column *metric, struct error *err)
{
	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
		if (is_metric(column) && text_equal(run_columns[column].name, name)) {
			*metric = column;
			return true;
		}
	return raise_no_metric(name, err);
}
