/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A results folder while it is being added to. A run is finished when its row stands in runs.csv: its
 * timeline and its tool rows are written before, so that whatever is cut off by a crash or a full disk is
 * dropped at the next start and nothing finished is ever lost or doubled.
 */
#ifndef GORGE_RECORD_RESULTS_H
#define GORGE_RECORD_RESULTS_H

#include "base/error.h"
#include "base/text.h"
#include "platform/lock.h"
#include "plan/matrix.h"
#include "record/columns.h"
#include "record/csv_file.h"

#include <stdbool.h>

/* A row of runs.csv. Texts are owned. */
struct finished_row {
	char *run_id, *memory, *timeout, *outcome;
	bool again; /* its run is to be done once more, and counts as missing until it was */
};

struct results {
	char *folder;
	struct lock lock;
	struct csv_file runs, tools;
	struct csv_file samples; /* open from the first timeline on, or when an earlier one has left a file */
	struct finished_row *finished; /* what stands in runs.csv, by run id */
	size_t finished_count;
	struct text story; /* lines about what opening has changed in the files, for the user; mostly empty */
};

/* Opens or makes the folder, takes its lock (BUSY when another gorge holds it), brings existing files that
 * have fewer columns to those of this gorge (RESULTS_SCHEMA when they have others, see upgrade.h), drops a
 * torn last line, and tool rows and timelines without a run. fresh: earlier files are moved into a subfolder
 * "before-<time>" first. */
bool results_open(const char *folder, bool fresh, struct results *results, struct error *err);
void results_close(struct results *results);
/* What a folder holds, for questions alone: nothing is made, locked or changed, and nothing can be added. A
 * folder or a runs.csv that is not there holds nothing. Raises what reading raises. Closed as any other. */
bool results_peek(const char *folder, struct results *results, struct error *err);

bool results_has(const struct results *results, const char *run_id);
/* The same for a run of a plan, also by the id that an earlier gorge would have given it: a row of that id
 * counts when it was measured under the same limits (old_limits.h). */
bool results_has_run(const struct results *results, const struct plan *plan, const struct run *run);
/* Has runs done again whose row has one of these outcomes. One with several rows (of several hosts) is
 * not. Rows stay until others take their place. */
void results_retry(struct results *results, const struct list *outcomes);
/* Adds a row to tools.csv; written with the next results_add_run(). */
void results_add_tool(struct results *results, const struct tool_row *row);
/* Writes the run's timeline, which is read from that CSV file (see samples.h; NULL = none was asked for), the
 * pending tool rows and then the run's row, each synced before the next. On failure (a full disk) all three
 * files are cut back to what was there before. */
bool results_add_run(
	struct results *results, const struct row *row, const char *timeline_path, struct error *err);
/* The row of a run that is done again, or NULL. */
struct finished_row *results_row_to_replace(
	const struct results *results, const struct plan *plan, const struct run *run);
/* Like results_add_run(), in place of that row and of what belongs to it: whenever gorge or the host
 * stops, the next opening finds either the old or the new in all three files. */
bool results_replace_run(struct results *results, struct finished_row *old, const struct row *row,
	const char *timeline_path, struct error *err);

#endif
