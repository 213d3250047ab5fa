/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a gorge that was killed with -9 could not clean up.
 */
#include "measure/leftovers.h"
#include "measure/meters/meter.h"
#include "platform/clock.h"
#include "platform/linux/proc.h"

#include <signal.h>
#include <unistd.h>

/* True for this process and those it was started by: a gorge may itself be part of a run. */
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

/* Counts the marked processes of dead gorges that could be killed. */
static bool
kill_leftover(pid_t pid, void *context)
{
	struct proc_mark mark;
	struct proc_stat stat;
	int *count = context;

	if (proc_mark_of(pid, &mark) && !proc_mark_alive(mark) && !is_above_us(pid) &&
		proc_read_stat(pid, &stat) && stat.state != 'Z' && kill(pid, SIGKILL) == 0)
		*count += 1;
	return true;
}

static bool
kill_leftovers(struct error *err)
{
	enum { PATIENCE_MS = 10000, PAUSE_MS = 5 };
	int left;

	for (int waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
		left = 0;
		proc_each(kill_leftover, &left);
		if (left == 0)
			return true;
		clock_pause_ms(PAUSE_MS);
	}
	return error_raise(err, ERROR_MEASURE, "processes of a killed gorge", "%d of them do not die", left);
}

bool
measure_clean_leftovers(struct error *err)
{
	bool clean = kill_leftovers(err);

	for (size_t i = 0; meters[i]; i++)
		if (meters[i]->clean_leftovers && !meters[i]->clean_leftovers(err))
			clean = false;
	return clean ? true : error_while(err, "cleaning up after a gorge that was killed");
}
