/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures by gnuplot, all of one study in one process. What figure_sheet.h reads of a file of plots/ says
 * what it needs; what the data cannot carry is left out, with the reason.
 */
#ifndef GORGE_PRESENT_FIGURES_FIGURES_H
#define GORGE_PRESENT_FIGURES_FIGURES_H

#include "analyse/study/study.h"
#include "present/figures/figure.h"

/* Writes the data below `folder`/data and draws every figure of the folder `plots` into `folder`, which is
 * made. A figure is drawn when both its files are there afterwards. Raises NO_GNUPLOT or, for whatever
 * gnuplot has to say, PLOT. On failure nothing is left to release. */
bool figures_draw(const struct study *study, const char *plots, const char *folder, struct figures *figures,
	struct error *err);
/* The files of plots/ that draw figures, one item each, none of them drawn. */
bool figures_list(const char *plots, struct figures *figures, struct error *err);
void figures_dispose(struct figures *figures);
#define CLEANUP_FIGURES __attribute__((cleanup(figures_dispose)))

#endif
