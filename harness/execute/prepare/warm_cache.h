/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The build cache that a run finds. What std is to a vet is more than what it is to a build: vet also looks
 * at every package that others import, and keeps what it found out in the cache.
 */
#ifndef GORGE_EXECUTE_PREPARE_WARM_CACHE_H
#define GORGE_EXECUTE_PREPARE_WARM_CACHE_H

#include "execute/prepare/preparation.h"

/* Which cache a run is to find. Borrows all of it. */
struct cache_order {
	const char *state; /* of the cell: "cold", "std", "warm", "edit:..." */
	const struct workload *workload;
	const struct workload_context *context;
	const struct project *project;
	const struct list *std_packages; /* that the target needs */
};

/* Fills `folder` (which is there and empty) with that state: nothing, std compiled (and for vet, vetted) with
 * exactly these flags, or whatever the workload leaves when it is done once. Warm caches are made once and
 * hard-linked. */
bool warm_cache_fill(
	struct preparation *preparation, const struct cache_order *order, const char *folder, struct error *err);

#endif
