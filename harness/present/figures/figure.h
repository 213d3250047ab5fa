/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figures of one study, drawn or not.
 */
#ifndef GORGE_PRESENT_FIGURES_FIGURE_H
#define GORGE_PRESENT_FIGURES_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

struct figure {
	char *name;    /* peak: drawn as peak.svg and peak.png; of one member "releases-many_methods" */
	char *plot;    /* the file of plots/ that draws it, without .gp */
	size_t member; /* of what the file draws a figure each, from 1; 0 = the figure is of everything */
	char *question;
	double order; /* figures come in this order, then by name */
	bool drawn;
	char *missing; /* why it was not drawn, "" when it was */
};

struct figures {
	struct figure *items;
	size_t count, capacity;
};

#endif
