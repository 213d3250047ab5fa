/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is worth keeping from one experiment to the next, because it takes long to make and is the same every
 * time: the compiled standard library, and the loader, of each toolchain and set of flags. Lies in gorge's
 * cache folder, under `kept`; may be deleted at any time between runs.
 */
#ifndef GORGE_EXECUTE_KEPT_H
#define GORGE_EXECUTE_KEPT_H

#include "base/error.h"

/* The folder kept under this name, marked as used now; NULL when there is none. The caller frees it. */
char *kept_find(const char *name);
/* A new folder to be filled; NULL with a raised error. The caller frees it. */
char *kept_begin(struct error *err);
/* Keeps a filled folder under a name (one that stands there already wins), lets go of the ones that were not
 * used for the longest time, and returns its place. NULL with a raised error. The caller frees it. */
char *kept_finish(const char *folder, const char *name, struct error *err);
/* Deletes a folder that was begun and is of no use. */
void kept_abandon(const char *folder);

#endif
