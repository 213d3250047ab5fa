/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The compiled standard library that runs find in their build caches. It is kept from one experiment to the
 * next by what decides its objects alone: toolchain, flags, target and variables, but neither how many
 * compiles run at a time nor which packages a project needs. A project that needs more packages makes it
 * grow. What std is to a vet is more than what it is to a build: vet also looks at every package that others
 * import, and keeps what it found out in the cache.
 */
#ifndef GORGE_EXECUTE_PREPARE_STD_CACHE_H
#define GORGE_EXECUTE_PREPARE_STD_CACHE_H

#include "execute/prepare/preparation.h"

/* Which cache a run is to find. Borrows all of it. */
struct cache_order {
	const char *state; /* of the cell: "cold", "std", "warm", "edit:..." */
	const struct workload *workload;
	const struct workload_context *context;
	const struct project *project;
	const struct list *std_packages; /* that the target needs */
};

/* Appends what decides which objects a go command leaves in a build cache: toolchain, words and variables,
 * but not those of the collector, nor how many processors are used. */
void cache_key(const struct workload_context *context, const struct list *argv, struct text *key);

/* The kept build cache that holds what the order's workload wants of std_packages with these flags (for a
 * vet, vetted too), and maybe more of std; made, or made of a lesser one, when there is none. NULL with a
 * raised error. The caller frees the folder's name. */
char *std_cache(struct preparation *preparation, const struct cache_order *order, struct error *err);

#endif
