/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * On real code the unit is the package: the largest compile of a project hides most of what a release changes
 * in the other hundreds. Ratios of each package's median peak, from tools.csv, by size class.
 */
#ifndef GORGE_ANALYSE_COMPARE_PACKAGES_H
#define GORGE_ANALYSE_COMPARE_PACKAGES_H

#include "analyse/numbers/ratio.h"
#include "analyse/compare/sides.h"

struct package_change {
	size_t cell; /* index into the sides' cells */
	char *package;
	double old_bytes, new_bytes; /* medians over the repetitions */
};

/* Classes by the old side's peak: the heap that a compile starts with is a floor under the small ones, and
 * only the large ones have the collector at work throughout. */
enum { PACKAGE_CLASSES = 3 };
struct package_class {
	const char *name; /* "under 60 MB" */
	double below_bytes;
	size_t count;       /* packages in it */
	struct ratio ratio; /* the median of their ratios; not filled when there is none */
};

struct package_changes {
	struct package_change *items; /* by how many bytes they moved, most first */
	size_t count, capacity;
	struct package_class classes[PACKAGE_CLASSES];
};

/* Of the cells that hold real code, the packages that both sides have compiled. None when a side has no
 * tools.csv. Raises what tool_medians_read() does. */
bool packages_compare(const struct sides *sides, size_t old_side, size_t new_side,
	struct package_changes *changes, struct error *err);
void packages_dispose(struct package_changes *changes);

#endif
