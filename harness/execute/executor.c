/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/executor.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/prepare/edit.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "execute/prepare/preparation.h"
#include "execute/foresee/refusal.h"
#include "execute/prepare/program.h"
#include "execute/run_row.h"
#include "execute/prepare/warm_cache.h"
#include "platform/interrupt.h"
#include "execute/projects/local_dependencies.h"
#include "measure/leftovers.h"
#include "toolchain/environment.h"
#include "plan/workload_axes.h"
#include "measure/measure_command.h"

#include <stdlib.h>
#include <string.h>

/* The folders and texts of one run; freed by site_dispose(). */
struct site {
	char *folder, *home, *cache, *log, *messages, *samples, *output;
	struct list argv, environment;
	char *loader, *program, *shim;
};

static void
site_dispose(struct site *site)
{
	char *texts[] = {site->folder, site->home, site->cache, site->log, site->messages, site->samples,
		site->loader, site->program, site->shim, site->output};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		free(texts[i]);
	list_dispose(&site->argv);
	list_dispose(&site->environment);
}

static bool
site_open(const struct workspace *workspace, const struct run *run, bool samples, struct site *site,
	struct error *err)
{
	site->folder = workspace_folder(workspace, "runs", run->id, err);
	if (!site->folder)
		return false;
	site->home = text_format("%s/home", site->folder);
	site->cache = text_format("%s/cache", site->folder);
	site->samples = samples ? text_format("%s/samples.csv", site->folder) : NULL;
	site->output = text_format("%s/output", site->folder);
	site->log = text_format("%s/tools.log", site->folder);
	site->messages = text_format("%s/messages.txt", site->folder);
	site->shim = places_shim(err);
	return site->shim && toolchain_home_make(site->home, err) && folder_make(site->cache, err);
}

/* What one run is made of, for the steps below. */
struct one_run {
	struct execution *execution;
	struct preparation *preparation;
	struct run_facts facts;
	const struct workload *workload;
	struct workload_context context;
	const struct project_needs *needs;
	struct site site;
	struct row row;
};

/* What the run has to start is known when nothing of the project is in the cache, and std either is or was
 * listed. */
static bool
know_needs(const struct one_run *one, struct workload_needs *needs)
{
	const struct local_packages *packages = one->needs ? &one->needs->packages : NULL;
	bool warm = text_equal(one->facts.cell->cache, "std"), cold = text_equal(one->facts.cell->cache, "cold");

	if (!packages || !(warm || (cold && packages->std_compiles > 0)))
		return false;
	*needs = (struct workload_needs){.compiles = packages->compiles + (cold ? packages->std_compiles : 0),
		.links = packages->links,
		.vets = {.known = warm && !packages->has_variants, .value = packages->vets}};
	return true;
}

/* Tools that the workload has to start. */
static struct reading
expected_tools(const struct one_run *one)
{
	struct workload_needs needs = {0};
	bool known = know_needs(one, &needs);

	return one->workload->expected ? one->workload->expected(&one->context, known ? &needs : NULL)
								   : (struct reading){0};
}

static bool
find_context(struct one_run *one, struct error *err)
{
	const struct cell *cell = one->facts.cell;

	one->workload = workload_find(cell->workload, &one->context.variant, err);
	if (!one->workload)
		return false;
	one->facts.counted = one->workload->tools;
	one->facts.project = preparation_project(one->preparation, cell, err);
	if (!one->facts.project)
		return false;
	one->context.toolchain = one->facts.toolchain;
	one->context.project_folder = one->facts.project->folder;
	one->context.target = cell->target;
	one->context.settings = cell->settings;
	one->context.variables = &cell->variables;
	return true;
}

/* Whether this release on this host can do the cell; if not, why. */
static bool
find_support(struct one_run *one, bool *supported, char *why, size_t why_bytes, struct error *err)
{
	struct support_question question = support_question_of(one->execution->experiment, one->execution->locals,
		one->facts.cell, one->facts.toolchain, one->workload);

	if (!refusal_of_cell(one->preparation, &question, &one->context, why, why_bytes, err))
		return false;
	*supported = why[0] == '\0';
	if (*supported && one->workload->uses_program &&
		!program_describe(one->preparation, one->facts.project, &one->context, err))
		return false;
	if (*supported && one->workload->unsupported)
		*supported = !one->workload->unsupported(&one->context, why, why_bytes);
	return true;
}

static bool
prepare(struct one_run *one, struct error *err)
{
	struct site *site = &one->site;

	if (!site_open(
			one->preparation->workspace, one->facts.run, one->execution->experiment->samples, site, err))
		return false;
	if (one->workload->uses_cache) {
		one->needs = preparation_needs(
			one->preparation, one->workload, one->facts.project, one->facts.cell, one->facts.toolchain, err);
		if (!one->needs)
			return false;
		one->context.target = one->needs->target;
		one->context.shim = site->shim;
		one->context.output = site->output;
		if (!warm_cache_fill(one->preparation, one->workload, &one->context, one->facts.project,
				one->facts.cell, one->needs, site->cache, err))
			return false;
	}
	if (one->workload->uses_loader) {
		site->loader = preparation_loader(one->preparation, one->facts.toolchain, err);
		if (!site->loader)
			return false;
	}
	if (one->workload->uses_program) {
		site->program =
			program_build(one->preparation, one->facts.project, &one->context, one->facts.cell->id, err);
		if (!site->program)
			return false;
	}
	one->context.loader = site->loader;
	one->context.program = site->program;
	one->context.shim = site->shim;
	toolchain_environment(one->facts.toolchain, site->home, site->cache, &site->environment);
	if (one->facts.project->local)
		local_project_environment(one->facts.project->local, one->facts.toolchain, &site->environment);
	workload_environment(&one->context, &site->environment);
	if (one->workload->environment)
		one->workload->environment(&one->context, &site->environment);
	environment_set(&site->environment, "GORGE_EXEC_LOG", site->log);
	one->workload->command(&one->context, &site->argv);
	one->facts.command = path_name(site->argv.items[0]);
	preparation_read_tools(one->facts.toolchain);
	return preparation_read_project(one->facts.project, err);
}

/* Bytes that the run has written, beyond the warm cache it was given. */
static uint64_t
written_bytes(const struct site *site, uint64_t given_bytes)
{
	uint64_t bytes, files;

	folder_measure(site->folder, &bytes, &files);
	return bytes > given_bytes ? bytes - given_bytes : 0;
}

static bool
read_report(struct one_run *one, struct error *err)
{
	CLEANUP_TEXT struct text output = {0};

	return file_read(one->site.messages, &output, err) &&
		   one->workload->report(text_string(&output), &one->facts.report, err);
}

static bool
measure(struct one_run *one, struct measurement *measurement, struct error *err)
{
	const struct experiment *experiment = one->execution->experiment;
	struct site *site = &one->site;
	uint64_t given_bytes, files;

	folder_measure(site->folder, &given_bytes, &files);
	(void)clock_utc(CLOCK_STAMP, one->facts.started_at);
	struct measured_command command = {
		.argv = (const char *const *)site->argv.items,
		.environment = (const char *const *)site->environment.items,
		.folder = one->context.project_folder,
		.output_path = site->messages,
		.output_discarded = one->workload->discards_output,
		.tool_log_path = site->log,
		.starts_others = one->workload->starts_others,
		.meter = one->execution->meter,
		.memory_limit_bytes = one->execution->memory_limit_bytes,
		.timeout_ns = experiment->timeout_ns,
		.samples_path = site->samples,
	};
	if (!measure_command(&command, measurement, err))
		return false;
	one->facts.scratch_bytes = reading_of(written_bytes(site, given_bytes));
	if (measurement->outcome == OUTCOME_OK && one->workload->report)
		return read_report(one, err);
	return true;
}

/* measure(), with the edit that the cell's cache state asks for; measurement->why is filled when there is
 * none to be made. */
static bool
edit_and_measure(struct one_run *one, struct measurement *measurement, struct error *err)
{
	const char *cache = one->facts.cell->cache;
	CLEANUP_FREE char *undo = text_format("%s/undo", one->site.folder);
	struct error unrestored = ERROR_INIT;
	struct edit edit = {0};

	if (!text_starts_with(cache, EDIT_PREFIX))
		return measure(one, measurement, err);
	bool done = edit_apply(cache, one->context.project_folder, undo, one->facts.toolchain,
					one->preparation->workspace, &edit, measurement->why, sizeof measurement->why, err) &&
				(measurement->why[0] != '\0' || measure(one, measurement, err));
	if (!edit_undo(&edit, &unrestored) && done) {
		*err = unrestored;
		done = error_while(err, "taking back the edit '%s'", cache);
	}
	return done;
}

/* Measures the run, or fills in why it cannot be; only a finished one is recorded. */
static bool
measure_and_record(struct one_run *one, struct error *err)
{
	struct measurement measurement = {.outcome = OUTCOME_UNSUPPORTED};
	bool supported, done = find_support(one, &supported, measurement.why, sizeof measurement.why, err);

	if (done && supported) {
		done = prepare(one, err) && edit_and_measure(one, &measurement, err);
		one->execution->measured_ns += measurement.wall_ns;
	}
	if (done && measurement.outcome == OUTCOME_INTERRUPTED)
		done = error_raise(err, ERROR_INTERRUPTED, one->facts.run->id, "a signal asked gorge to stop");
	if (done) {
		if (measurement.outcome != OUTCOME_UNSUPPORTED)
			one->facts.tools_expected = expected_tools(one);
		run_row_begin(&one->facts, &one->row);
		run_row_end(&one->facts, &measurement, &one->row);
		run_row_tools(one->facts.run->id, &measurement, one->execution->results);
		done = results_add_run(one->execution->results, &one->row, one->site.samples, err);
	}
	measurement_dispose(&measurement);
	return done;
}

static bool
execute_run(
	struct execution *execution, struct preparation *preparation, const struct run *run, struct error *err)
{
	const struct cell *cell = &execution->plan->cells[run->cell];
	struct one_run one = {
		.execution = execution,
		.preparation = preparation,
		.facts = {.experiment = execution->experiment,
			.cell = cell,
			.run = run,
			.toolchain = &execution->toolchains[cell->go],
			.meter = execution->meter->name},
	};
	bool done = workspace_make_room(preparation->workspace, err) && find_context(&one, err) &&
				measure_and_record(&one, err);

	if (done && one.facts.scratch_bytes.value > preparation->workspace->largest_run_bytes)
		preparation->workspace->largest_run_bytes = one.facts.scratch_bytes.value;
	if (done && execution->observer.run_ends)
		execution->observer.run_ends(execution->observer.context, run, &one.row);
	if (!done) {
		CLEANUP_TEXT struct text text = {0};
		plan_describe_cell(execution->experiment, cell, &text);
		(void)error_while(
			err, "measuring %s, repetition %llu", text_string(&text), (unsigned long long)run->repetition);
	}
	row_dispose(&one.row);
	site_dispose(&one.site);
	return done;
}

/* Does the runs of the plan from the given one on that the results do not have. */
static bool
execute_runs(struct execution *execution, struct preparation *preparation, size_t first, struct error *err)
{
	const struct plan *plan = execution->plan;
	const struct executor_observer *observer = &execution->observer;
	size_t count = execution->done;

	for (size_t i = first; i < plan->run_count; i++)
		count += !results_has(execution->results, plan->runs[i].id);
	execution->left_out += execution->done + plan->run_count - first - count;
	for (size_t i = first; i < plan->run_count; i++) {
		const struct run *run = &plan->runs[i];
		if (results_has(execution->results, run->id))
			continue;
		if (!interrupt_check(err))
			return false;
		if (observer->run_starts)
			observer->run_starts(observer->context, run, execution->done, count);
		if (!execute_run(execution, preparation, run, err))
			return false;
		execution->done++;
	}
	return true;
}

static bool
execute_rounds(struct execution *execution, struct preparation *preparation, struct error *err)
{
	const struct executor_observer *observer = &execution->observer;
	size_t first;

	do {
		first = execution->done + execution->left_out;
		if (!execute_runs(execution, preparation, first, err))
			return false;
	} while (observer->plan_ends && observer->plan_ends(observer->context));
	return local_projects_unchanged(execution->locals, err);
}

bool
execute_plan(struct execution *execution, struct error *err)
{
	struct workspace workspace;
	struct preparation preparation = {
		.experiment = execution->experiment, .workspace = &workspace, .locals = execution->locals};
	uint64_t start_ns = clock_now_ns();

	if (!measure_clean_leftovers(err))
		return false;
	bool done = workspace_open(&workspace, err) && execute_rounds(execution, &preparation, err);
	preparation_dispose(&preparation);
	struct error cleanup = ERROR_INIT;
	if (!workspace_close(&workspace, &cleanup) && done) {
		*err = cleanup;
		done = error_while(err, "deleting the workspace of this experiment");
	}
	execution->harness_ns = clock_now_ns() - start_ns - execution->measured_ns;
	return done;
}
