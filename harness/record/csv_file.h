/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A CSV file that rows are added to, several at a time: all of them stay, or none.
 */
#ifndef GORGE_RECORD_CSV_FILE_H
#define GORGE_RECORD_CSV_FILE_H

#include "base/text.h"
#include "platform/append_file.h"
#include "record/columns.h"

/* Zero-initialised is not open: nothing can be added then, and there is nothing to sync or to take back. */
struct csv_file {
	struct append_file file;
	const struct csv_layout *layout;
	struct text pending; /* rows that are not in the file yet */
	uint64_t kept_bytes; /* of the file: up to where rows stay */
};

/* Whether a file holds a whole header row. One that a full disk or a kill has kept from it has nothing to
 * tell, and is begun anew by csv_file_open(); so is one that is not there. */
bool csv_file_has_header(const char *path);
/* Opens a file that has exactly the layout's header (upgrade.h sees to that), or makes one; a torn last line
 * is dropped. On failure it is not open. */
bool csv_file_open(
	const char *path, const struct csv_layout *layout, struct csv_file *csv, struct error *err);
bool csv_file_is_open(const struct csv_file *csv);
/* Adds one pending row of as many cells as the layout has columns; NULL cells are empty. */
void csv_file_add(struct csv_file *csv, char *const *cells);
/* Writes pending rows once there are many of them, so that they need little memory however many come. */
bool csv_file_ease(struct csv_file *csv, struct error *err);
/* Writes what is pending, and returns when all of it is on the disk. */
bool csv_file_sync(struct csv_file *csv, struct error *err);
/* What was added and synced stays from now on. */
void csv_file_keep(struct csv_file *csv);
/* Takes back all that was added since: the file ends where csv_file_keep() has left it, and nothing is
 * pending. */
void csv_file_take_back(struct csv_file *csv);
/* Cuts off the rows behind the last one that is to stay, whose line `stays` is given; nothing may be pending.
 * Reads line by line, since the file can be large. Raises RESULTS_QUOTE for a line that leaves a quote open,
 * with nothing cut. */
bool csv_file_cut_tail(struct csv_file *csv, bool (*stays)(const void *context, const char *line),
	const void *context, struct error *err);
/* Fine for one that is not open. What is pending is lost. */
void csv_file_close(struct csv_file *csv);

/* The header row of a layout, with its line end. */
void csv_append_header(struct text *line, const struct csv_layout *layout);

#endif
