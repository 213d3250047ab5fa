/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/mark.h"

#include "base/memory.h"
#include "base/hash.h"
#include "platform/file.h"
#include "platform/linux/proc.h"
#include "platform/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

/* Adds what a link of /proc/self/ns says, "pid:[4026531836]"; nothing where the kernel has no such
 * namespaces. */
static void
add_namespace(const char *path, struct text *names)
{
	CLEANUP_TEXT struct text name = {0};

	if (tree_read_link(AT_FDCWD, path, &name))
		text_append(names, text_string(&name));
}

/* Where /proc is another namespace's, its numbers are other ones. */
static uint64_t
own_world(void)
{
	CLEANUP_TEXT struct text names = {0};

	if (!file_try_read("/proc/sys/kernel/random/boot_id", &names) && errno != ENOENT && errno != EACCES)
		resources_exhausted("the id of this start of the machine, in /proc/sys/kernel/random/boot_id");
	add_namespace("/proc/self/ns/pid", &names);
	add_namespace("/proc/self/ns/time", &names);
	text_append(&names, proc_is_ours() ? "" : "seen from outside");
	return hash_text(text_string(&names)).low;
}

static struct mark
read_self(void)
{
	struct proc_stat stat = {0};

	if (!proc_read_stat(proc_own_pid(), &stat))
		resources_exhausted("gorge's own /proc/PID/stat");
	return (struct mark){.pid = proc_own_pid(), .start_time = stat.start_time, .world = own_world()};
}

/* The same as long as the process lives, so that one that has run out of descriptors still knows it; a fork
 * is another one. */
struct mark
mark_self(void)
{
	static _Thread_local struct mark self;

	if (self.pid != proc_own_pid())
		self = read_self();
	return self;
}

enum mark_fate
mark_fate(const struct mark *mark)
{
	struct proc_stat stat;

	if (mark->world != own_world())
		return MARK_ELSEWHERE;
	return proc_read_stat(mark->pid, &stat) && stat.start_time == mark->start_time && !proc_is_dead(&stat)
			   ? MARK_ALIVE
			   : MARK_DEAD;
}

/* The mark that a process was started with; false when it has none, may not be read, or is dead. */
static bool
mark_of(pid_t pid, struct mark *mark)
{
	CLEANUP_TEXT struct text value = {0};
	struct proc_stat stat;

	return proc_read_variable(pid, MARK_VARIABLE, &value) && mark_parse(text_string(&value), ':', mark) &&
		   proc_read_stat(pid, &stat) && !proc_is_dead(&stat);
}

struct census {
	int gorge_pid;
	uint64_t world;
	size_t count;
};

static bool
count_process(pid_t pid, void *context)
{
	struct census *census = context;
	struct mark mark;

	census->count += mark_of(pid, &mark) && mark.pid == census->gorge_pid && mark.world == census->world;
	return true;
}

static void
visit_all(bool (*visit)(pid_t pid, void *context), void *context)
{
	struct proc_folder *folder = proc_folder_open();

	if (folder)
		proc_each(folder, visit, context);
	proc_folder_close(folder);
}

size_t
mark_count_processes(int gorge_pid)
{
	struct census census = {.gorge_pid = gorge_pid, .world = own_world()};

	visit_all(count_process, &census);
	return census.count;
}

static bool
is_above_us(pid_t pid)
{
	struct proc_stat stat;

	for (pid_t at = proc_own_pid(); at > 0; at = stat.parent) {
		if (at == pid)
			return true;
		if (!proc_read_stat(at, &stat))
			return false;
	}
	return false;
}

struct purge {
	struct mark own; /* those that bear it are killed, too; of pid 0: none */
	size_t count;
};

/* The process is held while it is looked at, so that none that comes by its number is killed for it. */
static bool
kill_leftover(pid_t pid, void *context)
{
	struct purge *purge = context;
	CLEANUP_CLOSE int held = proc_hold(pid);
	struct mark mark;

	if (held < 0 || !mark_of(pid, &mark) || is_above_us(pid))
		return true;
	if (mark_fate(&mark) == MARK_DEAD || mark_equal(&mark, &purge->own))
		purge->count += proc_kill_held(held, pid);
	return true;
}

size_t
mark_kill_leftovers(bool own)
{
	struct purge purge = {.own = own ? mark_self() : (struct mark){0}};

	visit_all(kill_leftover, &purge);
	return purge.count;
}
