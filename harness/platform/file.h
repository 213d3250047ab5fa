/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole files, read and replaced, and what paths mean.
 */
#ifndef GORGE_PLATFORM_FILE_H
#define GORGE_PLATFORM_FILE_H

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"

/* Closes a descriptor at the end of its scope; -1 is a no-op. What was written to is closed by hand first, since
 * a close can fail. */
void cleanup_close_fd(const int *fd);
#define CLEANUP_CLOSE __attribute__((cleanup(cleanup_close_fd)))

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
/* Fine when it is not there. */
bool file_delete(const char *path, struct error *err);
/* The hash of a file's content, read in blocks of 64 KiB. */
bool file_hash(const char *path, struct hash *hash, struct error *err);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
bool file_is_program(const char *path);

/* An absolute path without symbolic links, or a raised READ error. The caller frees it. */
char *path_resolve(const char *path, struct error *err);
/* The part after the last '/'. Points into the argument. */
const char *path_name(const char *path);
/* The first program of that name on $PATH, or NULL. The caller frees it. */
char *path_find_program(const char *name);

#endif
