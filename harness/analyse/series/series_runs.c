/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/series_runs.h"
#include "analyse/series/first_heap.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool
series_runs(const struct series *series, const struct table *runs, enum run_column metric,
	struct series_runs *found, struct error *err)
{
	struct run_figure figure = run_figure_of(runs, metric);
	size_t room = 0;

	*found = (struct series_runs){0};
	if (!run_figure_is_there(&figure))
		return error_raise(err, ERROR_TOO_FEW_POINTS, series->label, "its runs.csv has no column '%s'",
			run_columns[metric].name);
	for (size_t i = 0; i < series->point_count; i++)
		room += series->points[i].row_count;
	found->x = memory_zeroed(room, sizeof *found->x);
	found->y = memory_zeroed(room, sizeof *found->y);
	for (size_t i = 0; i < series->point_count; i++)
		for (size_t j = 0; j < series->points[i].row_count; j++)
			if (run_ended_ok(runs, series->points[i].rows[j]) &&
				run_figure_number(runs, series->points[i].rows[j], &figure, &found->y[found->count]))
				found->x[found->count++] = series->points[i].size;
	first_heap_floors(runs, series->row, metric, found->floors);
	return true;
}

bool
series_choose(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_options *options, struct law_choice *choice, struct error *err)
{
	struct law_options with_floors = options ? *options : (struct law_options){0};
	struct series_runs found;
	bool chosen;

	if (!series_runs(series, runs, metric, &found, err))
		return false;
	memcpy(with_floors.floors, found.floors, sizeof found.floors);
	chosen = law_choose(
		&(struct law_points){found.x, found.y, found.count, series->label}, &with_floors, choice, err);
	free(found.x);
	free(found.y);
	return chosen;
}
