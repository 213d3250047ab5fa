/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trees deleted, whoever else is at work in them. However deep a tree is, a few descriptors do.
 */
#ifndef GORGE_PLATFORM_LINUX_FILES_DELETION_H
#define GORGE_PLATFORM_LINUX_FILES_DELETION_H

#include <stdbool.h>

/* Deletes what stands under a path below an open folder (or AT_FDCWD); fine when nothing does. No link is
 * followed from the last name of the path on, and no mount entered. Goes on past what it cannot delete, makes
 * read-only folders writable first, and then returns false with the errno of the first that stayed: EBUSY
 * where something is mounted, ESTALE where a folder was moved away meanwhile, which ends it. */
bool delete_below(int above, const char *path);

#endif
