/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * /proc: who lives, whose child, how large; and the mark by which the processes of a dead gorge are known.
 */
#ifndef GORGE_PLATFORM_LINUX_PROC_H
#define GORGE_PLATFORM_LINUX_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct proc_stat {
	char state; /* 'R', 'S', 'Z' ... */
	pid_t parent;
	uint64_t start_time; /* clock ticks since boot: with the pid it names a process for good */
};
/* Parses /proc/PID/stat; the program's name in it may hold blanks and brackets. */
bool proc_parse_stat(const char *text, struct proc_stat *stat);
/* "VmHWM:    2168 kB" of /proc/PID/status, in bytes. */
bool proc_parse_status_kb(const char *text, const char *key, uint64_t *bytes);

/* False when the process is gone. None of them allocates, so a sampler may call them often. */
bool proc_read_stat(pid_t pid, struct proc_stat *stat);
bool proc_read_peak(pid_t pid, uint64_t *peak_bytes);
/* Resident pages that no file and no shared memory is behind. A sampler keeps the descriptor, which saves
 * most of the cost of a reading; -1 when the process is gone. */
int proc_open_statm(pid_t pid);
bool proc_read_anon(int statm_fd, uint64_t *anon_bytes);
/* The number given to the newest process or thread of the host: while it stays, there are no new ones. `fd`
 * is /proc/loadavg, kept open. */
bool proc_read_newest(int fd, pid_t *newest);

/* Calls `visit` for each process there is, until it returns false. */
void proc_each(bool (*visit)(pid_t pid, void *context), void *context);

/* One gorge, as written into the environment of what it starts (GORGE_RUN=PID:START_TIME) and into the names
 * of its groups. */
struct proc_mark {
	pid_t pid;
	uint64_t start_time;
};
struct proc_mark proc_mark_self(void);
/* True while that very gorge runs: its pid alone may belong to another by now. */
bool proc_mark_alive(struct proc_mark mark);
/* Reads "PID:START_TIME" (separator ':') or "PID-START_TIME-..." ('-'). */
bool proc_mark_parse(const char *text, char separator, struct proc_mark *mark);
/* The mark in the environment that a process was started with; false when it has none or may not be read. */
bool proc_mark_of(pid_t pid, struct proc_mark *mark);

#endif
