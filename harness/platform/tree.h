/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folders and files of a tree, found from a folder of it that is open: the kernel then looks up a name,
 * where by a whole path it would look up every folder on the way, which adds up where there are many files.
 *
 * Folders and files that are open are handles of 0 or more, -1 for none, to be closed by file_close() or
 * CLEANUP_CLOSE (platform/file.h). What fails leaves errno and raises nothing: its caller knows the path.
 */
#ifndef GORGE_PLATFORM_TREE_H
#define GORGE_PLATFORM_TREE_H

#include "base/text.h"
#include "platform/folder.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Opens the folder that a path leads to. -1 when it cannot. */
int tree_open(const char *path);
/* The same for a folder below one that is open, which `path` (relative, as in what follows) names and no link
 * does. */
int tree_enter(int above, const char *path);

/* Makes a folder; fine when there is something of that name already. */
bool tree_make(int above, const char *path);
/* Makes and opens a file to be written; -1 when there is something of that name, or else it cannot. */
int tree_create(int above, const char *path);
/* Makes a file's content just that, whatever it was. Not through a link. */
bool tree_write(int above, const char *path, const char *bytes, size_t count);

/* Visits what is in a folder, in the order of the file system ("." is the open one itself). False, with errno
 * when it cannot be read, with 0 in errno when the visitor has ended it. */
bool tree_each(int above, const char *path, folder_visitor *visit, void *context);
/* Reads a file, or what a link says, in place of what `content` held. No link leads to the file. */
bool tree_read(int above, const char *path, struct text *content);
bool tree_read_link(int above, const char *path, struct text *content);

/* What the system knows of an entry without its being read. */
struct tree_stamp {
	enum file_kind kind;
	uint64_t size_bytes;
	int64_t written_ns; /* since 1970: its content, as far as those say who write (`touch -d`) */
	int64_t changed_ns; /* since 1970: anything of it, by the clock of the system, which nobody sets back */
};
/* Of what a path leads to, seen from an open folder or (-1) from the current one: of a link itself, or
 * of where it leads. */
bool tree_stamp(int above, const char *path, bool through_links, struct tree_stamp *stamp);

/* folder_delete() of what a path below an open folder leads to. */
bool tree_delete(int above, const char *path);

#endif
