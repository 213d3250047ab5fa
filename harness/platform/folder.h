/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole folders: made, copied by link, measured, deleted.
 */
#ifndef GORGE_PLATFORM_FOLDER_H
#define GORGE_PLATFORM_FOLDER_H

#include "base/error.h"
#include <stdint.h>

/* Makes a folder and those above it; fine when it is there already. */
bool folder_make(const char *path, struct error *err);
/* Deletes a tree, following no links; fine when it is not there. Continues past what it cannot delete,
 * makes read-only folders writable first, and then says what stayed. */
bool folder_delete(const char *path, struct error *err);
/* Makes `to` a tree of hard links to the files of `from` (copies where linking is not possible). */
bool folder_link(const char *from, const char *to, struct error *err);
/* Bytes of the regular files below a folder (st_size), and how many there are. Missing folder: 0. */
void folder_measure(const char *path, uint64_t *bytes, uint64_t *files);
/* Free bytes and free inodes for an ordinary user on the file system that holds `path` (or, when it does
 * not exist yet, its nearest existing parent). inodes is UINT64_MAX where the file system has no limit. */
bool folder_free_space(const char *path, uint64_t *bytes, uint64_t *inodes, struct error *err);

#endif
