/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a go command on disk is: asked of itself, in an environment that nothing of the user's reaches.
 */
#ifndef GORGE_TOOLCHAIN_DESCRIBE_H
#define GORGE_TOOLCHAIN_DESCRIBE_H

#include "toolchain/toolchain.h"

/* Runs the program `go` with NULL-terminated arguments (6 at most), away from the user's settings, go.mod and
 * go.work, in an empty home of gorge's own; its stdout is appended to `answer`. Whatever goes wrong means
 * that this is no usable toolchain (BAD_TOOLCHAIN), except an interrupt and what the host lacks
 * (NO_RESOURCES). */
bool toolchain_ask(const char *go, const char *const *arguments, struct text *answer, struct error *err);
/* Fills everything but `request` from the program `go`, which may stand on PATH or in a GOROOT. Raises
 * BAD_TOOLCHAIN when it does not run, or when its compiler or linker is missing. */
bool toolchain_describe(const char *go, struct toolchain *toolchain, struct error *err);
/* The same of the program `go` on PATH. Raises NO_GO too. */
bool toolchain_describe_host(struct toolchain *toolchain, struct error *err);

#endif
