/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the folders and files of a tree, in the order they are asked for but several at a time: the kernel
 * and who composes the files find less of their code in the processor's caches the more often they take
 * turns. One thread's; others may be writing other folders of the same tree.
 */
#ifndef GORGE_GENERATORS_TREE_WRITER_H
#define GORGE_GENERATORS_TREE_WRITER_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* TREE_LENT: how many files wait at most; TREE_STEPS: with the folders among them. */
enum { TREE_PATH_BYTES = 512, TREE_LENT = 16, TREE_STEPS = 32 };

/* What waits to be made. */
struct tree_step {
	bool is_folder;
	const char *bytes; /* of a file; borrowed */
	size_t count;
	size_t folder_length;       /* of what names the folder in path, with its '/'; 0: the root */
	char path[TREE_PATH_BYTES]; /* relative to the root; that of a folder ends in '/' */
};

struct tree_writer {
	int root;              /* borrowed */
	const char *root_path; /* borrowed; for errors */
	int above;             /* the folder above the present one, open; -1: none yet; may be the root */
	size_t above_length;   /* of what names it in above_path, with its '/' */
	char above_path[TREE_PATH_BYTES];
	int folder;               /* the present one, opened once it has many files; else -1 */
	unsigned files_in_folder; /* so far */
	unsigned count, files;    /* of the steps; of these, files */
	struct tree_step steps[TREE_STEPS];
};

void tree_writer_init(struct tree_writer *tree, int root, const char *root_path);
/* Closes what is open, and forgets what waits. */
void tree_writer_dispose(struct tree_writer *tree);

/* Makes a folder ("engine/ledger17"; "" is the root, which is there) and those above it. No harm when it is
 * there already. The path has less than TREE_PATH_BYTES - 1 bytes. */
bool tree_writer_folder(struct tree_writer *tree, const char *path, struct error *err);
/* Makes a file, whose name begins at path[folder_length], in the folder that was named last. `bytes` must
 * stay as they are until as many as TREE_LENT files were added after it, or until a flush. */
bool tree_writer_file(struct tree_writer *tree, const char *path, size_t folder_length, const char *bytes,
	size_t count, struct error *err);
/* Does all that waits. False with ERROR_WRITE, and the path, as above. */
bool tree_writer_flush(struct tree_writer *tree, struct error *err);
/* ERROR_WRITE for a path below a root, by errno; a root that is too long loses its beginning. Returns false.
 */
bool tree_writer_raise(const char *root_path, const char *path, struct error *err);
/* Creates a file to be written by the caller: returns it open, or -1 with ERROR_WRITE. */
int tree_writer_open(struct tree_writer *tree, const char *path, size_t folder_length, struct error *err);

#endif
