/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory controller of cgroup v1.
 */
#include "measure/meters/meter.h"

#include "base/memory.h"
#include "measure/meters/group.h"
#include "platform/linux/cgroup.h"

#include <errno.h>
#include <stdlib.h>

struct meter_session {
	struct group group;
	int usage_fd, stat_fd, kernel_fd; /* kept open between samples */
	uint64_t largest_bytes;           /* of all samples so far */
};

/* The folder in which groups can be made; the caller frees it. */
static char *
find_parent(struct error *err)
{
	CLEANUP_PLACE struct cgroup_place place = {0};
	char *parent;

	if (!cgroup_find(CGROUP_V1_MEMORY, &place, err))
		return NULL;
	if (!(parent = group_nearest(place.mount, place.folder, group_is_writable)))
		(void)error_raise(err, ERROR_METER_UNAVAILABLE, place.folder,
			"this user may not make groups there; as root: mkdir %s/USER && chown -R USER %s/USER && "
			"echo PID > %s/USER/cgroup.procs, with the PID of your shell",
			place.mount, place.mount, place.mount);
	return parent;
}

static void
end(struct meter_session *session)
{
	struct error ignored = ERROR_INIT;

	if (!session)
		return;
	cleanup_close_fd(&session->usage_fd);
	cleanup_close_fd(&session->stat_fd);
	cleanup_close_fd(&session->kernel_fd);
	(void)group_remove(&session->group, &ignored);
	free(session);
}

/* Swapping would hide memory from the peak, so it is off; memory and swap together get the same limit where
 * the kernel counts swap at all. */
static bool
set_limits(const struct group *group, uint64_t limit_bytes, struct error *err)
{
	struct error no_swap_accounting = ERROR_INIT;

	if (!group_set(group, "memory.swappiness", 0, err))
		return false;
	if (limit_bytes == 0)
		return true;
	if (!group_set(group, "memory.limit_in_bytes", limit_bytes, err))
		return false;
	(void)group_set(group, "memory.memsw.limit_in_bytes", limit_bytes, &no_swap_accounting);
	return true;
}

static bool
begin(const char *name, uint64_t memory_limit_bytes, struct meter_session **session, struct error *err)
{
	CLEANUP_FREE char *parent = find_parent(err);
	struct meter_session *made;

	if (!parent)
		return false;
	made = memory_zeroed(1, sizeof *made);
	*made = (struct meter_session){.group = GROUP_NONE, .usage_fd = -1, .stat_fd = -1, .kernel_fd = -1};
	if (!group_create(&made->group, parent, name, err) ||
		!set_limits(&made->group, memory_limit_bytes, err)) {
		end(made);
		return false;
	}
	made->usage_fd = group_open(&made->group, "memory.usage_in_bytes");
	made->stat_fd = group_open(&made->group, "memory.stat");
	made->kernel_fd = group_open(&made->group, "memory.kmem.usage_in_bytes"); /* gone in some kernels */
	if (made->usage_fd < 0 || made->stat_fd < 0) {
		(void)error_raise_errno(err, ERROR_METER_UNAVAILABLE, made->group.folder);
		end(made);
		return false;
	}
	*session = made;
	return true;
}

static bool
probe(struct error *err)
{
	struct meter_session *session = NULL;

	if (!begin("probe", 0, &session, err))
		return false;
	end(session);
	return true;
}

static int
join(const struct meter_session *session)
{
	return group_join(&session->group);
}

static void
started(struct meter_session *session, pid_t root)
{
	(void)session;
	(void)root; /* joined its group by itself */
}

static bool
sample(struct meter_session *session, struct meter_sample *sample)
{
	char text[4096];

	*sample = (struct meter_sample){.kernel_bytes = UINT64_MAX, .processes = UINT64_MAX};
	if (!group_read_number(session->usage_fd, &sample->total_bytes) ||
		!group_read(session->stat_fd, text, sizeof text))
		return false;
	/* What the kernel itself holds matters where the tree is largest; a reading of it costs like a sample. */
	if (session->kernel_fd >= 0 && sample->total_bytes > session->largest_bytes)
		(void)group_read_number(session->kernel_fd, &sample->kernel_bytes);
	if (sample->total_bytes > session->largest_bytes)
		session->largest_bytes = sample->total_bytes;
	return cgroup_value(text, "total_rss", &sample->anon_bytes) &&
		   cgroup_value(text, "total_cache", &sample->file_bytes);
}

static bool
peak(const struct meter_session *session, uint64_t *peak_bytes)
{
	CLEANUP_CLOSE int fd = group_open(&session->group, "memory.max_usage_in_bytes");

	return fd >= 0 && group_read_number(fd, peak_bytes);
}

static uint64_t
oom_kills(const struct meter_session *session)
{
	return group_read_key(&session->group, "memory.oom_control", "oom_kill"); /* since Linux 4.13 */
}

static bool
kill_all(struct meter_session *session, struct error *err)
{
	return group_kill(session->group.folder, err);
}

static bool
clean_leftovers(struct error *err)
{
	CLEANUP_PLACE struct cgroup_place place = {0};
	struct error absent = ERROR_INIT;

	return !cgroup_find(CGROUP_V1_MEMORY, &place, &absent) || group_clean_leftovers(place.mount, err);
}

const struct meter meter_cgroup1 = {
	.name = "cgroup1",
	.summary = "a control group of version 1: exact peak, limit, and nothing escapes",
	.claims = "tree_peak_bytes is the kernel's own high-water mark (memory.max_usage_in_bytes, charged in "
			  "batches of 256 KiB a CPU); tree_anon_peak_bytes is the largest sampled total_rss; "
			  "tree_file_bytes is total_cache, tree_kernel_bytes memory.kmem.usage_in_bytes",
	.holds_group = true,
	.probe = probe,
	.begin = begin,
	.join = join,
	.started = started,
	.sample = sample,
	.peak = peak,
	.oom_kills = oom_kills,
	.kill = kill_all,
	.end = end,
	.clean_leftovers = clean_leftovers,
};
