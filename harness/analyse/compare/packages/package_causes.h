/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the packages that a release has moved for themselves have in common, and those that stayed have not.
 */
#ifndef GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_CAUSES_H
#define GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_CAUSES_H

#include "analyse/compare/packages/package_features.h"
#include "analyse/compare/packages/package_moves.h"

enum { CAUSES_MOST = 3, CAUSE_PACKAGES_LEAST = 3 };

struct package_cause {
	char *says;  /* the feature */
	char *alike; /* up to five others of nearly the same packages, ", " between; "" = none */
	enum package_direction direction; /* those that have it lie above those that have not, or below */
	/* How many of the packages that moved in that direction have it, and of all others. */
	size_t moved_with, moved, others_with, others;
	double p;             /* the least of three tests, tripled, and adjusted over all features that differ */
	double with, without; /* geometric means of new over old: of all that have it, and of all that have not */
};

/* The surest first; a further one is of the packages that have none of those before. */
struct package_causes {
	struct package_cause *items;
	size_t count, capacity;
};

/* Where any package has moved. Each feature of CAUSE_PACKAGES_LEAST packages and more is tested three
 * times: by ranks (Mann and Whitney), whether packages that have it moved beside others of their size
 * farther than those that have not, which many small moves tell; by Fisher's exact test, whether those that
 * moved have it more often than all others, which a few large ones do; and whether all that have it lie
 * among so few of the highest or lowest, which so many cannot by chance. It is named when those that have
 * it lie apart by as much as a move, 2%. */
void package_causes_find(const struct package_pairs *pairs, const struct package_moves *moves,
	const struct package_features *features, struct package_causes *causes);
void package_causes_dispose(struct package_causes *causes);

#endif
