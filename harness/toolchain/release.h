/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of Go releases, and the version a go command tells. Pure text.
 */
#ifndef GORGE_TOOLCHAIN_RELEASE_H
#define GORGE_TOOLCHAIN_RELEASE_H

#include "base/error.h"
#include "base/text.h"

enum release_stage { RELEASE_BETA, RELEASE_CANDIDATE, RELEASE_FINAL };

/* "1.20" is minor 20, patch 0, FINAL; "1.27rc1" is minor 27, CANDIDATE, stage_number 1. */
struct release {
	unsigned minor, patch;
	enum release_stage stage;
	unsigned stage_number;
};

/* What the third word of `go version` and its followers say. */
struct go_version {
	char text[128]; /* as in struct toolchain: "1.26.8", or "devel go1.28-abcdef ..." */
	struct release release;
};

/* Takes the name of one published release: "1.20.14", "1.20" (before 1.21 the first has no .0), "1.21.0",
 * "1.27rc1"; a leading "go" is fine. Raises BAD_TOOLCHAIN, with the name that was probably meant, for what is
 * none ("1.21", "1.20.0") and for releases older than modules (before 1.11). */
bool release_parse(const char *name, struct release *release, struct error *err);
/* < 0, 0, > 0: the order in which they came out. */
int release_compare(const struct release *a, const struct release *b);
/* Sorts names from the item `first` on, ascending; those that release_parse() does not take come last. */
void release_sort(struct list *names, size_t first);
/* Takes "1.20.x", which stands for the newest of its line; false for anything else. */
bool release_line_parse(const char *name, unsigned *minor);
/* "1.21.0" into out, which needs RELEASE_TEXT_BYTES; returns it. */
enum { RELEASE_TEXT_BYTES = 48 };
char *release_format(char *out, const struct release *release);

/* Reads the output of `go version`. False when it is of no known form (development trees before 1.17
 * did not tell which release they would become). */
bool go_version_parse(const char *output, struct go_version *version);

#endif
