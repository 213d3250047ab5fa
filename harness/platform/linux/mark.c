/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/mark.h"

#include "base/error.h"
#include "platform/linux/proc.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct mark
mark_self(void)
{
	struct proc_stat stat = {0};

	if (!proc_read_stat(getpid(), &stat))
		BUG("cannot read /proc/%d/stat: %s", (int)getpid(), strerror(errno));
	return (struct mark){.pid = getpid(), .start_time = stat.start_time};
}

bool
mark_is_alive(struct mark mark)
{
	struct proc_stat stat;

	return proc_read_stat(mark.pid, &stat) && stat.start_time == mark.start_time && !proc_is_dead(&stat);
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
	size_t count;
};

static bool
count_process(pid_t pid, void *context)
{
	struct census *census = context;
	struct mark mark;

	census->count += mark_of(pid, &mark) && mark.pid == census->gorge_pid;
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
	struct census census = {.gorge_pid = gorge_pid};

	visit_all(count_process, &census);
	return census.count;
}

static bool
is_above_us(pid_t pid)
{
	struct proc_stat stat;

	for (pid_t at = getpid(); at > 0; at = stat.parent) {
		if (at == pid)
			return true;
		if (!proc_read_stat(at, &stat))
			return false;
	}
	return false;
}

static bool
kill_leftover(pid_t pid, void *context)
{
	struct mark mark;
	size_t *count = context;

	*count += mark_of(pid, &mark) && !mark_is_alive(mark) && !is_above_us(pid) && proc_kill(pid);
	return true;
}

size_t
mark_kill_leftovers(void)
{
	size_t count = 0;

	visit_all(kill_leftover, &count);
	return count;
}
