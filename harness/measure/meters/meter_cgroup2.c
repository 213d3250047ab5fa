/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory controller of cgroup v2.
 *
 * A group can only be measured where the group above it hands the controller down
 * (cgroup.subtree_control), and a group that hands down must not hold processes itself. So groups are made
 * in the nearest group above gorge that already hands memory down and may be written to (as root: the slice).
 * Where there is none, but gorge is alone in a group of its own (systemd-run --scope -p Delegate=yes, a
 * container), gorge moves into a leaf of it for the time of the run.
 */
#include "measure/meters/group_meter.h"

#include "platform/file.h"
#include "base/memory.h"

#include <errno.h>
#include <string.h>

static const char delegate[] = "systemd-run --user --scope -p Delegate=yes -- gorge ...";

static bool
file_has_word(const char *folder, const char *file, const char *word)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, file);
	CLEANUP_TEXT struct text text = {0};

	return file_try_read(path, &text) && cgroup_has_word(text_string(&text), word);
}

static bool
hands_memory_down(const char *folder)
{
	return group_is_writable(folder) && file_has_word(folder, "cgroup.subtree_control", "memory");
}

static bool
set_subtree(const char *folder, const char *value, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/cgroup.subtree_control", folder);

	return file_set(path, value, err);
}

/* The root group may hold processes and hand controllers down at once; it has no limits, hence no memory.max.
 */
static bool
is_root(const char *folder)
{
	CLEANUP_FREE char *path = text_format("%s/cgroup.type", folder);

	return !file_exists(path);
}

/* Says why no group can be made, and which command makes one possible. */
static bool
refuse(const char *folder, struct error *err)
{
	if (!group_is_writable(folder))
		return error_raise(err, ERROR_METER_UNAVAILABLE, folder,
			"this user may not make groups here; start gorge in a group of its own: %s", delegate);
	if (!file_has_word(folder, "cgroup.controllers", "memory"))
		return error_raise(err, ERROR_METER_UNAVAILABLE, folder,
			"the group above does not hand the memory controller down; as root: echo +memory > "
			"%.*s/cgroup.subtree_control",
			(int)(strrchr(folder, '/') - folder), folder);
	return error_raise(err, ERROR_METER_UNAVAILABLE, folder,
		"other processes are in gorge's group, so it cannot hand memory down; start gorge in a group of its "
		"own: %s (as root without --user)",
		delegate);
}

/* Makes gorge's own group hand memory down, moving gorge out of it where need be. */
static bool
make_room(const char *folder, struct meter_session *session, struct error *err)
{
	bool root = is_root(folder);

	if (!group_is_writable(folder) || !file_has_word(folder, "cgroup.controllers", "memory") ||
		(!root && !group_holds_gorge_alone(folder)))
		return refuse(folder, err);
	if (!root &&
		(!group_create(&session->leaf, folder, "self", err) || !group_move_gorge(session->leaf.folder, err)))
		return false;
	if (!set_subtree(folder, "+memory", err))
		return error_while(err, "handing the memory controller down in %s", folder);
	session->parent = memory_copy_text(folder);
	return true;
}

static bool
find_parent(struct meter_session *session, struct error *err)
{
	CLEANUP_PLACE struct cgroup_place place = {0};

	if (!cgroup_find(CGROUP_V2, &place, err))
		return false;
	if (!file_has_word(place.mount, "cgroup.controllers", "memory"))
		return error_raise(err, ERROR_METER_UNAVAILABLE, place.mount,
			"the memory controller is not in this hierarchy: it is in use by cgroup v1, or disabled at boot "
			"(cgroup_disable=memory)");
	session->parent = group_nearest(place.mount, place.folder, hands_memory_down);
	return session->parent || make_room(place.folder, session, err);
}

/* Takes back what make_room() did: the own group is as it was for whoever uses it next. */
static void
move_back(struct meter_session *session)
{
	struct error ignored = ERROR_INIT;

	if (!session->leaf.folder)
		return;
	if (session->parent) {
		(void)set_subtree(session->parent, "-memory", &ignored);
		(void)group_move_gorge(session->parent, &ignored);
	}
	(void)group_remove(&session->leaf, &ignored);
}

/* A kernel without swap has no such file. */
static bool
set_limits(const struct group *group, uint64_t limit_bytes, struct error *err)
{
	CLEANUP_FREE char *swap = text_format("%s/memory.swap.max", group->folder);

	if (file_exists(swap) && !group_set(group, "memory.swap.max", 0, err))
		return false;
	return limit_bytes == 0 || group_set(group, "memory.max", limit_bytes, err);
}

static const struct group_kind kind = {
	.version = CGROUP_V2,
	.total_file = "memory.current",
	.peak_file = "memory.peak", /* since Linux 5.19 */
	.anon_key = "anon",
	.file_key = "file",
	.kernel_key = "kernel", /* since Linux 5.18 */
	.oom_file = "memory.events",
	.find_parent = find_parent,
	.set_limits = set_limits,
	.leave_parent = move_back,
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

/* cgroup.kill (Linux 5.14) leaves a fork bomb no time; what is left of it is waited for. */
static bool
kill_all(struct meter_session *session, struct error *err)
{
	struct error too_old = ERROR_INIT;

	(void)group_set(&session->group, "cgroup.kill", 1, &too_old);
	return group_meter_kill(session, err);
}

static bool
clean_leftovers(struct error *err)
{
	return group_meter_clean_leftovers(&kind, err);
}

const struct meter meter_cgroup2 = {
	.name = "cgroup2",
	.summary = "a control group of version 2: exact peak, limit, and nothing escapes",
	.accuracy =
		"tree_peak_bytes is the kernel's own high-water mark (memory.peak, Linux 5.19; before that the "
		"largest sample); tree_anon_peak_bytes is the largest sampled anon of memory.stat; "
		"tree_file_bytes is its file, tree_kernel_bytes its kernel (Linux 5.18)",
	.holds_group = true,
	.probe = probe,
	.begin = begin,
	.join = group_meter_join,
	.sample = group_meter_sample,
	.complete = group_meter_complete,
	.peak = group_meter_peak,
	.each = group_meter_each,
	.oom_kills = group_meter_oom_kills,
	.kill = kill_all,
	.end = group_meter_end,
	.clean_leftovers = clean_leftovers,
};
