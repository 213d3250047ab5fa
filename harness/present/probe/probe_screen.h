/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What `gorge probe` says of a build, answer first: sentences and a table within 80 columns.
 */
#ifndef GORGE_PRESENT_PROBE_PROBE_SCREEN_H
#define GORGE_PRESENT_PROBE_PROBE_SCREEN_H

#include "analyse/probe/probed.h"
#include "present/page.h"

/* How the build came to be as it is. */
struct probe_title {
	const char *project;        /* as it was named */
	const struct list *found;   /* settings of the user's that were followed, "GOGC=50 (environment)" */
	const char *results;        /* folder of the rows */
	const struct list *modules; /* as in probed_prices.h; empty: not known */
	bool prices;                /* with what each module that it depends on costs */
	bool verbose;               /* every package, not ten */
};

/* Appends. Package names longer than a line loses their first elements in the table. */
void probe_screen(
	const struct probed *probed, const struct probe_title *title, bool colour, struct text *text);

#endif
