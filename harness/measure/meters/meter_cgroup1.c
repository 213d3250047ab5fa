/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory controller of cgroup v1.
 */
#include "measure/meters/group_meter.h"

static bool
find_parent(struct meter_session *session, struct error *err)
{
	CLEANUP_PLACE struct cgroup_place place = {0};

	if (!cgroup_find(CGROUP_V1_MEMORY, &place, err))
		return false;
	session->parent = group_nearest(place.mount, place.folder, group_is_writable);
	return session->parent ||
		   error_raise(err, ERROR_METER_UNAVAILABLE, place.folder,
			   "this user may not make groups there; as root: mkdir %s/USER && chown -R USER %s/USER && "
			   "echo PID > %s/USER/cgroup.procs, with the PID of your shell",
			   place.mount, place.mount, place.mount);
}

/* Memory and swap together get the same limit where the kernel counts swap at all. */
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

static const struct group_kind kind = {
	.version = CGROUP_V1_MEMORY,
	.total_file = "memory.usage_in_bytes",
	.peak_file = "memory.max_usage_in_bytes",
	.kernel_file = "memory.kmem.usage_in_bytes", /* gone in some kernels */
	.anon_key = "total_rss",
	.file_key = "total_cache",
	.oom_file = "memory.oom_control", /* since Linux 4.13 */
	.find_parent = find_parent,
	.set_limits = set_limits,
};

static bool
probe(struct error *err)
{
	return group_meter_probe(&kind, err);
}

static bool
begin(const char *name, uint64_t memory_limit_bytes, struct meter_session **session, struct error *err)
{
	return group_meter_begin(&kind, name, memory_limit_bytes, session, err);
}

static bool
clean_leftovers(struct error *err)
{
	return group_meter_clean_leftovers(&kind, err);
}

const struct meter meter_cgroup1 = {
	.name = "cgroup1",
	.summary = "a control group of version 1: exact peak, limit, and nothing escapes",
	.accuracy = "tree_peak_bytes is the kernel's own high-water mark (memory.max_usage_in_bytes, charged in "
				"batches of 256 KiB a CPU); tree_anon_peak_bytes is the largest sampled total_rss; "
				"tree_file_bytes is total_cache, tree_kernel_bytes memory.kmem.usage_in_bytes",
	.holds_group = true,
	.probe = probe,
	.begin = begin,
	.join = group_meter_join,
	.sample = group_meter_sample,
	.complete = group_meter_complete,
	.peak = group_meter_peak,
	.each = group_meter_each,
	.oom_kills = group_meter_oom_kills,
	.kill = group_meter_kill,
	.end = group_meter_end,
	.clean_leftovers = clean_leftovers,
};
