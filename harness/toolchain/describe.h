/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a go command on disk is: asked of itself, in an environment that nothing of the user's reaches.
 */
#ifndef GORGE_TOOLCHAIN_DESCRIBE_H
#define GORGE_TOOLCHAIN_DESCRIBE_H

#include "toolchain/toolchain.h"

/* Fills everything but `request` from the program `go`, which may stand on PATH or in a GOROOT. Raises
 * BAD_TOOLCHAIN when it does not run, or when its compiler or linker is missing. */
bool toolchain_describe(const char *go, struct toolchain *toolchain, struct error *err);

#endif
