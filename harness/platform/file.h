/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole files, read and replaced, and what paths mean.
 */
#ifndef GORGE_PLATFORM_FILE_H
#define GORGE_PLATFORM_FILE_H

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"

#include <stdint.h>

/* Closes a descriptor at the end of its scope; -1 is a no-op. What was written to is closed by hand first,
 * since a close can fail. */
void cleanup_close_fd(const int *fd);
#define CLEANUP_CLOSE __attribute__((cleanup(cleanup_close_fd)))

/* Appends the file's content to `text`. Works for /proc files, whose size reads 0. Whole files are read into
 * memory, so more than FILE_MOST_BYTES (a device that never ends, a wrong file) raises READ at once. */
enum { FILE_MOST_BYTES = 256 * 1024 * 1024 };
bool file_read(const char *path, struct text *text, struct error *err);
/* The same with a bound of the caller's. */
bool file_read_small(const char *path, size_t most_bytes, struct text *text, struct error *err);
/* The same, but a missing or unreadable file is just false: for optional kernel files. */
bool file_try_read(const char *path, struct text *text);
/* Appends what is still to be read of an open file; false with errno. */
bool file_read_all(int fd, struct text *text);
/* Writes every byte to an open file, however many write() calls that takes; false with errno. */
bool file_write_all(int fd, const char *bytes, size_t count);
/* Closes what was written to; false with errno where some of it did not arrive. */
bool file_close(int fd);
/* Both; it is closed whatever comes of it. */
bool file_write_and_close(int fd, const char *bytes, size_t count);
/* Replaces the file in one step: written under a temporary name, synced, renamed. What killed gorges have
 * left of the same file is deleted. Where it goes is what file_target() says. Raises WRITE. */
bool file_replace(const char *path, const void *bytes, size_t count, struct error *err);
/* Where that which is written to a path has to go: there, or where a link leads that stands there, so that
 * neither the link nor its target's folder is lost. NULL with a raised WRITE when what stands there is no
 * regular file (a folder, a device, a FIFO, a socket), or a link to none: what is replaced would be gone for
 * good, and what is made by a link that leads nowhere is where nobody looks for it. The caller frees it. */
char *file_target(const char *path, struct error *err);
/* Writes into an existing kernel file (cgroup, proc) by one write. */
bool file_set(const char *path, const char *value, struct error *err);
/* The hash of a file's content, read in blocks of 64 KiB. */
bool file_hash(const char *path, struct hash *hash, struct error *err);
/* Has everything written back to the disks that would be written back some time later. */
void file_sync_all(void);

/* Deletes a file; fine when it is not there. Raises WRITE. */
bool file_delete(const char *path, struct error *err);
/* Gives a file or a folder another name on the same file system, at once: a file of that name is replaced,
 * and so is an empty folder by a folder. Raises WRITE, with where it was to go. */
bool file_move(const char *from, const char *to, struct error *err);
/* Lets everybody read and run it. Raises WRITE. */
bool file_make_program(const char *path, struct error *err);

/* Makes a symbolic link at `path`, where nothing is yet. Raises WRITE. */
bool file_link_to(const char *target, const char *path, struct error *err);

/* Sets a file's or a folder's time to now; false when it is not there. */
bool file_touch(const char *path);
/* Seconds since it was changed or touched, below 0 when its time lies ahead; false when it is not there. */
bool file_age(const char *path, int64_t *seconds);

/* What stands under a path; no link is followed. */
enum file_kind { FILE_MISSING, FILE_PLAIN, FILE_FOLDER, FILE_LINK, FILE_OTHER };
enum file_kind file_kind(const char *path);
/* The same, seen through links. */
bool file_exists(const char *path);
bool file_is_folder(const char *path);
bool file_is_program(const char *path);

/* An absolute path without symbolic links, or a raised READ error. The caller frees it. */
char *path_resolve(const char *path, struct error *err);
/* The part after the last '/'. Points into the argument. */
const char *path_name(const char *path);
/* The part before it: "." where there is no '/', "/" of what lies in the root. The caller frees it. */
char *path_folder(const char *path);
/* The first program of that name on $PATH, or NULL. The caller frees it. */
char *path_find_program(const char *name);

#endif
