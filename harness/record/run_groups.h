/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which group a run is in, found by its run_id: what tool_medians_read() asks of each run of a tools.csv.
 */
#ifndef GORGE_RECORD_RUN_GROUPS_H
#define GORGE_RECORD_RUN_GROUPS_H

#include <stddef.h>

struct run_group {
	const char *run_id; /* borrowed */
	size_t group;
};

/* Zero-initialised is empty. */
struct run_groups {
	struct run_group *items;
	size_t count, capacity;
};

void run_groups_add(struct run_groups *groups, const char *run_id, size_t group);
/* Puts them in order, once all are added and before any is looked for. */
void run_groups_sort(struct run_groups *groups);
/* The group of a run, or SIZE_MAX; a tool_group_of. */
size_t run_groups_find(const char *run_id, const void *groups);
void run_groups_dispose(struct run_groups *groups);
#define CLEANUP_RUN_GROUPS __attribute__((cleanup(run_groups_dispose)))

#endif
