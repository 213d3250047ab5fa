/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A module of the proxy, downloaded by a go command, which checks it against the checksum database.
 */
#ifndef GORGE_TOOLCHAIN_FETCH_MODULE_FETCH_H
#define GORGE_TOOLCHAIN_FETCH_MODULE_FETCH_H

#include "toolchain/fetch/fetcher.h"

struct fetched_module {
	char *folder;  /* its tree, in the module cache that was asked for; read-only */
	char *version; /* as the proxy resolved it: "v1.8.0" for "latest" */
	char *sum;     /* "h1:...", over the tree's files, as in go.sum */
};

/* Downloads "MODULE@VERSION" (or "MODULE@QUERY") into a module cache below `work`, which is there. Raises
 * MODULE_MISSING, MODULE_PRIVATE, MODULE_TOO_NEW, MODULE_CHECKSUM or MODULE_FETCH with what the go command
 * says. The caller disposes of `module`. */
bool module_fetch(const struct fetcher *fetcher, const char *request, const char *work,
	struct fetched_module *module, struct error *err);
void fetched_module_dispose(struct fetched_module *module);

/* Which of these errors a message of the go command means. Pure. */
enum error_id module_fetch_error(const char *message);

#endif
