/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be written to: regular files, and what is not there yet.
 */
#ifndef GORGE_PLATFORM_LINUX_FILES_REPLACE_H
#define GORGE_PLATFORM_LINUX_FILES_REPLACE_H

#include "base/error.h"

#include <sys/types.h>

/* Raises WRITE, with what it is, unless a mode's S_IFMT bits say that it is a regular file. */
bool replace_check(mode_t mode, const char *path, struct error *err);

#endif
