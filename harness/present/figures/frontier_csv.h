/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a garbage collector's setting trades: CPU time against memory, value by value, as CSV.
 */
#ifndef GORGE_PRESENT_FIGURES_FRONTIER_CSV_H
#define GORGE_PRESENT_FIGURES_FRONTIER_CSV_H

#include "analyse/study/study.h"

/* Appends a CSV file with a header, of GOGC or, where that has no three values, of GOMEMLIMIT. One row a
 * value, at the largest size that all of them share. curve_number: series that differ in that setting alone,
 * with three values of it or more. panel_number: curves that only their release (release_number) tells apart.
 * `rank` orders the values of a curve, from 1; it is 0 for "unset", which is none of them (since Go 1.20
 * a compile with GOGC unset starts with a larger heap than one with GOGC=100). */
void frontier_csv(const struct study *study, struct text *csv);

#endif
