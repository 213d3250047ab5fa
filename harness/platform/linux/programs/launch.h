/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How every program that gorge starts is started, measured or not.
 */
#ifndef GORGE_PLATFORM_LINUX_PROGRAMS_LAUNCH_H
#define GORGE_PLATFORM_LINUX_PROGRAMS_LAUNCH_H

#include <stdbool.h>
#include <sys/types.h>

struct launch {
	const char *program;            /* its path */
	const char *const *argv;        /* argv[0] is what it is called by */
	const char *const *environment; /* NULL: gorge's own; the mark of this gorge (mark.h) is added */
	const char *folder;             /* working folder; NULL keeps gorge's own */
	int input, output, messages;    /* become its standard streams; opened with O_CLOEXEC */
	/* Called in the child before its program runs, to put it into a group; async-signal-safe. Returns 0 or
	 * errno. NULL: there is no group. */
	int (*join)(const void *group);
	const void *group;
};

/* What could not be done, and why. */
struct launch_failure {
	char step[32]; /* "changing to its folder"; "" when there was no process for it */
	int error;     /* errno */
};

/* Starts a program in a session of its own, with signals as a program expects them and nothing of what gorge
 * has open. It is killed when the thread that has started it ends, and so when gorge dies, however it dies
 * (PR_SET_PDEATHSIG; a program that changes its user by it, setuid, is not). What it starts itself is not:
 * guard.h kills that. Returns its pid once it runs; -1, with nothing to wait for, when it does not. */
pid_t launch(const struct launch *launch, struct launch_failure *failure);

#endif
