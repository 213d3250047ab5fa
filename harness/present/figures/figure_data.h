/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What figures are drawn from: small CSV files, and index.gp, which tells gnuplot what they hold.
 */
#ifndef GORGE_PRESENT_FIGURES_FIGURE_DATA_H
#define GORGE_PRESENT_FIGURES_FIGURE_DATA_H

#include "analyse/study/study.h"

/* Writes them into the folder, which is made. index.gp has of each CSV file what plot_index() says, and
 *   releases         names, oldest first: words that gnuplot's word() takes apart
 *   series_releases  of each series, the number of its release (from 1)
 *   families         titles
 *   family_axes      what the sizes of each count
 *   family_series_N  the numbers of the series of family N, oldest release first
 *   family_sizes_N   all sizes of family N, ascending */
bool figure_data_write(const struct study *study, const char *folder, struct error *err);

/* Appends texts as words in double quotes, of which a text can hold none. */
void figure_word(const char *word, struct text *words);

#endif
