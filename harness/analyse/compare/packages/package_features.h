/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What packages of real code are made of, from packages.csv of either side's folder: what they import, what
 * they use of std, whether they are generated, large, generic.
 */
#ifndef GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_FEATURES_H
#define GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_FEATURES_H

#include "analyse/compare/packages/package_pairs.h"

struct package_feature {
	char *says;    /* "imports reflect", "uses sync.Map", "1,000 lines or more" */
	size_t *pairs; /* of the packages that have it, ascending */
	size_t count, capacity;
};

struct package_features {
	struct package_feature *items;
	size_t count, capacity;
	bool *known; /* per pair: whether packages.csv tells of it */
	size_t known_count;
};

/* Features are those of the files as the sides have compiled them: by the hash of the project. A folder
 * without packages.csv tells nothing. Raises what table_read() does. */
bool package_features_read(const struct sides *sides, size_t old_side, size_t new_side,
	const struct package_pairs *pairs, struct package_features *features, struct error *err);
void package_features_dispose(struct package_features *features);
#define CLEANUP_FEATURES __attribute__((cleanup(package_features_dispose)))

#endif
