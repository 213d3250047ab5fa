/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The go commands that are not measured, and the Go programs of gorge's own that they build: bench/NAME, a
 * module that needs no other.
 */
#ifndef GORGE_EXECUTE_STORES_GO_HELPER_H
#define GORGE_EXECUTE_STORES_GO_HELPER_H

#include "execute/stores/workspace.h"
#include "toolchain/toolchain.h"

/* The home and the build cache of such go commands. NULL with a raised error; the caller frees each. */
char *go_helper_home(const struct workspace *workspace, struct error *err);
char *go_helper_cache(const struct workspace *workspace, struct error *err);

/* The program of bench/NAME, built by this toolchain, and kept until its source or the toolchain changes.
 * NULL with a raised error; the caller frees it. */
char *go_helper_program(const char *name, const struct toolchain *toolchain,
	const struct workspace *workspace, struct error *err);

#endif
