/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many verdicts of each kind a published table got.
 */
#ifndef GORGE_PRESENT_REPORT_TALLY_H
#define GORGE_PRESENT_REPORT_TALLY_H

#include "present/report/comparison.h"

/* How many verdicts of each kind there are. */
struct tally {
	size_t of[CLAIM_VERDICT_COUNT];
};
/* All but the open ones. */
size_t tally_judged(const struct tally *tally);
/* Of one series: its peaks (the initial one included) and its growths. */
void series_tally(const struct study *study, const struct series *series, enum run_column metric,
	struct tally *peaks, struct tally *growths);
/* Of the whole study, the claim on each series included; the article's own points do not count. */
struct tally study_tally(const struct study *study, enum run_column metric);

#endif
