/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What series are called: by what tells them from the others.
 */
#ifndef GORGE_ANALYSE_SERIES_SERIES_LABELS_H
#define GORGE_ANALYSE_SERIES_SERIES_LABELS_H

#include "analyse/series/growth.h"

/* Sets the label of each series. */
void series_label_all(struct growth *growth, const struct table *runs);

#endif
