/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GORGE_PRESENT_FIGURES_GNUPLOT_H
#define GORGE_PRESENT_FIGURES_GNUPLOT_H

#include "analyse/study/study.h"
#include "present/figures/figure.h"

/* Draws those figures that are marked as drawn, all in one process, by plots/draw.gp, from the data that lie
 * below folder/data. Raises NO_GNUPLOT or, for whatever gnuplot has to say, PLOT. */
bool gnuplot_draw(const struct study *study, const char *plots, const char *folder,
	const struct figures *figures, struct error *err);

#endif
