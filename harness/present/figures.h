/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures by gnuplot, all of one study in one process. A figure is a file of plots/ that begins with
 *   # question: what it answers
 *   # order: N                        its place among the others; without it, at the end
 *   # needs: FILE.csv COLUMN ...      (may stand several times)
 * and is drawn when the data written for it hold a number above 0 at two sizes in each column.
 */
#ifndef GORGE_PRESENT_FIGURES_H
#define GORGE_PRESENT_FIGURES_H

#include "present/study.h"

struct figure {
	char *name; /* peak: drawn as peak.svg and peak.png */
	char *question;
	double order; /* figures come in this order, then by name */
	bool drawn;
	char *missing; /* why it was not drawn, "" when it was */
};

struct figures {
	struct figure *items; /* by name */
	size_t count, capacity;
};

/* Writes the data below `folder`/data and draws every figure of the folder `plots` into `folder`, which is
 * made. Raises NO_GNUPLOT or, for whatever gnuplot has to say, PLOT. On failure nothing is left to release.
 */
bool figures_draw(const struct study *study, const char *plots, const char *folder, struct figures *figures,
	struct error *err);
/* The figures that a folder of plots offers, none of them drawn. */
bool figures_list(const char *plots, struct figures *figures, struct error *err);
void figures_release(struct figures *figures);
#define CLEANUP_FIGURES __attribute__((cleanup(figures_release)))

#endif
