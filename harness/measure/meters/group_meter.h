/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the meters of both cgroup versions share: a session is a group with its files open. What differs
 * (names of files, where groups may be made, how limits are set) is a row of struct group_kind.
 */
#ifndef GORGE_MEASURE_METERS_GROUP_METER_H
#define GORGE_MEASURE_METERS_GROUP_METER_H

#include "measure/meters/meter.h"
#include "platform/linux/cgroup/cgroup.h"
#include "platform/linux/cgroup/group.h"

struct meter_session {
	const struct group_kind *kind;
	char *parent;            /* the folder that `group` is in */
	struct group group;      /* the measured tree */
	struct group leaf;       /* holds gorge itself where it had to make room (v2) */
	int stat_fd;             /* memory.stat, kept open between samples: that saves most of their cost */
	int total_fd, kernel_fd; /* opened once as well; kernel_fd -1 where the kernel has no such file */
};

/* One cgroup version. Files are names inside a group; keys are of its memory.stat. */
struct group_kind {
	enum cgroup_version version;
	const char *total_file, *peak_file;
	const char *kernel_file; /* NULL: kernel_key says it */
	const char *anon_key, *file_key;
	const char *kernel_key; /* NULL: kernel_file says it */
	const char *oom_file;   /* whose key oom_kill counts */
	/* Finds or makes the folder for groups: fills session->parent. */
	bool (*find_parent)(struct meter_session *session, struct error *err);
	/* Turns swap off, since swapping would hide memory from the peak, and sets the limit (0 = none). */
	bool (*set_limits)(const struct group *group, uint64_t limit_bytes, struct error *err);
	/* Undoes what find_parent() has changed; NULL: nothing. */
	void (*leave_parent)(struct meter_session *session);
};

/* struct meter's functions for any kind; see meter.h. */
bool group_meter_begin(const struct group_kind *kind, const char *name, uint64_t memory_limit_bytes,
	struct meter_session **session, struct error *err);
bool group_meter_probe(const struct group_kind *kind, struct error *err);
int group_meter_join(const struct meter_session *session);
bool group_meter_sample(struct meter_session *session, struct meter_sample *sample);
void group_meter_complete(struct meter_session *session, struct meter_sample *sample);
bool group_meter_peak(const struct meter_session *session, uint64_t *peak_bytes);
void group_meter_each(struct meter_session *session, void (*visit)(int pid, void *context), void *context);
uint64_t group_meter_oom_kills(const struct meter_session *session);
bool group_meter_kill(struct meter_session *session, struct error *err);
void group_meter_end(struct meter_session *session);
bool group_meter_clean_leftovers(const struct group_kind *kind, struct error *err);

#endif
