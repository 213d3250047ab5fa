/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One command measured: run in a group of its own under a limit and a deadline, every tool process recorded
 * by gorge-exec, the tree watched by a meter, and nothing of it left alive afterwards.
 */
#ifndef GORGE_MEASURE_MEASURE_COMMAND_H
#define GORGE_MEASURE_MEASURE_COMMAND_H

#include "measure/measurement.h"
#include "measure/meters/meter.h"

struct measured_command {
	const char *const *argv;        /* argv[0] is an absolute path */
	const char *const *environment; /* complete, "NAME=value"; built from nothing */
	const char *folder;             /* working folder */
	const char *output_path;        /* file that gets its stdout and stderr */
	const char *tool_log_path;      /* where gorge-exec appends its records (it learns it from
									   GORGE_EXEC_LOG, which the caller puts into `environment`); made
									   empty by measure_command(); NULL when no shim is used */
	bool output_discarded;          /* its stdout goes nowhere; output_path gets stderr alone */
	bool starts_others;             /* starts more than gorge-exec records: their peaks sum up to no bound */
	const struct meter *meter;      /* from meter_choose() */
	uint64_t memory_limit_bytes;    /* for the whole tree, swap off; 0 = none */
	uint64_t timeout_ns;            /* 0 = none */
	uint64_t sample_period_ns;      /* 0 = 20 ms */
	const char *samples_path;       /* CSV timeline (elapsed_ns, tree_bytes, anon_bytes, file_bytes,
									   kernel_bytes, processes), or NULL */
};

/* Measures one command. False only for faults of the harness or the host (the command could not be
 * started, the meter broke): a command that fails, dies or runs into a limit is a filled measurement.
 * Always leaves no process and no group of the run behind, also when it returns false. */
bool measure_command(
	const struct measured_command *command, struct measurement *measurement, struct error *err);

#endif
