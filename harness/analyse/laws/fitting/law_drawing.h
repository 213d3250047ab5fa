/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves drawn as a fitted law and its noise would give them, each fitted again: a bootstrap.
 */
#ifndef GORGE_ANALYSE_LAWS_FITTING_LAW_DRAWING_H
#define GORGE_ANALYSE_LAWS_FITTING_LAW_DRAWING_H

#include "analyse/laws/fitting/law_search.h"
#include "base/random.h"

enum { LAW_SPREADS = 256 };

struct law_drawing {
	struct law_search *search; /* whose solver of the law fits the curves; the caller's */
	enum law_id id;
	double *expected, *deviation, *drawn; /* a size each */
	double spreads[LAW_SPREADS];          /* by how much the noise may be more than estimated */
};

/* fit: of one of the search's laws. by_runs: as in law_noise.h. */
void law_drawing_init(
	struct law_drawing *drawing, struct law_search *search, const struct fit *fit, bool by_runs);
/* Draws one curve, and the law's parameters of it; returns by how much more its noise was. */
double law_draw(struct law_drawing *drawing, struct random *random, double *parameters);
void law_drawing_dispose(struct law_drawing *drawing);

#endif
