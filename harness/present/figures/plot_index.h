/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which series have what: gnuplot warns of a curve without points, so a figure has to know before it draws.
 */
#ifndef GORGE_PRESENT_FIGURES_PLOT_INDEX_H
#define GORGE_PRESENT_FIGURES_PLOT_INDEX_H

#include "base/text.h"
#include "record/table.h"

/* Appends one gnuplot line a column: NAME_COLUMN = '1 3', the numbers (column `numbers`, ascending: those of
 * series, families ...) with a value above 0 in it, as a logarithmic axis wants; '' when there is none. */
void plot_index(const struct table *table, const char *name, const char *numbers, struct text *script);

#endif
