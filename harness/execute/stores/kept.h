/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is worth keeping from one experiment to the next, because it takes long to make and is the same every
 * time: the compiled standard library, and the Go helper programs, of each toolchain and set of flags. Lies
 * in gorge's cache folder, under `kept`; may be deleted at any time between runs.
 */
#ifndef GORGE_EXECUTE_STORES_KEPT_H
#define GORGE_EXECUTE_STORES_KEPT_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

/* Fills a new, empty folder; false with a raised error. */
typedef bool (*kept_maker)(const void *context, const char *folder, struct error *err);

/* The folder kept under this name, marked as used now. When there is none it is made and kept (one that
 * another gorge has put there meanwhile wins), and the ones that were not used for the longest time go. NULL
 * with a raised error. The caller frees it. */
char *kept_find_or_make(const char *name, kept_maker make, const void *context, struct error *err);

/* The same for what an experiment needs as long as it lasts, which may be days: it is kept at `path`, on the
 * same file system but not under `kept`, and never removed. */
bool kept_for_good(const char *path, kept_maker make, const void *context, struct error *err);

/* Appends the folders kept under names that a pattern with `*` fits, in the order of their names. */
void kept_list(const char *pattern, struct list *folders);
/* Marks one of these as used now; false when it is gone meanwhile. */
bool kept_use(const char *path);

/* Deletes what gorges that were killed have left half made; both of the above do so when they make anything.
 * What cannot be deleted is told on stderr. */
void kept_clear_leftovers(void);

#endif
