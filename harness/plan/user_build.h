/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What somebody gives to `go build`, in words and in variables, as settings of an experiment. Pure text.
 */
#ifndef GORGE_PLAN_USER_BUILD_H
#define GORGE_PLAN_USER_BUILD_H

#include "base/error.h"
#include "base/text.h"
#include "plan/settings.h"

struct user_build {
	char *values[SETTING_COUNT];        /* owned; NULL = the user says nothing */
	const char *origins[SETTING_COUNT]; /* where each was found: "GOFLAGS", "arguments", "environment" */
	struct list variables;              /* "CC=clang": of the environment, besides the settings */
	struct list packages;               /* as named in the arguments */
};

/* Takes the words of GOFLAGS, or those behind `go build`. Flags that change nothing that is measured (-v, -o
 * FILE, -a ...) are passed over. Raises USAGE for one that gorge cannot follow, naming it. */
bool user_build_words(
	struct user_build *build, const struct list *words, const char *origin, struct error *err);
/* Takes "NAME=value"s: of the settings that are variables those that say something, and others that reach the
 * tools or cgo's compiler. GOOS and GOARCH count where they are not the host's, which `host` names
 * ("linux/amd64"). */
void user_build_variables(struct user_build *build, const char *const *environment, const char *host);
/* Appends "KEY=VALUE" for each setting and variable, as --set takes them. */
void user_build_overrides(const struct user_build *build, struct list *overrides);
/* Appends the same for people, with the origin: "GOGC=50 (environment)"; but for CGO_ENABLED, which the go
 * command always says something of. */
void user_build_found(const struct user_build *build, struct list *found);
void user_build_dispose(struct user_build *build);
#define CLEANUP_USER_BUILD __attribute__((cleanup(user_build_dispose)))

/* A value as a list of one: commas escaped. The caller frees it. */
char *user_build_escape(const char *value);

#endif
