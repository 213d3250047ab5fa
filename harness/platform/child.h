/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs that gorge starts and waits for: whether they have ended, and what they have used. process.h runs
 * helper programs by it; child_start() starts a command that is measured.
 */
#ifndef GORGE_PLATFORM_CHILD_H
#define GORGE_PLATFORM_CHILD_H

#include "base/error.h"

#include <stdint.h>

/* A program from its start until child_reap(). */
struct child {
	int pid;
	int exit_fd; /* the system's own: becomes readable when the program ends; -1 where there is no such thing
					(before Linux 5.3) */
};
/* None that would have to be waited for. */
#define CHILD_NONE                                                                                           \
	{                                                                                                        \
		.pid = -1, .exit_fd = -1                                                                             \
	}

/* A command to start. */
struct child_command {
	const char *const *argv;        /* argv[0] is an absolute path */
	const char *const *environment; /* complete, "NAME=value"; built from nothing */
	const char *folder;             /* working folder; NULL keeps gorge's own */
	const char *output_path;        /* file that is made empty and gets its stdout and stderr */
	bool output_discarded;          /* its stdout goes nowhere; output_path gets stderr alone */
	/* Called in the child before its program runs, to put it into a group; async-signal-safe. Returns 0 or
	 * errno. NULL: there is no group. */
	int (*join)(const void *group);
	const void *group;
};

/* Starts a command in a session of its own that dies with gorge, with gorge's mark (mark.h), without input,
 * signals as a program expects them, nothing of what gorge has open. Returns once its program runs; what
 * fails on the way raises ERROR_MEASURE with the step in its why, and leaves nothing to wait for. The thread
 * that starts it has to be there until it has ended. */
bool child_start(const struct child_command *command, struct child *child, struct error *err);
/* A program that was started by other means. */
struct child child_of(int pid);

bool child_has_ended(const struct child *child);
/* Sleeps until it ends, gorge is interrupted, or clock_now_ns() says `until_ns`. True when it may have
 * ended. */
bool child_sleep(const struct child *child, uint64_t until_ns);
/* Its own peak so far, without its children's; false when it has ended. */
bool child_peak_bytes(const struct child *child, uint64_t *peak_bytes);
/* Kills it with all that has stayed in its process group. */
void child_kill(const struct child *child);

/* How a program ended, and what it and all that was waited for below it have used. */
struct child_end {
	int exit_status; /* 0..255, or 128 + signal */
	int signal;      /* that it died by; 0 = it exited; child_signal_text() says which */
	uint64_t user_ns, system_ns;
	uint64_t maxrss_bytes; /* of the largest among them, or what that one's parent had when it started it */
};
/* A signal as people know it: "Killed", "Segmentation fault". Lasts until the next call. */
const char *child_signal_text(int signal);
/* Waits for its end; the child is then CHILD_NONE. */
void child_reap(struct child *child, struct child_end *end);

/* Whether processes that descend from gorge become its children when they lose their parent, and not those of
 * init. Returns whether they did before. */
bool child_adopt_orphans(bool adopt);
/* Waits for those adopted that have ended, and for any other child that has. */
void child_reap_orphans(void);

#endif
