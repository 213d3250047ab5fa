/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of one run put in the place of those that stand there, in all files of a results folder at once:
 * the files are written anew into a folder of it, which then gets another name. From that moment on they
 * count, and whoever finds them there moves them to their places.
 */
#ifndef GORGE_RECORD_UPKEEP_REPLACEMENT_H
#define GORGE_RECORD_UPKEEP_REPLACEMENT_H

#include "record/csv_file.h"

struct replacement {
	const char *folder;          /* of the results */
	const char *old_id, *new_id; /* of the run, in the rows that go and in those that come */
	const char *timeline_path;   /* as results_add_run() takes it, or NULL */
};

/* Writes copies of the files, which are all open, without the rows of the run, with what is pending,
 * and with the timeline; syncs them and has them count. The files are then those of
 * replacement_finish(): they are to be closed before it and opened again after it. On failure nothing
 * has changed, and what is pending still is. */
bool replacement_make(
	const struct replacement *replacement, struct csv_file *const *files, size_t count, struct error *err);

/* Moves files that count to their places, and forgets those that do not; mostly there are none. Done before
 * a file of the folder is read or opened. */
bool replacement_finish(const char *folder, struct error *err);

#endif
