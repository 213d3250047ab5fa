/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/outlook.h"
#include "base/memory.h"
#include "execute/foresee/refusal.h"
#include "platform/interrupt.h"

#include <stdlib.h>

static bool
ask(const struct session *session, struct preparation *preparation, const struct cell *cell, char *why,
	size_t why_bytes, struct error *err)
{
	CLEANUP_FREE char *shim = workspace_shim(preparation->workspace, err);
	struct workload_context context = {.toolchain = &session->toolchains[cell->go],
		.shim = shim,
		.target = cell->target,
		.settings = cell->settings,
		.variables = &cell->variables};
	const struct workload *workload = workload_find(cell->workload, &context.variant, err);

	if (!workload || !shim)
		return false;
	struct support_question question =
		support_question_of(&session->experiment, session->locals, cell, context.toolchain, workload);
	bool written = question.generator && question.generator->run; /* only known when its program has run */
	const struct project *project = written ? preparation_project(preparation, cell, err) : NULL;
	if (written && !project)
		return false;
	if (project)
		question.local = project->local;
	if (!refusal_of_cell(preparation, &question, &context, why, why_bytes, err))
		return false;
	if (why[0] == '\0' && workload->unsupported && workload->input != WORKLOAD_INPUT_PROGRAM)
		(void)workload->unsupported(&context, why, why_bytes);
	if (project)
		preparation_shorten(project, why);
	return true;
}

static bool
ask_all(struct outlook *outlook, struct preparation *preparation, struct error *err)
{
	const struct session *session = outlook->session;

	for (size_t i = 0; i < session->plan.cell_count; i++) {
		char why[256] = "";
		if (!interrupt_check(err) ||
			!ask(session, preparation, &session->plan.cells[i], why, sizeof why, err))
			return false;
		outlook->why[i] = why[0] != '\0' ? memory_copy_text(why) : NULL;
	}
	return true;
}

bool
outlook_open(
	const struct session *session, const struct results *there, struct outlook *outlook, struct error *err)
{
	struct workspace workspace;
	struct preparation preparation = {
		.experiment = &session->experiment, .workspace = &workspace, .locals = session->locals};

	*outlook = (struct outlook){session, there, memory_zeroed(session->plan.cell_count, sizeof(char *))};
	bool done = workspace_open(&workspace, err) && ask_all(outlook, &preparation, err);
	preparation_dispose(&preparation);
	workspace_close(&workspace);
	if (!done)
		outlook_dispose(outlook);
	return done;
}

void
outlook_dispose(struct outlook *outlook)
{
	for (size_t i = 0; outlook->why && i < outlook->session->plan.cell_count; i++)
		free(outlook->why[i]);
	free(outlook->why);
	*outlook = (struct outlook){0};
}

bool
outlook_has(const struct outlook *outlook, const struct run *run)
{
	return results_has_run(outlook->there, &outlook->session->plan, run);
}

static bool
is_to_do(const void *context, const struct run *run)
{
	const struct outlook *outlook = context;

	return !outlook->why[run->cell] && !outlook_has(outlook, run);
}

size_t
outlook_estimate(const struct outlook *outlook, struct estimate *estimate)
{
	const struct plan *plan = &outlook->session->plan;
	size_t runs = 0;

	for (size_t i = 0; i < plan->run_count; i++)
		runs += is_to_do(outlook, &plan->runs[i]);
	estimate_plan(&outlook->session->estimator, plan, is_to_do, outlook, estimate);
	return runs;
}
