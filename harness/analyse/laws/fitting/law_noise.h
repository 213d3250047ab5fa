/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far runs are from a law: as they were, and as it has to be drawn for intervals.
 */
#ifndef GORGE_ANALYSE_LAWS_FITTING_LAW_NOISE_H
#define GORGE_ANALYSE_LAWS_FITTING_LAW_NOISE_H

#include "analyse/laws/fitting/law_search.h"

/* Relative variance of one run about a law, and its degrees of freedom. by_runs: the repetitions count as
 * evidence of their own. */
double law_variance_about(const struct law_search *search, enum law_id id, bool by_runs, double *freedom);
/* The same as it has to be drawn where each size is one observation: with what so few may have hidden. */
double law_variance_to_draw(const struct law_search *search, enum law_id id, bool by_runs, double *freedom);
/* The variance of a level over that of one run, in the mean over all. */
double levels_mean_share(const struct levels *levels);

#endif
