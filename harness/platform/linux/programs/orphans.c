/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/programs/orphans.h"

#include "platform/child.h"
#include "platform/clock.h"
#include "platform/linux/proc.h"
#include "platform/mark.h"

#include <sys/wait.h>

static bool
has_children(void)
{
	siginfo_t info;

	return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL) == 0;
}

void
orphans_begin(struct orphans *orphans)
{
	*orphans = (struct orphans){.taken_in = !has_children()};
	if (orphans->taken_in)
		orphans->taken_before = child_adopt_orphans(true);
}

static bool
kill_child(pid_t pid, void *context)
{
	const pid_t *own = context;
	struct proc_stat stat;

	if (proc_read_stat(pid, &stat) && stat.parent == *own)
		(void)proc_kill(pid);
	return true;
}

/* Returns whether there are any left. When a child dies, its own children take its place. */
static bool
kill_children(void)
{
	struct proc_folder *folder;
	pid_t own = proc_own_pid();

	child_reap_orphans();
	if (!has_children())
		return false;
	if ((folder = proc_folder_open()))
		proc_each(folder, kill_child, &own);
	proc_folder_close(folder);
	return true;
}

void
orphans_end(const struct orphans *orphans)
{
	enum { PATIENCE_MS = 10000, PAUSE_MS = 1 };

	for (int waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
		if (!(orphans->taken_in ? kill_children() : mark_kill_leftovers(true) > 0))
			break;
		clock_pause_ms(PAUSE_MS);
	}
	if (orphans->taken_in)
		(void)child_adopt_orphans(orphans->taken_before);
}
