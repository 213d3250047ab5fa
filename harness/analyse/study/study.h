/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A results folder opened for reading: its rows as series, its environment, the table it is held against.
 */
#ifndef GORGE_ANALYSE_STUDY_STUDY_H
#define GORGE_ANALYSE_STUDY_STUDY_H

#include "analyse/series/family.h"
#include "analyse/series/growth.h"
#include "analyse/series/law_history.h"
#include "analyse/claims/published.h"
#include "record/table.h"

#include <jansson.h>

struct study {
	char *folder;
	char *name; /* the experiment's, else the folder's */
	struct table runs;
	struct table tools; /* what one of the two below has read of tools.csv; without rows before */
	struct growth growth;
	struct families families;
	struct series_laws *peak_laws; /* of tree_peak_bytes, empty until somebody fills it in; owned */
	json_t *environment;           /* of environment.json; NULL = there is none, or it is not JSON */
	bool has_published;
	struct published published;
	char *published_path; /* as environment.json or the user names it; NULL = none named */
};

/* Reads folder/runs.csv and, where there is one, environment.json. published: the CSV to compare
 * with; NULL takes the one that environment.json names, looked for in `bench` (which may be NULL) and, when
 * it is not there, left out. On failure the study is already disposed of. */
bool study_open(
	const char *folder, const char *published, const char *bench, struct study *study, struct error *err);
/* Reads of tools.csv, where there is one, the runs of study_largest_row() and those that were cut short and
 * do not tell by whom (culprit_needs_tools()), whatever else it holds. */
bool study_read_tools(struct study *study, struct error *err);
/* The same of the runs that were cut short alone; where there are none, the file is not looked at. */
bool study_read_lost_tools(struct study *study, struct error *err);
/* The first ok row at the largest size of a series that has one, or SIZE_MAX. */
size_t study_largest_row(const struct study *study, const struct series *series, double *size);
/* The same with the rows of runs.csv alone. */
bool study_open_rows(const char *folder, struct study *study, struct error *err);
void study_dispose(struct study *study);
#define CLEANUP_STUDY __attribute__((cleanup(study_dispose)))

/* A text of environment.json, or NULL. */
const char *study_environment(const struct study *study, const char *key);
/* The published table, or NULL; NULL too when the experiment grows something other than files. */
const struct published *study_published(const struct study *study);
/* True when a metric of ours is of the kind that the published table speaks of: memory of the whole tree,
 * with or without the page cache. */
bool study_compares(const struct study *study, enum run_column metric);
/* The text that all rows of a series share in that column. */
const char *study_text(const struct study *study, const struct series *series, enum run_column column);

#endif
