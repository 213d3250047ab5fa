/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * runs.csv as what analyses may count on: each run once, and figures that are figures.
 */
#ifndef GORGE_RECORD_RUNS_H
#define GORGE_RECORD_RUNS_H

#include "record/columns.h"
#include "record/table.h"

/* Like table_read() of a runs.csv. A row that says again what an earlier one says of the same run is left
 * out: folders of shards may have been concatenated twice, and copies are no repetitions. Two rows that say
 * different things of one run raise RESULTS_FORMAT, and so does a cell of a column with a unit that is
 * neither empty nor a number from 0 to 1e18. Rows without a run_id are all kept. */
bool runs_read(const char *path, struct table *runs, struct error *err);
/* The same of folder/runs.csv; a folder or a file that is not there raises RESULTS_FORMAT. */
bool runs_read_folder(const char *folder, struct table *runs, struct error *err);

/* The text of a cell; "" when it was not measured or the file has no such column. */
const char *run_text(const struct table *runs, size_t row, enum run_column column);
/* The figure in a cell, or the sum of those that a metric is of; false when it was not measured. */
bool run_number(const struct table *runs, size_t row, enum run_column metric, double *value);

/* Where a table has a metric, for whoever reads it of many rows. */
struct run_figure {
	size_t places[METRIC_PARTS_MOST]; /* SIZE_MAX: the table has no such column */
	size_t count;
};
struct run_figure run_figure_of(const struct table *runs, enum run_column metric);
/* False where the table lacks a column of it: then no row has it. */
bool run_figure_is_there(const struct run_figure *figure);
bool run_figure_number(const struct table *runs, size_t row, const struct run_figure *figure, double *value);
bool run_ended_ok(const struct table *runs, size_t row);
/* True when its project was not generated, by gorge or by a program of the user's (exec:), so that its
 * packages are all different: "dir:PATH", "get:MODULE@VERSION", "goroot". */
bool run_of_real_code(const struct table *runs, size_t row);

#endif
