/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a build would be without one of the modules that it depends on: the packages that only that one brings
 * in, by the import graph, and what these cost in the run that was measured.
 */
#ifndef GORGE_ANALYSE_PROBE_PROBED_PRICES_H
#define GORGE_ANALYSE_PROBE_PROBED_PRICES_H

#include "analyse/probe/probed.h"

struct probed_price {
	const char *module; /* the list's, or a package of none of its modules */
	size_t packages;    /* that nothing else imports any more, its own among them */
	double lines, cpu_ns;
	double peak_bytes; /* of the largest of their compiles */
};

struct probed_prices {
	struct probed_price *items; /* by CPU, the dearest first */
	size_t count;
};

/* modules: paths, the project's own first, then those it requires; a package is of the longest that it lies
 * under. Only modules of which the project's own packages import something themselves are told of. Nothing
 * where packages.csv has none of the project's own. */
void probed_prices_find(
	const struct probed *probed, const struct list *modules, struct probed_prices *prices);
void probed_prices_dispose(struct probed_prices *prices);
#define CLEANUP_PRICES __attribute__((cleanup(probed_prices_dispose)))

#endif
