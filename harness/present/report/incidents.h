/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What went wrong or is in doubt in the rows of a study.
 */
#ifndef GORGE_PRESENT_REPORT_INCIDENTS_H
#define GORGE_PRESENT_REPORT_INCIDENTS_H

#include "analyse/study/study.h"
#include "present/grid.h"

/* Runs that did not end ok, and runs with doubts, alike ones in one row. */
void table_of_failures(const struct study *study, struct grid *grid);
void table_of_doubts(const struct study *study, struct grid *grid);
/* What each word means that stands in the quality of some run, and what to do about it. */
void table_of_doubt_words(const struct study *study, struct grid *grid);

#endif
