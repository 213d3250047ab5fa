/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What building a target takes, counted in packages.
 */
#ifndef GORGE_EXECUTE_PROJECTS_LOCAL_PACKAGES_H
#define GORGE_EXECUTE_PROJECTS_LOCAL_PACKAGES_H

#include "base/text.h"

/* What building a target takes. */
struct local_packages {
	struct list std;       /* that a warm cache must hold (those under a vendor/ of std come with them) */
	uint64_t std_compiles; /* processes that compile them, when the cache is cold */
	uint64_t compiles,
		links;     /* beside those, one each; with tests: of `go test`, which links their programs alone */
	uint64_t vets; /* packages but std */
	bool has_variants; /* some are compiled more than once: for a test, or for a program's profile */
};

#endif
