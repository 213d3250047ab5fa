/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Without any group: the tree is found in /proc and its resident memory added up at each sample.
 *
 * gorge adopts orphans while it measures (PR_SET_CHILD_SUBREAPER), so every process of the tree has gorge
 * above it whatever forks and exits in between. /proc is listed only when the host has a new process or
 * thread since the last time; a process is looked at closely once, when it is first seen; after that only
 * those of the tree cost a reading of a file that is kept open.
 */
#include "measure/meters/meter.h"

#include "base/memory.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/linux/proc.h"

#include <stdlib.h>

struct seen {
	pid_t pid;
	bool ours;
	int statm_fd; /* -1 unless ours */
};

/* Processes in ascending order of their pids, as /proc lists them. */
struct listing {
	struct seen *items;
	size_t count, capacity;
};

struct meter_session {
	struct proc_folder *folder;
	int newest_fd;
	pid_t newest; /* when /proc was last listed */
	struct listing now, before;
	uint64_t limit_bytes;
	bool limit_passed;
};

static struct seen *
find(const struct listing *listing, pid_t pid)
{
	size_t low = 0, high = listing->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (listing->items[middle].pid < pid)
			low = middle + 1;
		else
			high = middle;
	}
	return low < listing->count && listing->items[low].pid == pid ? &listing->items[low] : NULL;
}

/* Is a process that was not there before below gorge? Follows its parents up to one that is known. */
static bool
descends_from_us(const struct meter_session *session, pid_t pid)
{
	enum { DEEPEST = 1000 }; /* against a chain of pids that changes while it is followed */
	const struct seen *known;
	struct proc_stat stat;

	for (int depth = 0; depth < DEEPEST; depth++) {
		if ((known = find(&session->now, pid)) || (known = find(&session->before, pid)))
			return known->ours;
		if (!proc_read_stat(pid, &stat) || stat.parent <= 1)
			return false;
		if (stat.parent == proc_own_pid())
			return true;
		pid = stat.parent;
	}
	return false;
}

static struct seen
look_at(const struct meter_session *session, pid_t pid)
{
	struct seen *known = find(&session->before, pid), seen = {.pid = pid, .statm_fd = -1};

	if (known) {
		seen = *known;
		known->statm_fd = -1; /* moved on */
		return seen;
	}
	seen.ours = descends_from_us(session, pid);
	if (seen.ours)
		seen.statm_fd = proc_open_statm(pid);
	return seen;
}

static void
forget(struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++)
		cleanup_close_fd(&listing->items[i].statm_fd);
	listing->count = 0;
}

static bool
add_process(pid_t pid, void *context)
{
	struct meter_session *session = context;
	struct listing *now = &session->now;

	now->items = memory_grow(now->items, now->count, &now->capacity, sizeof *now->items);
	now->items[now->count] = look_at(session, pid);
	now->count++;
	return true;
}

static void
list_processes(struct meter_session *session)
{
	struct listing old = session->before;

	session->before = session->now;
	session->now = old;
	proc_each(session->folder, add_process, session);
	forget(&session->before);
}

/* A number drawn while /proc is listed makes for another listing next time. */
static void
list_if_new(struct meter_session *session)
{
	pid_t newest = 0;

	if (proc_read_newest(session->newest_fd, &newest) && newest == session->newest)
		return;
	session->newest = newest;
	list_processes(session);
}

static void
end(struct meter_session *session)
{
	if (!session)
		return;
	proc_folder_close(session->folder);
	cleanup_close_fd(&session->newest_fd);
	forget(&session->now);
	free(session->now.items);
	free(session->before.items);
	free(session);
}

static bool
begin(const char *name, uint64_t memory_limit_bytes, struct meter_session **session, struct error *err)
{
	struct meter_session *made = memory_zeroed(1, sizeof *made);

	(void)name;
	made->limit_bytes = memory_limit_bytes;
	made->newest_fd = proc_open_newest(); /* without it, every sample lists */
	if (!(made->folder = proc_folder_open())) {
		end(made);
		return error_raise_errno(err, ERROR_METER_UNAVAILABLE, "/proc");
	}
	list_processes(made);
	for (size_t i = 0; i < made->now.count; i++) {
		/* Whatever runs before the command is not of its tree. */
		made->now.items[i].ours = false;
		cleanup_close_fd(&made->now.items[i].statm_fd);
		made->now.items[i].statm_fd = -1;
	}
	*session = made;
	return true;
}

static bool
probe(struct error *err)
{
	CLEANUP_CLOSE int fd = proc_open_statm(proc_own_pid());
	uint64_t anon_bytes;

	if (!proc_read_anon(fd, &anon_bytes))
		return error_raise_errno(err, ERROR_METER_UNAVAILABLE, "/proc/self/statm");
	return true;
}

static int
join(const struct meter_session *session)
{
	(void)session;
	return 0;
}

static bool
sample(struct meter_session *session, struct meter_sample *sample)
{
	uint64_t anon_bytes;

	*sample = (struct meter_sample){
		.total_bytes = UINT64_MAX, .file_bytes = UINT64_MAX, .kernel_bytes = UINT64_MAX};
	list_if_new(session);
	for (size_t i = 0; i < session->now.count; i++) {
		const struct seen *seen = &session->now.items[i];
		if (!seen->ours || !proc_read_anon(seen->statm_fd, &anon_bytes))
			continue;
		sample->anon_bytes += anon_bytes;
		sample->processes++;
	}
	if (session->limit_bytes && sample->anon_bytes > session->limit_bytes)
		session->limit_passed = true;
	return true;
}

static bool
peak(const struct meter_session *session, uint64_t *peak_bytes)
{
	(void)session;
	*peak_bytes = 0;
	return false;
}

static void
each(struct meter_session *session, void (*visit)(int pid, void *context), void *context)
{
	list_processes(session);
	for (size_t i = 0; i < session->now.count; i++)
		if (session->now.items[i].ours)
			visit(session->now.items[i].pid, context);
}

static uint64_t
oom_kills(const struct meter_session *session)
{
	return session->limit_passed;
}

/* Kills those of the tree that live now; returns how many there were. */
static size_t
kill_once(struct meter_session *session)
{
	struct proc_stat stat;
	size_t count = 0;

	list_processes(session);
	for (size_t i = 0; i < session->now.count; i++) {
		pid_t pid = session->now.items[i].pid;
		if (!session->now.items[i].ours || !proc_read_stat(pid, &stat) || proc_is_dead(&stat))
			continue;
		(void)proc_kill(pid);
		count++;
	}
	return count;
}

static bool
kill_all(struct meter_session *session, struct error *err)
{
	enum { PATIENCE_MS = 10000, PAUSE_MS = 2 };
	size_t left;

	for (int waited = 0; (left = kill_once(session)) > 0; waited += PAUSE_MS) {
		if (waited >= PATIENCE_MS)
			return error_raise(err, ERROR_MEASURE, "/proc", "%zu processes of the run do not die", left);
		clock_pause_ms(PAUSE_MS);
	}
	return true;
}

const struct meter meter_proc = {
	.name = "proc",
	.summary = "no group: adds up /proc/PID/statm of the tree at each sample",
	.accuracy = "tree_anon_peak_bytes is the largest sampled sum of resident less shared pages, so a peak "
				"shorter than the sample period may be missed; tree_peak_bytes, tree_file_bytes and "
				"tree_kernel_bytes stay empty; the limit holds for that sum and acts at the next sample",
	.holds_group = false,
	.probe = probe,
	.begin = begin,
	.join = join,
	.sample = sample,
	.peak = peak,
	.each = each,
	.oom_kills = oom_kills,
	.kill = kill_all,
	.end = end,
};
