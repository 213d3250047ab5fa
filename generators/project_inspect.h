/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A Go tree on disk, counted and hashed.
 */
#ifndef GORGE_GENERATORS_PROJECT_INSPECT_H
#define GORGE_GENERATORS_PROJECT_INSPECT_H

#include "generators/generator.h"

/* Counts and hashes the Go tree in `folder` by reading it (skips .git, vendor/, testdata/ and gorge's
 * marker for the counts of files, lines and bytes, and .git and the marker for the hash). Of a link it
 * is what the link says that counts, and what is in the file that it leads to where that is elsewhere;
 * no link to a folder is followed. An independent check of what project_generate() tells, and the way
 * to know a dir: project. */
bool project_inspect(const char *folder, struct project_facts *facts, struct error *err);

/* What can be told of a tree without reading it: all that project_inspect() hashes, by name, kind, size and
 * times. Two equal looks mean that nothing was written to between them, also not taken back: the system
 * stamps every change. Zero-initialised is a look at nothing; looks at several trees add up in one. */
struct project_look {
	struct hash files;   /* of all but folders' times */
	struct hash folders; /* of folders' times, which change when a name comes or goes */
	int64_t newest_ns;   /* when the last change was, and where: an absolute path, cut to fit */
	char newest[256];
};
/* Adds a tree. What goes away meanwhile is not there. Raises READ. */
bool project_look(const char *folder, struct project_look *look, struct error *err);
/* Adds one file, which may be missing. */
void project_look_file(const char *path, struct project_look *look);

#endif
