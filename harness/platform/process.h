/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Helper programs (go list, go env, gnuplot ...), which are not measured.
 */
#ifndef GORGE_PLATFORM_PROCESS_H
#define GORGE_PLATFORM_PROCESS_H

#include "base/error.h"
#include "base/text.h"
#include "platform/hold.h"

struct process {
	const char *const *argv;        /* argv[0] is a path, or a name looked up on gorge's own PATH */
	const char *const *environment; /* NULL-terminated "NAME=value"; NULL inherits gorge's own */
	const char *folder;             /* working folder; NULL keeps gorge's own */
	const char *input;              /* text for standard input; NULL gives /dev/null */
	const struct hold *hold;        /* a group that it is started in (hold.h); NULL: gorge's own */
	void (*tick)(void *context);    /* called some times a second while it runs, unless NULL */
	void *context;
};

/* A program whose words stand in lists, which have to outlive it; an environment of NULL inherits gorge's. */
struct process process_of(const struct list *argv, const struct list *environment, const char *folder);

/* Runs a program to its end, and kills whatever it leaves: in a session of its own or not, an orphan or not.
 * It bears gorge's mark (mark.h) and dies with gorge. One at a time. Its stdout is appended to `output` and
 * its stderr to `messages` (the same struct may serve both; NULL discards). *exit_status is 0..255, or 128 +
 * the signal that ended it. False only when it cannot be started, when gorge is interrupted (the program is
 * then killed with all of its process group), or when SIGKILL ended it: only the host does that, or whoever
 * wants it gone. That, and what the host lacks to start it, raises NO_RESOURCES, all else PROGRAM. */
bool process_run(const struct process *process, struct text *output, struct text *messages, int *exit_status,
	struct error *err);

/* process_run() that raises ERROR_PROGRAM, or `id` when given, unless the program exits 0: where = the
 * command line as typed in a shell, why = how it ended and the first lines of its stderr that say something.
 * Where process_blames_host(), it raises NO_RESOURCES, whatever `id` is. */
bool process_check(const struct process *process, struct text *output, enum error_id id, struct error *err);
/* Raises `id` like that, for a program that has ended with a status other than 0 and said `messages`. */
bool process_failed(const struct process *process, int exit_status, const char *messages, enum error_id id,
	struct error *err);
/* True, with a raised NO_RESOURCES, when a program that failed so says of the host that it lacks threads,
 * memory or descriptors, or that a program of its own was killed. */
bool process_blames_host(
	const struct process *process, int exit_status, const char *messages, struct error *err);

#endif
