/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/session.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "base/units.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "generators/project.h"
#include "measure/workloads/workload.h"
#include "plan/experiment_file.h"
#include "toolchain/fetch/find.h"

#include <stdlib.h>
#include <string.h>

enum { EXPERIMENT_MOST_BYTES = 1024 * 1024 /* of a file that somebody has written */ };

static bool
read_experiment(const struct session_request *request, struct session *session, struct error *err)
{
	CLEANUP_TEXT struct text text = {0};

	if (request->text)
		text_append(&text, request->text);
	else if (!file_read_small(request->path, EXPERIMENT_MOST_BYTES, &text, err))
		return false;
	return (strlen(text_string(&text)) == text.length ||
			   error_raise(
				   err, ERROR_EXPERIMENT_SYNTAX, request->path, "it is no text: a byte of it is 0")) &&
		   experiment_parse(text_string(&text), request->path, request->overrides, &session->experiment, err);
}

static bool
check_workloads(const struct session *session, struct error *err)
{
	const struct axis *axis = axes_find(&session->experiment.axes, AXIS_WORKLOAD, NULL);
	const char *variant;

	for (size_t i = 0; i < axis->values.count; i++)
		if (!workload_find(axis->values.items[i], &variant, err))
			return false;
	return true;
}

static bool
find_toolchains(const struct session_request *request, struct session *session, struct error *err)
{
	const struct axis *axis = axes_find(&session->experiment.axes, AXIS_GO, NULL);
	static const char *const standard[] = {"host"};
	const char *const *names = axis ? list_strings(&axis->values) : standard;
	size_t count = axis ? axis->values.count : COUNT_OF(standard);

	session->toolchains = memory_zeroed(count, sizeof *session->toolchains);
	for (size_t i = 0; i < count; i++) {
		if (!toolchain_find(names[i], true, request->quiet, &session->toolchains[i], err))
			return false;
		session->toolchain_count++;
	}
	return true;
}

static bool
build_plan(const struct session_request *request, struct session *session, struct error *err)
{
	CLEANUP_LIST struct list identities = {0}, projects = {0}, goroots = {0};
	char hash[HASH_TEXT_BYTES];

	for (size_t i = 0; i < session->toolchain_count; i++)
		list_add(&identities, hash_format(hash, session->toolchains[i].identity));
	local_projects_identify(session->locals, &session->experiment, &projects, &goroots);
	struct plan_facts facts = {
		.processors = machine_processors(),
		.go_identities = list_strings(&identities),
		.project_identities = list_strings(&projects),
		.goroot_identities = list_strings(&goroots),
		.repetitions = request->repetitions,
		.shard = request->shard,
		.shards = request->shards,
		.times = request->times,
		.times_context = request->times_context,
	};
	return plan_build(&session->experiment, &facts, &session->plan, err);
}

bool
session_plan_again(const struct session_request *request, struct session *session, struct error *err)
{
	plan_dispose(&session->plan);
	return build_plan(request, session, err);
}

static bool
check_cells(const struct session *session, struct error *err)
{
	return session->plan.cell_count > 0 ||
		   error_raise(err, ERROR_BAD_VALUE, "[exclude]", "its rules leave no cell to be measured");
}

/* Results of another schema tell nothing. */
static void
try_estimates(struct session *session, const char *folder)
{
	struct error ignored = ERROR_INIT;

	(void)estimator_read(&session->estimator, folder, &ignored);
}

/* The reference results: those of an experiment of this name; or else what all there are say of runs of
 * nearly the same size (up to e^2 times) and the same cache state. */
static void
read_references(struct session *session, const char *share)
{
	CLEANUP_FREE char *all = text_format("%s/results", share);
	CLEANUP_FREE char *named = text_format("%s/%s", all, session->experiment.name);
	CLEANUP_LIST struct list folders = {0};

	try_estimates(session, named);
	session->estimator.farthest = session->estimator.count > 0 ? 0 : 2;
	if (session->estimator.count > 0)
		return;
	folder_find(all, "*", &folders);
	for (size_t i = 0; i < folders.count; i++)
		try_estimates(session, folders.items[i]);
}

/* Rows of this results folder say more than the reference results that come with gorge. */
static bool
read_estimates(struct session *session, struct error *err)
{
	struct error ignored = ERROR_INIT;
	CLEANUP_FREE char *share = places_share(&ignored);

	session->estimator.experiment = &session->experiment;
	session->estimator.toolchains = session->toolchains;
	if (!estimator_read(&session->estimator, session->results_folder, err))
		return false;
	if (session->estimator.count == 0 && share)
		read_references(session, share);
	return true;
}

bool
session_open(const struct session_request *request, struct session *session, struct error *err)
{
	*session = (struct session){0};
	if (!read_experiment(request, session, err))
		return false;
	session->results_folder = request->results_folder ? memory_copy_text(request->results_folder)
													  : text_format("results/%s", session->experiment.name);
	if (check_workloads(session, err) && find_toolchains(request, session, err) &&
		(session->locals = local_projects_open(
			 &session->experiment, session->toolchains, session->toolchain_count, request->quiet, err)) &&
		build_plan(request, session, err) && check_cells(session, err) && read_estimates(session, err))
		return true;
	session_dispose(session);
	return error_while(err, "opening the experiment '%s'", request->path);
}

void
session_dispose(struct session *session)
{
	estimator_dispose(&session->estimator);
	plan_dispose(&session->plan);
	local_projects_free(session->locals);
	for (size_t i = 0; i < session->toolchain_count; i++)
		toolchain_dispose(&session->toolchains[i]);
	free(session->toolchains);
	free(session->results_folder);
	experiment_dispose(&session->experiment);
	*session = (struct session){0};
}

struct recorded {
	const struct results *results; /* NULL = none */
	const struct plan *plan;
};

static bool
is_missing(const void *context, const struct run *run)
{
	const struct recorded *recorded = context;

	return !recorded->results || !results_has_run(recorded->results, recorded->plan, run);
}

void
session_estimate(const struct session *session, const struct results *results, struct estimate *estimate)
{
	struct recorded recorded = {results, &session->plan};

	estimate_plan(&session->estimator, &session->plan, is_missing, &recorded, estimate);
}

/* A limit in bytes is there to be met; a share of what is here only keeps the host alive. */
static bool
check_memory(const struct session *session, const struct cell *cell, uint64_t usable_bytes, struct error *err)
{
	uint64_t limit_bytes = memory_limit_bytes(cell->memory, usable_bytes);
	char wanted[UNITS_TEXT_BYTES], there[UNITS_TEXT_BYTES];
	struct estimate estimate;

	if (cell->memory.share <= 0 || !estimate_cell(&session->estimator, cell, &estimate) ||
		estimate.memory_bytes <= limit_bytes)
		return true;
	return error_raise(err, ERROR_NO_ROOM, "memory",
		"the largest run takes about %s, and %s of what gorge may use here is %s; name a limit with 'memory' to "
		"let such runs end as oom",
		units_format_bytes(wanted, estimate.memory_bytes), cell->settings[SETTING_memory],
		units_format_bytes(there, limit_bytes));
}

bool
session_check_room(const struct session *session, const struct estimate *estimate, struct error *err)
{
	CLEANUP_FREE char *scratch = places_scratch();
	char wanted[UNITS_TEXT_BYTES], there[UNITS_TEXT_BYTES];
	uint64_t free_bytes, free_inodes, usable_bytes = machine_usable_bytes();

	if (!folder_free_space(scratch, &free_bytes, &free_inodes, err))
		return false;
	if (estimate->disk_bytes > free_bytes)
		return error_raise(err, ERROR_NO_ROOM, scratch, "about %s of disk are needed, %s are free",
			units_format_bytes(wanted, estimate->disk_bytes), units_format_bytes(there, free_bytes));
	for (size_t i = 0; i < session->plan.cell_count; i++)
		if (!check_memory(session, &session->plan.cells[i], usable_bytes, err))
			return false;
	return true;
}

bool
session_ask(const struct session *session, struct error *err)
{
	for (size_t i = 0; i < session->plan.cell_count; i++) {
		const struct cell *cell = &session->plan.cells[i];
		const struct generator *generator = session->experiment.projects[cell->project].generator;
		if (generator && !project_ask(generator, &cell->values, err))
			return false;
	}
	return true;
}
