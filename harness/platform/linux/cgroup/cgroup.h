/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where gorge's own control group is, found in the texts of /proc/self/cgroup and /proc/self/mountinfo.
 * The parsers take text, so every layout (v1, v2, both, containers) is tested without its kernel.
 */
#ifndef GORGE_PLATFORM_LINUX_CGROUP_CGROUP_H
#define GORGE_PLATFORM_LINUX_CGROUP_CGROUP_H

#include "base/error.h"
#include "base/text.h"

#include <sys/types.h>

enum cgroup_version { CGROUP_V1_MEMORY, CGROUP_V1_CPU, CGROUP_V2 };

struct cgroup_place {
	char *mount;  /* where the hierarchy is mounted */
	char *folder; /* gorge's own group there; `mount` itself or below it */
};
void cgroup_place_dispose(struct cgroup_place *place);
#define CLEANUP_PLACE __attribute__((cleanup(cgroup_place_dispose)))

/* Finds the v2 hierarchy, or the v1 one that has the named controller. Raises METER_UNAVAILABLE when there
 * is none, or when gorge's own group is not inside what is mounted (a container that sees part of a tree). */
bool cgroup_parse(const char *cgroup_text, const char *mountinfo_text, enum cgroup_version version,
	struct cgroup_place *place, struct error *err);
/* The same from this process's own texts. */
bool cgroup_find(enum cgroup_version version, struct cgroup_place *place, struct error *err);

/* The number behind `key` in a text of "key value" lines (memory.stat, memory.events); false without it. */
bool cgroup_value(const char *text, const char *key, uint64_t *value);
/* True when a blank-separated list (cgroup.controllers, cgroup.subtree_control) holds the word. */
bool cgroup_has_word(const char *text, const char *word);

/* Makes `folder` the group above it; false when it is the topmost one, which the mount shows. */
bool cgroup_climb(char *folder, const char *mount);
/* The number in a memory.max or memory.limit_in_bytes; UINT64_MAX for "max" and for what is no number. */
uint64_t cgroup_limit_parse(const char *text);
/* The least memory limit of the groups that this process is in and of those above them, as far as they can be
 * seen; UINT64_MAX = none. v1 tells all of them in hierarchical_memory_limit of its memory.stat
 * (Documentation/admin-guide/cgroup-v1/memory.rst), v2 each in its memory.max (cgroup-v2.rst). */
uint64_t cgroup_memory_limit_bytes(void);

#endif
