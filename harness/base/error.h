/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors as values: library code raises into a `struct error` on its caller's stack and returns false;
 * only main prints. What failed and what to do about it stand in errors.def; where and why come from the
 * place that raises. On success the struct is left untouched, so one can serve a whole command.
 */
#ifndef GORGE_BASE_ERROR_H
#define GORGE_BASE_ERROR_H

#include <stdbool.h>
#include <stdio.h>

/* Exit statuses of gorge, part of its contract (README, gorge.1). */
enum exit_status {
	STATUS_DONE = 0,
	STATUS_WORSE = 1,         /* done, and the answer is "worse", "refuted" or "broken meter" */
	STATUS_BAD_INPUT = 2,     /* the command line, an experiment file or a results folder */
	STATUS_BAD_HOST = 3,      /* kernel, disk, cgroup, toolchain or a program lacks something */
	STATUS_BUG = 4,           /* gorge broke a promise to itself */
	STATUS_INTERRUPTED = 130, /* stopped by a signal; finished runs are kept and the rest can resume */
};

enum error_id {
	ERROR_NONE,
#define ERROR(id, status, what, fix) ERROR_##id,
#include "base/errors.def"
#undef ERROR
	ERROR_COUNT
};

/* The first failure on the way down plus what its callers were doing. Owns no memory. */
struct error {
	enum error_id id;
	char where[512];
	char why[512];
	char context[768];
};

#define ERROR_INIT                                                                                           \
	{                                                                                                        \
		.id = ERROR_NONE                                                                                     \
	}

/* Records a failure; a second one while the first stands is dropped, since the first is the cause.
 * where: the file, key, option or program; why: what the system or the check said, never empty.
 * Always returns false, so callers write `return error_raise(...)`. */
__attribute__((format(printf, 4, 5), nonnull(1, 3, 4))) bool error_raise(
	struct error *err, enum error_id id, const char *where, const char *why_format, ...);

/* error_raise() with errno's text as the why. What is no input's fault but the host's (it lacks descriptors
 * or memory, the disk fails) raises HOST_READ in place of an error of bad input. */
__attribute__((nonnull)) bool error_raise_errno(struct error *err, enum error_id id, const char *where);

/* Says what the caller was doing when its callee failed. Always returns false. */
__attribute__((format(printf, 2, 3), nonnull(1, 2))) bool error_while(
	struct error *err, const char *doing_format, ...);

/* Forgets a failure that the caller has dealt with. */
void error_clear(struct error *err);

/* Prints the failure to `out` as what / where / why / while / fix; returns the exit status it maps to. */
enum exit_status error_report(const struct error *err, FILE *out);

/* What the catalogue says of an error; for tests, which hold every row to one voice. */
const char *error_what(enum error_id id);
const char *error_fix(enum error_id id);
enum exit_status error_status(enum error_id id);

/* Stops the program for a broken invariant, which no user can cause: prints file and line, exits 4. */
#define BUG(...) bug_report(__FILE__, __LINE__, __VA_ARGS__)
__attribute__((noreturn, format(printf, 3, 4))) void bug_report(
	const char *file, int line, const char *format, ...);

#endif
