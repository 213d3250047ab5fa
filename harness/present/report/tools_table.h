/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The largest tool processes of a run.
 */
#ifndef GORGE_PRESENT_REPORT_TOOLS_TABLE_H
#define GORGE_PRESENT_REPORT_TOOLS_TABLE_H

#include "analyse/study/study.h"
#include "present/grid.h"

/* The largest tool processes of one run at the largest size that a series has measured. */
void table_of_tools(const struct study *study, const struct series *series, struct grid *grid);

#endif
