/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The packages of real code that two sides have both compiled, from tools.csv: each once, with the peak of
 * every build. A package that several programs, tests or cells have compiled counts where it took most.
 */
#ifndef GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_PAIRS_H
#define GORGE_ANALYSE_COMPARE_PACKAGES_PACKAGE_PAIRS_H

#include "analyse/compare/sides.h"
#include "record/tool_medians.h"

/* Fewer builds on either side do not tell what noise is. */
enum { PACKAGE_BUILDS_LEAST = 2 };

/* The compiles of one package in one cell on one side: one a build, by the build's number. */
struct package_builds {
	const struct tool_median *items; /* borrowed; `group` is the build */
	size_t count;
};

struct package_pair {
	char *package; /* without the program or test that it was compiled for */
	size_t cell;   /* index into the sides' cells */
	struct package_builds old, new;
	double old_bytes, new_bytes; /* medians over the builds */
	double log_ratio;            /* of the new side's geometric mean to the old one's */
	bool same_text;              /* both releases have compiled the same files, as far as the results tell */
};

/* One side's builds of real code. */
struct package_side {
	struct tool_medians medians;
	size_t *cells; /* of each build */
	size_t builds;
};

struct package_pairs {
	struct package_side old, new;
	struct package_pair *items; /* by package */
	size_t count, capacity;
};

/* None when there is no real code, or a side has no tools.csv. Raises what tool_medians_read() does. */
bool package_pairs_read(const struct sides *sides, size_t old_side, size_t new_side,
	struct package_pairs *pairs, struct error *err);
void package_pairs_dispose(struct package_pairs *pairs);

/* Whether releases may be judged by it: its text is the same, and both sides have builds enough. */
bool package_pair_tells(const struct package_pair *pair);

#endif
