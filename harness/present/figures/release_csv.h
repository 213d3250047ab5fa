/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What figures by release are drawn from, as CSV. Families and releases are numbered from 1, in the order of
 * study->families; metrics in that of the judged ones of analyse/compare/metric.h.
 */
#ifndef GORGE_PRESENT_FIGURES_RELEASE_CSV_H
#define GORGE_PRESENT_FIGURES_RELEASE_CSV_H

#include "analyse/study/study.h"

/* Each appends a CSV file with a header; of families with two releases or more. Empty = not measured.
 * releases: one row a family, release and size: medians, lowest and highest of the judged metrics; newest is
 * 1 where no later release was measured at that size. changes: one row a metric, family and release, at the
 * family's common size: its state as a number of enum release_state, the value and the ratios; `place` is the
 * family's row in a table that begins with what rose most from the first release to the last. exponents: one
 * row a family and release whose law is known and has an exponent; change: 1 grows faster than the release
 * before it, -1 slower, 0 neither. */
void releases_csv(const struct study *study, struct text *csv);
void changes_csv(const struct study *study, struct text *csv);
void exponents_csv(const struct study *study, struct text *csv);

/* The metrics that these are about, numbered from 0; NULL = no more. */
const struct metric *release_metric(size_t number);
#endif
