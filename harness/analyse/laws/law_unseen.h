/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line that may lie unseen under a law which levels off: a cost of each further one that is too small to
 * be told at the measured sizes, and makes the most of what is needed at ten times as many.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_UNSEEN_H
#define GORGE_ANALYSE_LAWS_LAW_UNSEEN_H

#include "analyse/laws/fitting/law_fit.h"
#include "analyse/laws/fitting/law_levels.h"

/* The steepest such line, in y for each x: fitted beside the law, whose own bend is kept, and two standard
 * errors more; 0 for laws that grow as a line does or faster, for too few levels, and for values that are not
 * all above 0. variance: relative, of one run about the law. */
double law_unseen_slope(const struct levels *levels, const struct fit *fit, double variance);

#endif
