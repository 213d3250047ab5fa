/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Modules of a repository that replace each other by folders (`replace x => ../x`), which no archive of one
 * has. Whoever depends on such a module builds it without.
 */
#ifndef GORGE_EXECUTE_PROJECTS_STAND_ALONE_H
#define GORGE_EXECUTE_PROJECTS_STAND_ALONE_H

#include "toolchain/fetch/fetcher.h"

/* Leaves such lines out of the go.mod at `folder`, which was fetched and is writable, and has the go command
 * fetch what takes their place and note its sums. Where that is not to be had, go.mod and go.sum stay as they
 * were. Raises DEPENDENCIES, or what module_fetch() does but MODULE_MISSING. */
bool stand_alone(const struct fetcher *fetcher, const char *folder, struct error *err);

#endif
