/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an analysis found, as CSV: for plots, and for whoever wants to go on from there.
 */
#ifndef GORGE_PRESENT_FIGURES_SUMMARY_CSV_H
#define GORGE_PRESENT_FIGURES_SUMMARY_CSV_H

#include "analyse/study/study.h"

/* Each appends a CSV file with a header. Empty = not measured.
 * summary: one row a series and size: runs, growth, and per measured column its median, NAME_min, NAME_max.
 * curves: points along the law chosen for each series' tree peak, where one could be; series_number 0 is the
 *   published table's.
 * holders: who held the memory, for one series (the first that builds).
 * family_holders: the same for each family of the newest release that builds it, at its largest size; nothing
 *   when there is one family only.
 * residuals: measured over fitted tree peak, by the law chosen for each series.
 * published: the published points, when there are any. */
void summary_csv(const struct study *study, struct text *csv);
void curves_csv(const struct study *study, struct text *csv);
void residuals_csv(const struct study *study, struct text *csv);
void holders_csv(const struct study *study, struct text *csv);
void family_holders_csv(const struct study *study, struct text *csv);
void published_csv(const struct study *study, struct text *csv);

/* The series that holders_csv() is about, or NULL. */
const struct series *study_builder(const struct study *study);

#endif
