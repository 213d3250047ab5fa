/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What about this host bears on measuring: read, not changed.
 */
#ifndef GORGE_PLATFORM_HOST_FACTS_H
#define GORGE_PLATFORM_HOST_FACTS_H

#include <stddef.h>

struct host_fact {
	const char *name;
	char value[160];
	char advice[240]; /* "" unless something should be known or done about it */
};

/* Fills one row a fact; returns how many. `scratch_folder` (or its nearest existing parent) is where projects
 * and caches will be written. */
enum { HOST_FACTS_MOST = 16 };
size_t host_facts(const char *scratch_folder, struct host_fact *facts);

#endif
