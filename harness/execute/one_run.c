/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/one_run.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/prepare/edit.h"
#include "platform/machine.h"
#include "execute/prepare/preparation.h"
#include "execute/foresee/refusal.h"
#include "execute/prepare/program.h"
#include "execute/run_row.h"
#include "execute/prepare/warm_cache.h"
#include "execute/projects/local_dependencies.h"
#include "execute/projects/unsuited.h"
#include "measure/leftovers.h"
#include "toolchain/environment.h"
#include "plan/workload_axes.h"
#include "measure/measure_command.h"

#include <inttypes.h>
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
	return toolchain_home_make(site->home, err) && folder_make(site->cache, err);
}

/* What one run is made of, for the steps below. */
struct one_run {
	const struct bench *bench;
	struct run_facts facts;
	const struct workload *workload;
	struct workload_context context;
	const struct project_needs *needs;
	struct site site;
	char touched[SOURCE_PATH_BYTES]; /* of the source, while an edit of ours stood in it */
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
	one->site.shim = workspace_shim(one->bench->preparation->workspace, err);
	if (!one->site.shim)
		return false;
	one->context.shim = one->site.shim;
	one->facts.counted = one->workload->tools;
	one->facts.project = preparation_project(one->bench->preparation, cell, err);
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
	struct support_question question = support_question_of(
		one->bench->experiment, one->bench->locals, one->facts.cell, one->facts.toolchain, one->workload);

	question.local = one->facts.project->local;
	if (!refusal_of_cell(one->bench->preparation, &question, &one->context, why, why_bytes, err))
		return false;
	*supported = why[0] == '\0';
	if (*supported && one->workload->input == WORKLOAD_INPUT_PROGRAM &&
		!program_describe(one->bench->preparation, one->facts.project, &one->context, err))
		return false;
	if (*supported && one->workload->unsupported)
		*supported = !one->workload->unsupported(&one->context, why, why_bytes);
	return true;
}

/* A build cache in the state that the cell names. */
static bool
provide_cache(struct one_run *one, struct error *err)
{
	struct preparation *preparation = one->bench->preparation;
	struct needs_question question = {
		one->workload, one->facts.project, one->facts.cell, one->facts.toolchain};

	one->needs = preparation_needs(preparation, &question, err);
	if (!one->needs)
		return false;
	one->context.target = one->needs->target;
	one->context.output = one->site.output;
	struct cache_order order = {
		one->facts.cell->cache, one->workload, &one->context, one->facts.project, &one->needs->packages.std};
	return warm_cache_fill(preparation, &order, one->site.cache, err);
}

static bool
provide_loader(struct one_run *one, struct error *err)
{
	one->site.loader = preparation_loader(one->bench->preparation, one->facts.toolchain, err);
	one->context.loader = one->site.loader;
	return one->site.loader != NULL;
}

static bool
provide_program(struct one_run *one, struct error *err)
{
	one->site.program =
		program_build(one->bench->preparation, one->facts.project, &one->context, one->facts.cell->id, err);
	one->context.program = one->site.program;
	return one->site.program != NULL;
}

static bool
provide_input(struct one_run *one, struct error *err)
{
	static bool (*const providers[])(struct one_run *, struct error *) = {
		[WORKLOAD_INPUT_CACHE] = provide_cache,
		[WORKLOAD_INPUT_LOADER] = provide_loader,
		[WORKLOAD_INPUT_PROGRAM] = provide_program,
	};

	return providers[one->workload->input](one, err);
}

/* The command and its environment. */
static void
compose_command(struct one_run *one)
{
	struct site *site = &one->site;
	const struct run_facts *facts = &one->facts;

	toolchain_environment(facts->toolchain, site->home, site->cache, &site->environment);
	if (facts->project->local)
		local_project_environment(facts->project->local, facts->toolchain, &site->environment);
	workload_environment(&one->context, &site->environment);
	if (one->workload->environment)
		one->workload->environment(&one->context, &site->environment);
	environment_set(&site->environment, "GORGE_EXEC_LOG", site->log);
	one->workload->command(&one->context, &site->argv);
	one->facts.command = path_name(site->argv.items[0]);
}

/* Into the page cache, so that the run is not charged for pages that another would find there. */
static bool
read_sources(const struct one_run *one, struct error *err)
{
	preparation_read_tools(one->facts.toolchain);
	return source_read(one->facts.project, err);
}

static bool
prepare(struct one_run *one, struct error *err)
{
	if (!site_open(one->bench->preparation->workspace, one->facts.run, one->bench->experiment->samples,
			&one->site, err))
		return false;
	if (!provide_input(one, err))
		return false;
	compose_command(one);
	return read_sources(one, err);
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
	const struct cell *cell = one->facts.cell;
	struct site *site = &one->site;
	uint64_t given_bytes, files;

	folder_measure(site->folder, &given_bytes, &files);
	(void)clock_utc(CLOCK_STAMP, one->facts.started_at);
	struct measured_command command = {
		.argv = list_strings(&site->argv),
		.environment = list_strings(&site->environment),
		.folder = one->context.project_folder,
		.output_path = site->messages,
		.output_discarded = one->workload->discards_output,
		.tool_log_path = site->log,
		.starts_others = one->workload->starts_others,
		.meter = one->bench->meter,
		.memory_limit_bytes = memory_limit_bytes(cell->memory, machine_usable_bytes()),
		.timeout_ns = cell->timeout_ns,
		.samples_path = site->samples,
	};
	if (!measure_command(&command, measurement, err))
		return false;
	one->facts.scratch_bytes = reading_of(written_bytes(site, given_bytes));
	if (measurement->outcome == OUTCOME_OK && one->workload->report)
		return read_report(one, err);
	return true;
}

/* measure(), with looks at a source that has an edit of ours in it. */
static bool
measure_edited(struct one_run *one, struct measurement *measurement, struct error *err)
{
	struct project_look before, after;

	if (!source_look(one->facts.project, &before, err) || !measure(one, measurement, err) ||
		!source_look(one->facts.project, &after, err))
		return false;
	source_compare(&before, &after, true, one->touched);
	return true;
}

/* measure(), with the edit that the cell's cache state asks for; measurement->why is filled when there is
 * none to be made. */
static bool
edit_and_measure(struct one_run *one, struct measurement *measurement, struct error *err)
{
	const char *state = one->facts.cell->cache;
	CLEANUP_FREE char *undo = text_format("%s/undo", one->site.folder);
	struct edit_request request = {
		state, one->context.project_folder, undo, one->facts.toolchain, one->bench->preparation->workspace};
	struct error unrestored = ERROR_INIT;
	struct edit edit = {0};

	if (!text_starts_with(state, EDIT_PREFIX))
		return measure(one, measurement, err);
	bool done = edit_apply(&request, &edit, measurement->why, sizeof measurement->why, err) &&
				(measurement->why[0] != '\0' || measure_edited(one, measurement, err));
	if (!edit_undo(&edit, &unrestored) && done) {
		*err = unrestored;
		done = error_while(err, "taking back the edit '%s'", state);
	}
	return done && source_renew(one->bench->preparation, one->facts.project, err);
}

static bool
record(struct one_run *one, struct measurement *measurement, struct row *row, struct error *err)
{
	struct results *results = one->bench->results;
	const char *id = one->facts.run->id;

	if (measurement->outcome == OUTCOME_INTERRUPTED)
		return error_raise(err, ERROR_INTERRUPTED, id, "a signal asked gorge to stop");
	if (measurement->outcome != OUTCOME_UNSUPPORTED)
		one->facts.tools_expected = expected_tools(one);
	else
		preparation_shorten(one->facts.project, measurement->why);
	run_row_begin(&one->facts, row);
	run_row_end(&one->facts, measurement, row);
	run_row_tools(id, measurement, results);
	struct finished_row *old = results_row_to_replace(results, one->bench->plan, one->facts.run);
	return old ? results_replace_run(results, old, row, one->site.samples, err)
			   : results_add_run(results, row, one->site.samples, err);
}

/* What the go command says, behind the exit status that it said it with. */
static const char *
behind_status(const char *why)
{
	const char *said = text_starts_with(why, "exit status ") ? strstr(why, ": ") : NULL;

	return said ? said + strlen(": ") : why;
}

/* Whether preparing found out that the project is not for this release or platform, which is no error but a
 * row. */
static bool
is_unsuited(struct measurement *measurement, struct error *err)
{
	const char *said = behind_status(err->why);

	if (err->id != ERROR_UNSUITED &&
		(err->id != ERROR_PREPARE || !unsuited_says(said, measurement->why, sizeof measurement->why)))
		return false;
	if (err->id == ERROR_UNSUITED)
		(void)snprintf(
			measurement->why, sizeof measurement->why, "%.*s", (int)sizeof measurement->why - 1, said);
	error_clear(err);
	return true;
}

/* Whether the source is what it was from before the preparation on. A program that is not of the go
 * command may make files of its own beside it and take them away. */
static bool
check_source(struct one_run *one, char touched[SOURCE_PATH_BYTES], struct error *err)
{
	return source_check(
		one->bench->preparation, one->facts.project, !one->workload->starts_others, touched, err);
}

/* What came of a run, `done` or an error, says nothing when its source may have been another one
 * meanwhile. */
static bool
judge_source(struct one_run *one, bool done, char touched[SOURCE_PATH_BYTES], struct error *err)
{
	struct error changed = ERROR_INIT;

	if (err->id == ERROR_INTERRUPTED)
		return false;
	if (!check_source(one, touched, &changed)) {
		*err = changed;
		return false;
	}
	if (one->touched[0] != '\0')
		memcpy(touched, one->touched, SOURCE_PATH_BYTES);
	if (touched[0] == '\0')
		return done;
	error_clear(err);
	return !one->site.folder || folder_delete(one->site.folder, err);
}

/* Some of what a release can make nothing of it only tells in the build: a go line of a dependency. */
static void
see_unsuited(const struct one_run *one, struct measurement *measurement)
{
	char why[sizeof measurement->why];
	bool is_real = one->facts.project->local && !one->workload->starts_others;

	if (measurement->outcome != OUTCOME_FAILED || !is_real ||
		!unsuited_says(behind_status(measurement->why), why, sizeof why))
		return;
	measurement_dispose(measurement);
	measurement->outcome = OUTCOME_UNSUPPORTED;
	memcpy(measurement->why, why, sizeof why);
}

/* Measures the run, or finds out why it cannot be; only a finished one is recorded. */
static bool
measure_and_record(struct one_run *one, struct finished_run *finished, struct error *err)
{
	struct measurement measurement = {.outcome = OUTCOME_UNSUPPORTED};
	bool supported;
	bool done = find_support(one, &supported, measurement.why, sizeof measurement.why, err) &&
				(!supported || (prepare(one, err) && edit_and_measure(one, &measurement, err)));
	done = done || is_unsuited(&measurement, err);

	finished->measured_ns = measurement.wall_ns;
	see_unsuited(one, &measurement);
	if (measurement.outcome != OUTCOME_INTERRUPTED)
		done = judge_source(one, done, finished->touched, err);
	if (done && finished->touched[0] == '\0')
		done = record(one, &measurement, &finished->row, err);
	measurement_dispose(&measurement);
	return done;
}

/* How much room the largest run has taken decides when the disk is cleared. */
static void
note_size(const struct one_run *one)
{
	struct workspace *workspace = one->bench->preparation->workspace;

	if (one->facts.scratch_bytes.value > workspace->largest_run_bytes)
		workspace->largest_run_bytes = one->facts.scratch_bytes.value;
}

bool
run_once(const struct bench *bench, const struct run *run, struct finished_run *finished, struct error *err)
{
	const struct cell *cell = &bench->plan->cells[run->cell];
	struct one_run one = {
		.bench = bench,
		.facts = {.experiment = bench->experiment,
			.cell = cell,
			.run = run,
			.toolchain = &bench->toolchains[cell->go],
			.meter = bench->meter->name},
	};

	*finished = (struct finished_run){0};
	bool done = workspace_make_room(bench->preparation->workspace, err) && find_context(&one, err) &&
				check_source(&one, finished->touched, err) && measure_and_record(&one, finished, err);
	if (done) {
		note_size(&one);
	} else {
		CLEANUP_TEXT struct text text = {0};
		plan_describe_cell(bench->experiment, cell, &text);
		(void)error_while(err, "measuring %s, repetition %" PRIu64, text_string(&text), run->repetition);
	}
	site_dispose(&one.site);
	return done;
}

void
finished_run_dispose(struct finished_run *finished)
{
	row_dispose(&finished->row);
}
