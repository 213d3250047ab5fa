/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/series_runs.h"
#include "base/memory.h"

#include <stdlib.h>

size_t
series_points(const struct series *series, enum run_column metric, double *x, double *y)
{
	size_t count = 0;

	for (size_t i = 0; i < series->point_count; i++)
		if (point_value(&series->points[i], metric, &y[count]))
			x[count++] = series->points[i].size;
	return count;
}

bool
series_runs(const struct series *series, const struct table *runs, enum run_column metric,
	struct series_runs *found, struct error *err)
{
	size_t column = table_column(runs, run_columns[metric].name), room = 0;

	*found = (struct series_runs){0};
	if (column == SIZE_MAX)
		return error_raise(err, ERROR_TOO_FEW_POINTS, series->label, "its runs.csv has no column '%s'",
			run_columns[metric].name);
	for (size_t i = 0; i < series->point_count; i++)
		room += series->points[i].row_count;
	found->x = memory_zeroed(room, sizeof *found->x);
	found->y = memory_zeroed(room, sizeof *found->y);
	for (size_t i = 0; i < series->point_count; i++)
		for (size_t j = 0; j < series->points[i].row_count; j++)
			if (run_ended_ok(runs, series->points[i].rows[j]) &&
				table_number(runs, series->points[i].rows[j], column, &found->y[found->count]))
				found->x[found->count++] = series->points[i].size;
	return true;
}

bool
series_choose(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_options *options, struct law_choice *choice, struct error *err)
{
	struct series_runs found;
	bool chosen;

	if (!series_runs(series, runs, metric, &found, err))
		return false;
	chosen =
		law_choose(&(struct law_points){found.x, found.y, found.count, series->label}, options, choice, err);
	free(found.x);
	free(found.y);
	return chosen;
}
