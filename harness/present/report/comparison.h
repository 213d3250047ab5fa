/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ours beside a published table, cell by cell, and what the numbers say about its claim.
 */
#ifndef GORGE_PRESENT_REPORT_COMPARISON_H
#define GORGE_PRESENT_REPORT_COMPARISON_H

#include "present/grid.h"
#include "analyse/study/study.h"

struct grade {
	double ratio;               /* ours / published */
	enum claim_verdict verdict; /* OPEN when there is nothing of ours to compare */
};

struct grade grade_peak(const struct point *point, enum run_column metric, double published);
struct grade grade_growth(
	const struct series *series, const struct point *point, enum run_column metric, double published);

/* Peak and growth of one series at each size; for tree_peak_bytes and a study with a published table,
 * beside its figures with ratios and verdicts. Sets the grid's columns and fills its rows. */
void table_of_growth(
	const struct study *study, const struct series *series, enum run_column metric, struct grid *grid);

#endif
