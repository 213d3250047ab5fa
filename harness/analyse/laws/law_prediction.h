/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run would need at a size nobody has measured, or why the data cannot carry an answer.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_PREDICTION_H
#define GORGE_ANALYSE_LAWS_LAW_PREDICTION_H

#include "analyse/laws/law_choice.h"

/* Limits beyond which there is no answer; those of sizes, reach and the upper half hold outside the
 * measured sizes only. */
#define PREDICTION_SIZES 5 /* sizes that a law must rest on, unless it names more */
/* Times the largest size, at most; and no farther in ratio than was measured. */
#define PREDICTION_REACH 100.0
/* Laws within this AICc still have a say (Burnham and Anderson 2002, 2.6), those with more parameters only
 * when these explain something. */
#define PREDICTION_DELTA 7.0
#define PREDICTION_RIVAL 1.25 /* and must not say more, or less, than by this factor */
/* The same for the law over the upper half of the sizes, where misfits are expected. */
#define PREDICTION_UPPER 1.2
#define PREDICTION_WIDTH 2.0 /* upper over lower end of the interval, at most */

struct prediction {
	double size;
	double value;             /* of the laws that have a say, averaged; meaningful unless refused */
	struct interval interval; /* that one new run falls into, at the choice's confidence */
	bool beyond;              /* outside the measured sizes */
	const char *by; /* the column by whose laws, where it is not by the law of its own; NULL: it is */
	bool refused;
	char why[256], instead[256]; /* when refused: what is missing, and what to measure; else "" */
};

/* size: above 0. The interval is one of prediction: it holds what is uncertain in the law (its bootstrap) and
 * the noise of a single run. Every number is finite. */
void law_predict(const struct law_choice *whole, double size, struct prediction *prediction);

/* The most that any law says there which cannot be ruled out: a bound where there is no answer. */
double law_highest(const struct law_choice *whole, double size);

#endif
