/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The build cache that a run finds.
 */
#ifndef GORGE_EXECUTE_PREPARE_WARM_CACHE_H
#define GORGE_EXECUTE_PREPARE_WARM_CACHE_H

#include "execute/prepare/std_cache.h"

/* Fills `folder` (which is there and empty) with that state: nothing, std compiled (and for vet, vetted) with
 * exactly these flags, or whatever the workload leaves when it is done once. Warm caches are made once and
 * hard-linked. */
bool warm_cache_fill(
	struct preparation *preparation, const struct cache_order *order, const char *folder, struct error *err);

#endif
