/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole files and folders: read, replace, make, copy by link, delete.
 */
#ifndef GORGE_BASE_FILE_H
#define GORGE_BASE_FILE_H

#include "base/error.h"
#include "base/text.h"

#include <stdint.h>

/* Appends the file's content to `text`. Works for /proc files, whose size reads 0. */
bool file_read(const char *path, struct text *text, struct error *err);
/* The same, but a missing or unreadable file is just false: for optional kernel files. */
bool file_try_read(const char *path, struct text *text);
/* Writes every byte to an open file, however many write() calls that takes; false with errno. */
bool file_write_all(int fd, const char *bytes, size_t count);
/* Replaces the file in one step: written under a temporary name, synced, renamed. */
bool file_replace(const char *path, const void *bytes, size_t count, struct error *err);
/* Writes into an existing kernel file (cgroup, proc) by one write. */
bool file_set(const char *path, const char *value, struct error *err);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
bool file_is_program(const char *path);

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

/* An absolute path without symbolic links, or a raised READ error. The caller frees it. */
char *path_resolve(const char *path, struct error *err);
/* The part after the last '/'. Points into the argument. */
const char *path_name(const char *path);
/* The first program of that name on $PATH, or NULL. The caller frees it. */
char *path_find_program(const char *name);

#endif
