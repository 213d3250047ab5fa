/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a cell and its measurement to a row of runs.csv and the rows of tools.csv.
 */
#ifndef GORGE_EXECUTE_RUN_ROW_H
#define GORGE_EXECUTE_RUN_ROW_H

#include "execute/prepare/preparation.h"
#include "measure/measurement.h"
#include "measure/workloads/workload.h"
#include "record/results.h"

/* All that a row is made of. */
struct run_facts {
	const char *command;        /* the program that is measured: "go" but for the workload command */
	const char *const *counted; /* tools that the workload counts, NULL-terminated */
	const struct experiment *experiment;
	const struct cell *cell;
	const struct run *run;
	const struct toolchain *toolchain;
	const struct project *project;
	const char *meter;
	char started_at[32];           /* UTC, ISO 8601 */
	struct reading tools_expected; /* compile and link processes */
	struct reading scratch_bytes;
	struct workload_report report;
};

/* The columns that are known before the run. */
void run_row_begin(const struct run_facts *facts, struct row *row);
/* The columns that the run has filled. */
void run_row_end(const struct run_facts *facts, const struct measurement *measurement, struct row *row);
/* One pending row of tools.csv for each tool process. */
void run_row_tools(const char *run_id, const struct measurement *measurement, struct results *results);

#endif
