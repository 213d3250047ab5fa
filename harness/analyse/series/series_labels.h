/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people call a series by: the workload, and what tells it from the other series of the same rows.
 */
#ifndef GORGE_ANALYSE_SERIES_SERIES_LABELS_H
#define GORGE_ANALYSE_SERIES_SERIES_LABELS_H

#include "analyse/series/growth.h"

/* Sets the label of each series, which it owns; all of them have to be there. */
void series_labels_set(struct growth *growth, const struct table *runs);

#endif
