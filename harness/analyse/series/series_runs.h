/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runs of a series as points that a law is chosen by.
 */
#ifndef GORGE_ANALYSE_SERIES_SERIES_RUNS_H
#define GORGE_ANALYSE_SERIES_SERIES_RUNS_H

#include "analyse/laws/law_choice.h"
#include "analyse/series/growth.h"

/* All ok runs of a series that tell the metric, one a point of `x` and `y`, which the caller frees; raises
 * TOO_FEW_POINTS when there is no such column, and then there is nothing to free. */
struct series_runs {
	double *x, *y;
	size_t count;
	double floors[2]; /* of first_heap.h; 0 = none */
};
bool series_runs(const struct series *series, const struct table *runs, enum run_column metric,
	struct series_runs *found, struct error *err);
/* law_choose() over them, with the floors of first_heap.h. */
bool series_choose(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_options *options, struct law_choice *choice, struct error *err);

#endif
