/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Does the runs of a plan, one by one: prepare, measure, record.
 */
#ifndef GORGE_EXECUTE_EXECUTOR_H
#define GORGE_EXECUTE_EXECUTOR_H

#include "execute/one_run.h"

/* Who watches the executor; every member may be NULL. */
struct executor_observer {
	void *context;
	/* Before a run: its place among those that are still to be done. */
	void (*run_starts)(void *context, const struct run *run, size_t index, size_t count);
	/* After a run that is no row, since this file or folder of its project was written to meanwhile: it is
	 * done again, a few times. */
	void (*run_repeats)(void *context, const struct run *run, const char *touched);
	/* After a run, with its row. */
	void (*run_ends)(void *context, const struct run *run, const struct row *row);
	/* When every run of the plan is done: true when it has appended further ones, which are then done too. */
	bool (*plan_ends)(void *context);
};

struct execution {
	struct bench bench; /* whose `preparation` is made and taken away by execute_plan() */
	struct executor_observer observer;
	/* filled: */
	uint64_t measured_ns;  /* wall time of measured commands */
	uint64_t harness_ns;   /* wall time of everything else from the first preparation to the last clean-up */
	size_t done, left_out; /* runs measured now; runs that stood in the results already */
};

/* Does every run of the plan that the results do not have yet. False when gorge was interrupted or the host
 * failed; finished rows are kept, and nothing that was started is left. */
bool execute_plan(struct execution *execution, struct error *err);

#endif
