/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What control groups of both versions have in common: a folder named after the gorge that made it, joined by
 * writing a pid, emptied by killing, and removed when empty.
 */
#ifndef GORGE_PLATFORM_LINUX_CGROUP_GROUP_H
#define GORGE_PLATFORM_LINUX_CGROUP_GROUP_H

#include "base/error.h"

#include <stdint.h>

struct group {
	char *folder;
	int procs_fd; /* cgroup.procs open for writing */
};
/* A group that is not there; group_remove() is a no-op on it. */
#define GROUP_NONE                                                                                           \
	{                                                                                                        \
		.procs_fd = -1                                                                                       \
	}

/* Makes PARENT/gorge-MARK-NAME, with this gorge's mark (mark.h). */
bool group_create(struct group *group, const char *parent, const char *name, struct error *err);
/* Kills what is left in it, waits until it is empty, removes it. Says what stayed. */
bool group_remove(struct group *group, struct error *err);
/* Moves the calling process into the group. Async-signal-safe. Returns 0 or errno. */
int group_join(const struct group *group);
/* Calls `visit` for each process in the group but gorge; false with errno when they cannot be listed. */
bool group_each(const char *folder, void (*visit)(int pid, void *context), void *context);
/* Kills every process in the group and waits until none is left (10 s at most). */
bool group_kill(const char *folder, struct error *err);

/* Opens a file of the group for reading, or returns -1. */
int group_open(const struct group *group, const char *file);
/* Writes a number into a file of the group. */
bool group_set(const struct group *group, const char *file, uint64_t value, struct error *err);
/* Reads a file of the group from its start into `out`, NUL-terminated; the descriptor is kept open between
 * samples, which saves most of their cost. */
bool group_read(int fd, char *out, size_t capacity);
/* A file of one number. */
bool group_read_number(int fd, uint64_t *value);
/* The number behind `key` in a small file of the group, opened for this once; 0 when it is not to be had. */
uint64_t group_read_key(const struct group *group, const char *file, const char *key);

/* The nearest folder from `from` up to `mount` for which `accepts` is true. The caller frees it; NULL = none.
 */
char *group_nearest(const char *mount, const char *from, bool (*accepts)(const char *folder));
/* True when this process may make groups in the folder and move its children there. */
bool group_is_writable(const char *folder);
/* Moves gorge, and its guard (guard.h), into a group. Raises WRITE. */
bool group_move_gorge(const char *folder, struct error *err);
/* True when no process but these is directly in the group. */
bool group_holds_gorge_alone(const char *folder);

/* Removes every group below `folder` that was left by a gorge which is no longer alive. Those of gorges in
 * other PID namespaces, whose life nobody can see from here, stay. */
bool group_clean_leftovers(const char *folder, struct error *err);

#endif
