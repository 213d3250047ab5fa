/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * runs.csv as what analyses may count on: each run once, and figures that are figures.
 */
#ifndef GORGE_RECORD_RUNS_H
#define GORGE_RECORD_RUNS_H

#include "record/table.h"

/* Like table_read() of a runs.csv. A row that says again what an earlier one says of the same run is left
 * out: folders of shards may have been concatenated twice, and copies are no repetitions. Two rows that say
 * different things of one run raise RESULTS_FORMAT, and so does a cell of a column with a unit that is
 * neither empty nor a number from 0 to 1e18. Rows without a run_id are all kept. */
bool runs_read(const char *path, struct table *runs, struct error *err);

#endif
