/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Series that were measured under loads that differ.
 */
#ifndef GORGE_PRESENT_REPORT_LOAD_TABLE_H
#define GORGE_PRESENT_REPORT_LOAD_TABLE_H

#include "analyse/study/study.h"
#include "present/grid.h"

/* One row a series whose runs differ, or each series when their medians do: how much others used during the
 * lowest, the median and the highest of its runs, the outermost tenths left out. */
void table_of_loads(const struct study *study, struct grid *grid);
/* What the table says and what to do about it. */
extern const char explanation_of_loads[];

#endif
