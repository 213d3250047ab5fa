/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mark of one gorge, by which the next one knows what a gorge that was killed has left: it stands in the
 * environment of whatever gorge starts (GORGE_RUN=PID:START_TIME.WORLD) and in the names of groups.
 *
 * Numbers of processes count in one world only: one boot of a host, one PID namespace, one time namespace. A
 * gorge sees the groups, and often the processes, of gorges in containers beside it or above it, and cannot
 * tell whether they live: what bears a mark of another world is left alone.
 */
#ifndef GORGE_PLATFORM_MARK_H
#define GORGE_PLATFORM_MARK_H

#include "base/text.h"

#include <stdint.h>

#define MARK_VARIABLE "GORGE_RUN"

struct mark {
	int pid;
	uint64_t start_time; /* in units of the system: with the pid it names a process of its world for good */
	uint64_t world;      /* a hash of what names the world */
};
/* That of this gorge. */
struct mark mark_self(void);

bool mark_equal(const struct mark *a, const struct mark *b);

/* Dead: surely, since it was of this world and is no longer there. Its pid alone may belong to another. */
enum mark_fate { MARK_ALIVE, MARK_DEAD, MARK_ELSEWHERE };
enum mark_fate mark_fate(const struct mark *mark);

enum { MARK_TEXT_BYTES = 64 };
/* "PID:START_TIME.WORLD", or with another separator; the world in 16 hexadecimal digits. The point keeps
 * gorges that know of no worlds from reading it. Returns `out`. */
char *mark_format(const struct mark *mark, char separator, char out[MARK_TEXT_BYTES]);
/* Reads that. Where the separator stands once more, anything may follow. What gorges wrote before marks named
 * a world is none. */
bool mark_parse(const char *text, char separator, struct mark *mark);
/* Whether a name is a prefix and the mark ('-' separates) of a gorge that is surely dead; more may follow. */
bool mark_names_dead(const char *name, const char *prefix);
/* Adds an environment to `marked`, with the mark of this gorge in place of any other. */
void mark_environment(const char *const *environment, struct list *marked);

/* How many processes live that a gorge of this world has started, by its pid. */
size_t mark_count_processes(int gorge_pid);
/* Kills what was started with the mark of a gorge that is dead, or, `own`, with that of this gorge; but never
 * this process and those above it, for a gorge may itself be part of a run. Returns how many were there to be
 * killed. Dying takes a moment: nothing is left once it returns 0. */
size_t mark_kill_leftovers(bool own);

#endif
