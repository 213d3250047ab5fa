/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * /proc: who lives, whose child, how large.
 */
#ifndef GORGE_PLATFORM_LINUX_PROC_H
#define GORGE_PLATFORM_LINUX_PROC_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct proc_stat {
	char state; /* 'R', 'S', 'Z' ... */
	pid_t parent;
	uint64_t user_ticks, system_ticks; /* its CPU time, in clock ticks */
	uint64_t start_time;               /* clock ticks since boot: with the pid it names a process for good */
};
/* Ended, and not yet waited for. */
bool proc_is_dead(const struct proc_stat *stat);
/* Parses /proc/PID/stat; the program's name in it may hold blanks and brackets. */
bool proc_parse_stat(const char *text, struct proc_stat *stat);
/* "VmHWM:    2168 kB" of /proc/PID/status, in bytes. */
bool proc_parse_status_kb(const char *text, const char *key, uint64_t *bytes);

/* False when the process is gone. None of them allocates, so a sampler may call them often. */
bool proc_read_stat(pid_t pid, struct proc_stat *stat);
bool proc_read_peak(pid_t pid, uint64_t *peak_bytes);
/* How long a clock tick is. */
uint64_t proc_tick_ns(void);
/* Resident pages that no file and no shared memory is behind. A sampler keeps the descriptor, which saves
 * most of the cost of a reading; -1 when the process is gone. */
int proc_open_statm(pid_t pid);
bool proc_read_anon(int statm_fd, uint64_t *anon_bytes);
/* The number given to the newest process or thread of the host: while it stays, there are no new ones. The
 * descriptor is kept open, too. */
int proc_open_newest(void);
bool proc_read_newest(int newest_fd, pid_t *newest);

/* Appends the value of a variable in the environment that a process was started with; false when it has none
 * of that name, or may not be read. */
bool proc_read_variable(pid_t pid, const char *name, struct text *value);

/* Appends the words of its command line, each ended by a NUL; false when it has none, as one that has ended.
 */
bool proc_read_words(pid_t pid, struct text *words);

/* /proc kept open, which makes listing it often cheaper. NULL with errno where it is not to be had; closing
 * NULL is a no-op. */
struct proc_folder;
struct proc_folder *proc_folder_open(void);
void proc_folder_close(struct proc_folder *folder);
/* Calls `visit` for each process there is, in ascending order of their pids, until it returns false. */
void proc_each(struct proc_folder *folder, bool (*visit)(pid_t pid, void *context), void *context);

/* The number that /proc has for this process. It is not getpid() where what is mounted there is of another
 * PID namespace (unshare --pid without --mount-proc): proc_is_ours() is then false, and the numbers of /proc
 * are nothing to kill() or waitpid() with. */
pid_t proc_own_pid(void);
bool proc_is_ours(void);

/* Holds on to a process: whatever has its number later is another. -1 when it is gone; closed by
 * CLEANUP_CLOSE. */
int proc_hold(pid_t pid);
/* Kills one that is held, of which this is the number; false when it is gone, or another user's. Before Linux
 * 5.1 only the number counts. */
bool proc_kill_held(int held, pid_t pid);
/* Both in one. */
bool proc_kill(pid_t pid);

#endif
