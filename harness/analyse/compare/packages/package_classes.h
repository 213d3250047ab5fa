/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What real code says of a release: the packages of a size class are many, so that their ratios decide with
 * two builds a side, where a cell of its own needs five.
 */
#ifndef GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_CLASSES_H
#define GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_CLASSES_H

#include "analyse/compare/packages/package_pairs.h"
#include "analyse/numbers/change.h"

/* By the old side's peak: the heap that a compile starts with is a floor under the small ones, and only the
 * large ones have the collector at work throughout. Behind them a class of those that nothing is judged by,
 * where others are. */
enum { PACKAGE_SIZES = 3, PACKAGE_CLASSES = PACKAGE_SIZES + 1, PACKAGES_LEAST = 10 };

struct package_class {
	const char *name;   /* "under 60 MB" */
	double below_bytes; /* of the old side's peak */
	size_t count;       /* packages in it; 0 = nothing else here means anything */
	/* The geometric mean of their ratios. The interval is by bootstrap of the packages; each drawing is
	 * moved by what builds of one side are off by as a whole (Student's t), where there are several. */
	struct ratio ratio;
	double
		noise; /* how far the mean of the class strays from build to build, a share: one standard deviation */
	bool has_noise; /* false: no side has two builds of it */
	/* True when it has PACKAGES_LEAST packages, each with builds enough. Then the verdict is worse or
	 * better when the whole interval lies beyond the noise floor of a compile's peak, same within its band;
	 * else UNCLEAR. */
	bool tested;
	enum change_verdict verdict;
};

/* The class of a package, by the old side's peak, and its name. */
size_t package_size_class(double old_bytes);
const char *package_size_name(double old_bytes);
/* Fills all of PACKAGE_CLASSES, whose names are set whatever is in them. */
void package_classes_find(
	const struct package_pairs *pairs, size_t cell_count, struct package_class *classes);

#endif
