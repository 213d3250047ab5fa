/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What to measure so that a law can be chosen: where the laws that are still possible differ by more than
 * noise, and how often.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_PLAN_H
#define GORGE_ANALYSE_LAWS_LAW_PLAN_H

#include "analyse/laws/law_choice.h"

/* Sizes are looked for up to this many times the largest one measured. */
#define PLAN_REACH 4.0
/* Laws are told apart by a difference of so many standard deviations of a median. */
#define PLAN_NOISE 4.0
/* More runs of one size than this are not asked for. */
#define PLAN_RUNS_MOST 10

struct law_plan {
	bool needed;       /* else nothing here means anything */
	bool few_sizes;    /* laws with three numbers could not be held against the others at all */
	enum law_id rival; /* the most likely of the other laws */
	double size;       /* where the two differ enough, the smallest such size, with two digits */
	size_t runs;       /* how many there; 0 = they differ too little within reach for any number */
};

/* Needed where another law is as good by AICc (within LAW_DELTA_SAME), or could not be ranked, and goes
 * elsewhere. */
void law_plan_find(const struct law_choice *choice, struct law_plan *plan);

#endif
