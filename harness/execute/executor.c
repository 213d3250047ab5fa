/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/executor.h"
#include "execute/stores/workspace.h"
#include "measure/leftovers.h"
#include "platform/clock.h"
#include "platform/interrupt.h"

static size_t
count_missing(const struct bench *bench, size_t first)
{
	size_t missing = 0;

	for (size_t i = first; i < bench->plan->run_count; i++)
		missing += !results_has_run(bench->results, bench->plan, &bench->plan->runs[i]);
	return missing;
}

static bool
do_run(struct execution *execution, const struct run *run, struct finished_run *finished, struct error *err)
{
	*finished = (struct finished_run){0};
	bool done = interrupt_check(err) && run_once(&execution->bench, run, finished, err);

	execution->measured_ns += finished->measured_ns;
	return done;
}

/* Does a run until it is sure that its source was the one that it is named by. */
static bool
do_run_surely(
	struct execution *execution, const struct run *run, struct finished_run *finished, struct error *err)
{
	enum { MOST_TIMES = 3 };
	const struct executor_observer *observer = &execution->observer;

	for (unsigned times = 1; do_run(execution, run, finished, err); times++) {
		if (finished->touched[0] == '\0')
			return true;
		if (times == MOST_TIMES)
			return error_raise(err, ERROR_PROJECT_CHANGED, finished->touched,
				"it was written to during each of %u attempts at one run, whose own command may do it, and nothing "
				"tells what was there meanwhile; of that run nothing was recorded",
				times);
		if (observer->run_repeats)
			observer->run_repeats(observer->context, run, finished->touched);
		finished_run_dispose(finished);
	}
	return false;
}

/* A run that the results lack, with the observer told before and after. */
static bool
run_missing(struct execution *execution, const struct run *run, size_t count, struct error *err)
{
	const struct executor_observer *observer = &execution->observer;
	struct finished_run finished;

	if (observer->run_starts)
		observer->run_starts(observer->context, run, execution->done, count);
	bool done = do_run_surely(execution, run, &finished, err);
	execution->done += done;
	if (done && observer->run_ends)
		observer->run_ends(observer->context, run, &finished.row);
	finished_run_dispose(&finished);
	return done;
}

/* The plan is repetitions x cells: in each repetition every cell once, in an order of chance. The observer
 * may append further repetitions when all are done. */
static bool
run_all(struct execution *execution, struct error *err)
{
	const struct bench *bench = &execution->bench;
	const struct executor_observer *observer = &execution->observer;
	size_t i = 0;

	do {
		size_t count = execution->done + count_missing(bench, i);
		for (; i < bench->plan->run_count; i++) {
			const struct run *run = &bench->plan->runs[i];
			if (results_has_run(bench->results, bench->plan, run))
				execution->left_out++;
			else if (!run_missing(execution, run, count, err))
				return false;
		}
	} while (observer->plan_ends && observer->plan_ends(observer->context));
	return true;
}

bool
execute_plan(struct execution *execution, struct error *err)
{
	struct workspace workspace;
	struct preparation preparation = {.experiment = execution->bench.experiment,
		.workspace = &workspace,
		.locals = execution->bench.locals};
	uint64_t start_ns = clock_now_ns();

	measure_clean_leftovers();
	execution->bench.preparation = &preparation;
	bool done = workspace_open(&workspace, err) && run_all(execution, err);
	execution->bench.preparation = NULL;
	preparation_dispose(&preparation);
	workspace_close(&workspace);
	execution->harness_ns = clock_now_ns() - start_ns - execution->measured_ns;
	return done;
}
