/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laws fitted to the medians of sizes by least logarithmic squares (of values that are not all above 0, by
 * least squares): Gauss and Newton's steps over law_solver.h.
 */
#ifndef GORGE_ANALYSE_LAWS_FITTING_LAW_SEARCH_H
#define GORGE_ANALYSE_LAWS_FITTING_LAW_SEARCH_H

#include "analyse/laws/fitting/law_fit.h"
#include "analyse/laws/fitting/law_levels.h"
#include "analyse/laws/fitting/law_solver.h"

struct law_search {
	struct levels levels;                 /* owned; what is fitted */
	struct law_solver solvers[LAW_COUNT]; /* as the last step of each fit left them, for draws about it */
	double squares[LAW_COUNT]; /* of the residuals, each over its level's share of a run's variance */
};

/* Fits one law; fit->law stays NULL where there are too few sizes for it, or its numbers left what a double
 * holds. r2 is of the logarithms, against the constant law, which has to be fitted first (else 1). */
void law_search_fit(struct law_search *search, enum law_id id, struct fit *fit);
/* Sizes less the law's parameters; may be below 0. */
double law_search_freedom(const struct law_search *search, enum law_id id);
/* The same without the sizes that say next to nothing; 1 at least. */
double law_search_telling(const struct law_search *search, enum law_id id);
void law_search_dispose(struct law_search *search);
/* The same for a search over levels_part(), which stay whose they are. */
void law_search_dispose_part(struct law_search *search);
#define CLEANUP_SEARCH __attribute__((cleanup(law_search_dispose)))

#endif
