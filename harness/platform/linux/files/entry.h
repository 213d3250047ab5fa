/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the kernel tells of a folder's entries, in gorge's words.
 */
#ifndef GORGE_PLATFORM_LINUX_FILES_ENTRY_H
#define GORGE_PLATFORM_LINUX_FILES_ENTRY_H

#include "platform/file.h"

#include <sys/types.h>

/* "." and "..", which every folder lists. */
bool entry_is_dot(const char *name);
/* By the S_IFMT bits of a mode. */
enum file_kind entry_kind_of_mode(mode_t mode);
/* By asking about a path below an open folder, or AT_FDCWD; no link is followed. */
enum file_kind entry_kind(int above, const char *path);

#endif
