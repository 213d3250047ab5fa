/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mark of one gorge, by which the next one knows what a gorge that was killed has left: it stands in the
 * environment of whatever is measured (GORGE_RUN=PID:START_TIME) and in the names of groups.
 */
#ifndef GORGE_PLATFORM_MARK_H
#define GORGE_PLATFORM_MARK_H

#include "base/text.h"

#include <stdint.h>

#define MARK_VARIABLE "GORGE_RUN"

struct mark {
	int pid;
	uint64_t start_time; /* in units of the system: with the pid it names a process for good */
};
/* That of this gorge. */
struct mark mark_self(void);
/* True while that very gorge runs: its pid alone may belong to another by now. */
bool mark_is_alive(struct mark mark);
/* Reads "PID:START_TIME" (separator ':') or "PID-START_TIME-..." ('-'). */
bool mark_parse(const char *text, char separator, struct mark *mark);
/* Adds an environment to `marked`, with the mark of this gorge in place of any other. */
void mark_environment(const char *const *environment, struct list *marked);

/* How many processes live that were started with the mark of that gorge. */
size_t mark_count_processes(int gorge_pid);
/* Kills what was started with the mark of a gorge that is no longer alive, but for this process and those
 * above it: a gorge may itself be part of a run. Returns how many were there to be killed. Dying takes a
 * moment: nothing is left once it returns 0. */
size_t mark_kill_leftovers(void);

#endif
