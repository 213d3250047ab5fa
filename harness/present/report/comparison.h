/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ours beside a published table, cell by cell, and what the numbers say about its claim.
 */
#ifndef GORGE_PRESENT_REPORT_COMPARISON_H
#define GORGE_PRESENT_REPORT_COMPARISON_H

#include "present/grid.h"
#include "analyse/study/study.h"

struct grade {
	double ratio;         /* ours / published */
	enum verdict verdict; /* OPEN when there is nothing of ours to compare */
};

struct grade grade_peak(const struct point *point, enum run_column metric, double published);
struct grade grade_growth(
	const struct series *series, const struct point *point, enum run_column metric, double published);

/* Peak and growth of one series at each size; for tree_peak_bytes and a study with a published table,
 * beside its figures with ratios and verdicts. Sets the grid's columns and fills its rows. */
void table_of_growth(
	const struct study *study, const struct series *series, enum run_column metric, struct grid *grid);

/* One row a set of points (the article's own first, then each series): does it grow as claimed? */
void table_of_claim(const struct study *study, enum run_column metric, struct grid *grid);
/* Appends a paragraph for each of these rows: the numbers and the limits they were held against. */
void explain_claim(const struct study *study, enum run_column metric, struct text *text);

/* How many verdicts of each kind there are. */
struct tally {
	size_t of[VERDICT_COUNT];
};
/* All but the open ones. */
size_t tally_judged(const struct tally *tally);
/* Of one series: its peaks (the initial one included) and its growths. */
void series_tally(const struct study *study, const struct series *series, enum run_column metric,
	struct tally *peaks, struct tally *growths);
/* Of the whole study, the claim on each series included; the article's own points do not count. */
struct tally study_tally(const struct study *study, enum run_column metric);

#endif
