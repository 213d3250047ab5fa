/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that is only added to at its end, and cut back to what it was when that fails.
 */
#ifndef GORGE_PLATFORM_APPEND_FILE_H
#define GORGE_PLATFORM_APPEND_FILE_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is not open. Its holder is the only one who writes to the file. */
struct append_file {
	char *path; /* owned; NULL = not open */
	int handle;
	uint64_t size_bytes; /* of the file now */
};

/* Opens the file, or makes an empty one; what file_target() refuses is refused. On failure it is not open. */
bool append_file_open(const char *path, struct append_file *file, struct error *err);
/* Appends all of the bytes, or none. They are on the disk after append_file_sync() only. */
bool append_file_add(struct append_file *file, const void *bytes, size_t count, struct error *err);
/* Returns when all that was added is on the disk: a crash of the host does not lose it. */
bool append_file_sync(struct append_file *file, struct error *err);
/* Forgets what stands behind the first `size_bytes`, which are no more than it has. */
bool append_file_cut(struct append_file *file, uint64_t size_bytes, struct error *err);
/* Cuts off what stands behind the last line end: a line that was not written to its end. Raises
 * RESULTS_FORMAT, with nothing cut, for `most_bytes` and more: that is no line. */
bool append_file_drop_torn_line(struct append_file *file, uint64_t most_bytes, struct error *err);
/* Closes it, without syncing; fine for one that is not open. */
void append_file_close(struct append_file *file);

#endif
