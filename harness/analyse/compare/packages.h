/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * On real code the unit is the package: the largest compile of a project hides most of what a release changes
 * in the other hundreds. What becomes of each from one side to the other, and of all of one size together.
 */
#ifndef GORGE_ANALYSE_COMPARE_PACKAGES_H
#define GORGE_ANALYSE_COMPARE_PACKAGES_H

#include "analyse/compare/packages/package_causes.h"
#include "analyse/compare/packages/package_classes.h"
#include "analyse/compare/packages/package_moves.h"

struct package_changes {
	struct package_pairs pairs;
	struct package_class classes[PACKAGE_CLASSES];
	struct package_moves moves;
	struct package_causes causes;
	size_t described; /* packages of which packages.csv tells what they are made of */
};

/* Of the cells that hold real code, the packages that both sides have compiled. None when a side has no
 * tools.csv. Raises what package_pairs_read() and package_features_read() do. */
bool packages_compare(const struct sides *sides, size_t old_side, size_t new_side,
	struct package_changes *changes, struct error *err);
void packages_dispose(struct package_changes *changes);

/* True when a class was tested. */
bool packages_tell(const struct package_changes *changes);
/* "Worse": the whole interval of a class lies above the threshold (0.03), as that of a mean of cells has
 * to. */
bool package_class_is_worse(const struct package_class *class, double threshold);
bool packages_are_worse(const struct package_changes *changes, double threshold);

#endif
