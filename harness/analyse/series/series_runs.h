/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A series as sizes and values of one metric, for laws.
 */
#ifndef GORGE_ANALYSE_SERIES_SERIES_RUNS_H
#define GORGE_ANALYSE_SERIES_SERIES_RUNS_H

#include "analyse/series/growth.h"

/* Copies the points with the metric measured into x and y (each with room for point_count). */
size_t series_points(const struct series *series, enum run_column metric, double *x, double *y);
/* All ok runs of a series that tell the metric, one a point of `x` and `y`, which the caller frees; raises
 * TOO_FEW_POINTS when there is no such column, and then there is nothing to free. */
struct series_runs {
	double *x, *y;
	size_t count;
};
bool series_runs(const struct series *series, const struct table *runs, enum run_column metric,
	struct series_runs *found, struct error *err);
/* law_choose() over them. */
bool series_choose(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_options *options, struct law_choice *choice, struct error *err);

#endif
