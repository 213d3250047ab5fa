/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A results folder while it is being added to. A run is finished when its row stands in runs.csv: its tool
 * rows are written before, so that whatever is cut off by a crash or a full disk is dropped at the next
 * start and nothing finished is ever lost or doubled.
 */
#ifndef GORGE_RECORD_RESULTS_H
#define GORGE_RECORD_RESULTS_H

#include "base/error.h"
#include "base/text.h"
#include "record/columns.h"

#include <stdbool.h>

/* One CSV file being appended to. */
struct csv_file {
	char *path;
	int fd;
	struct text pending; /* rows not written yet */
};

struct results {
	char *folder;
	int lock_fd;
	struct csv_file runs, tools;
	struct list finished; /* run ids, sorted */
	struct text story;    /* lines about what opening has changed in the files, for the user; mostly empty */
};

/* Opens or makes the folder, takes its lock (BUSY when another gorge holds it), brings existing files
 * that have fewer columns to those of this gorge (RESULTS_SCHEMA when they have others, see upgrade.h), drops
 * a torn last line and tool rows without a run. fresh: earlier files are moved into a subfolder
 * "before-<time>" first. */
bool results_open(const char *folder, bool fresh, struct results *results, struct error *err);
void results_close(struct results *results);

bool results_has(const struct results *results, const char *run_id);
/* Adds one cell or ends one row of tools.csv; written with the next results_add_run(). */
void results_tool_cell(struct results *results, const char *text);
void results_tool_count(struct results *results, uint64_t count);
void results_tool_end(struct results *results);
/* Writes the pending tool rows and then the run's row, each in one write, and syncs. On failure (a full
 * disk) both files are cut back to what was there before. */
bool results_add_run(struct results *results, const struct row *row, struct error *err);

/* Appends one CSV field (libcsv's quoting), and a comma behind it unless `last`. */
void csv_append_field(struct text *line, const char *field, bool last);

#endif
