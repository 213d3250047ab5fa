/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the host was the same from the first run to the last: drift and outliers of a few metrics as
 * tables. Of a study its rows and its growth are used; runs of several hosts are cells of their own.
 */
#ifndef GORGE_PRESENT_REPORT_STEADINESS_H
#define GORGE_PRESENT_REPORT_STEADINESS_H

#include "present/grid.h"
#include "analyse/study/study.h"

/* One row a metric that drifted. */
void table_of_drift(const struct study *study, struct grid *grid);
/* One row a run far off the others of its cell, for each metric. */
void table_of_outliers(const struct study *study, struct grid *grid);

/* What the two tables say and what to do about it, for a reader of either. */
extern const char steadiness_of_drift[], steadiness_of_outliers[];

/* Both as text; nothing when nothing is to be said. */
void steadiness_to_text(const struct study *study, bool colour, struct text *text);

#endif
