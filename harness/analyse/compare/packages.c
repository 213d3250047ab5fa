/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages.h"

static bool
find_causes(const struct sides *sides, size_t old_side, size_t new_side, struct package_changes *changes,
	struct error *err)
{
	CLEANUP_FEATURES struct package_features features = {0};

	if (!package_features_read(sides, old_side, new_side, &changes->pairs, &features, err))
		return false;
	changes->described = features.known_count;
	package_causes_find(&changes->pairs, &changes->moves, &features, &changes->causes);
	return true;
}

bool
packages_compare(const struct sides *sides, size_t old_side, size_t new_side, struct package_changes *changes,
	struct error *err)
{
	*changes = (struct package_changes){0};
	if (!package_pairs_read(sides, old_side, new_side, &changes->pairs, err))
		return false;
	package_classes_find(&changes->pairs, sides->cell_count, changes->classes);
	package_moves_find(&changes->pairs, &changes->moves);
	if (changes->pairs.count == 0 || find_causes(sides, old_side, new_side, changes, err))
		return true;
	packages_dispose(changes);
	return false;
}

void
packages_dispose(struct package_changes *changes)
{
	package_pairs_dispose(&changes->pairs);
	package_moves_dispose(&changes->moves);
	package_causes_dispose(&changes->causes);
	*changes = (struct package_changes){0};
}

bool
packages_tell(const struct package_changes *changes)
{
	for (size_t i = 0; i < PACKAGE_CLASSES; i++)
		if (changes->classes[i].tested)
			return true;
	return false;
}

bool
package_class_is_worse(const struct package_class *class, double threshold)
{
	return class->tested && class->verdict == CHANGE_WORSE && class->ratio.low > 1 + threshold;
}

bool
packages_are_worse(const struct package_changes *changes, double threshold)
{
	for (size_t i = 0; i < PACKAGE_CLASSES; i++)
		if (package_class_is_worse(&changes->classes[i], threshold))
			return true;
	return false;
}
