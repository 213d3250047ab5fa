/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whole folders: made, listed, copied by link, measured, deleted.
 */
#ifndef GORGE_PLATFORM_FOLDER_H
#define GORGE_PLATFORM_FOLDER_H

#include "base/error.h"
#include "base/text.h"
#include "platform/file.h"

#include <stdint.h>

/* Makes a folder and those above it; fine when it is there already. */
bool folder_make(const char *path, struct error *err);
/* Makes a new folder: `path` ends in "XXXXXX", in whose place letters come that make it nobody else's. */
bool folder_make_unique(char *path, struct error *err);
/* Lets everybody read and enter it, and its owner change what is in it. Raises WRITE. */
bool folder_make_writable(const char *path, struct error *err);

struct folder_entry {
	int folder; /* the handle of the folder that it is in (platform/tree.h) */
	const char *name;
	enum file_kind kind;
};
/* False: no more of them, please. */
typedef bool folder_visitor(void *context, const struct folder_entry *entry);
/* Visits what is in a folder, in the order of the file system. False when the visitor has said so, or with a
 * raised READ. */
bool folder_each(const char *path, folder_visitor *visit, void *context, struct error *err);
/* Appends the names of what is in a folder, in the order of their bytes. Raises READ. */
bool folder_list(const char *path, struct list *names, struct error *err);
/* Appends, in such an order too, the paths below a folder that a pattern (with `*`, `?` and `[abc]` between
 * its slashes) stands for, which may be none. */
void folder_find(const char *folder, const char *pattern, struct list *paths);

/* Deletes a tree of any depth; fine when it is not there. Follows no link, however late it was put there, and
 * enters nothing that is mounted below or on it. Continues past what it cannot delete, makes read-only
 * folders writable first, and then says what stayed. */
bool folder_delete(const char *path, struct error *err);
/* Adds hard links to the files of `from` (copies where linking is not possible) to the tree `to`; what is
 * there already stays as it is. */
bool folder_link(const char *from, const char *to, struct error *err);
/* Bytes of the regular files below a folder (st_size), and how many there are. Missing folder: 0. */
void folder_measure(const char *path, uint64_t *bytes, uint64_t *files);
/* Free bytes and free inodes for an ordinary user on the file system that holds `path` (or, when it does
 * not exist yet, its nearest existing parent). inodes is UINT64_MAX where the file system has no limit. */
bool folder_free_space(const char *path, uint64_t *bytes, uint64_t *inodes, struct error *err);

#endif
