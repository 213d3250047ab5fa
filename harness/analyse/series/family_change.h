/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One family at one size, release by release: by how much it changed since the first, and since the one
 * before.
 */
#ifndef GORGE_ANALYSE_SERIES_FAMILY_CHANGE_H
#define GORGE_ANALYSE_SERIES_FAMILY_CHANGE_H

#include "analyse/series/family.h"

enum release_state {
	RELEASE_NOT_MEASURED, /* no row, or none that holds the metric */
	RELEASE_UNSUPPORTED,
	RELEASE_FAILED, /* and whatever else is not ok: oom, timeout */
	RELEASE_MEASURED
};

/* Where the families' values are found. Borrows all of it. */
struct family_view {
	const struct growth *growth;
	const struct table *runs;
	const struct families *families;
	enum run_column metric;
};

struct release_change {
	enum release_state state;
	double value;          /* the median; this and the ratios when measured */
	double since_first;    /* over the value of the first release measured; 1 for that one */
	double since_previous; /* over that of the nearest earlier release measured; 1 for the first */
};

/* The largest size at which all releases of the family that have the metric anywhere have it; where they
 * share none, the largest at which the most of them do. 0 when nothing was measured. */
double family_common_size(const struct growth *growth, const struct family *family, enum run_column metric);
/* Fills changes (room for families->releases.count), and the size that they are of. False when fewer than
 * two releases were measured there. */
bool family_changes(const struct family_view *view, const struct family *family,
	struct release_change *changes, double *size);

#endif
