/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder in which one experiment keeps projects, caches and what runs write. Nothing of it outlives the
 * experiment: it is deleted at the end, and when gorge was killed, by the next gorge that starts.
 */
#ifndef GORGE_EXECUTE_STORES_WORKSPACE_H
#define GORGE_EXECUTE_STORES_WORKSPACE_H

#include "base/error.h"
#include "platform/lock.h"

#include <stdint.h>

struct workspace {
	char *folder;
	struct lock lock;           /* held as long as it is open */
	uint64_t largest_run_bytes; /* what the largest run so far has left */
};

/* Makes a workspace of its own under the scratch folder, and deletes those that nobody holds any more, as
 * well as what killed gorges have left in the other stores: what of that cannot be deleted is told on stderr.
 * A folder that gorge has not made is left alone, whatever its name. */
bool workspace_open(struct workspace *workspace, struct error *err);
/* Deletes it; what could not be deleted is told on stderr, and left to the next gorge. */
void workspace_close(struct workspace *workspace);

/* Makes and returns FOLDER/kind/name. The caller frees it; NULL with a raised error. */
char *workspace_folder(
	const struct workspace *workspace, const char *kind, const char *name, struct error *err);

/* gorge-exec, by a path without blanks and quotes wherever there is one: its own, or else that of a link in
 * the workspace. NULL with a raised error; the caller frees it. */
char *workspace_shim(const struct workspace *workspace, struct error *err);

/* What runs leave is deleted late, in one go, since on some file systems writing again after a deletion
 * costs many times the CPU (docs/measuring.md); but at once when the disk runs low. */
bool workspace_make_room(const struct workspace *workspace, struct error *err);

#endif
