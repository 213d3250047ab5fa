/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/running.h"
#include "campaign/dry_run.h"
#include "campaign/package_features.h"
#include "base/memory.h"
#include "base/units.h"
#include "campaign/rounds.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "campaign/progress.h"
#include "present/report/culprit_words.h"
#include "present/report/steadiness.h"
#include "record/environment.h"
#include "platform/clock.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What an observer needs to name a run and to say how long the rest will take. */
struct watch {
	const struct session *session;
	struct progress *progress;
	uint64_t left_ns;      /* estimated for the runs from the current one on */
	uint64_t expected_ns;  /* of the current run */
	struct rounds *rounds; /* NULL when no cell adapts */
};

static void
run_starts(void *context, const struct run *run, size_t index, size_t count)
{
	struct watch *watch = context;
	const struct cell *cell = &watch->session->plan.cells[run->cell];
	CLEANUP_TEXT struct text name = {0};
	struct estimate estimate = {0};

	watch->expected_ns = estimate_cell(&watch->session->estimator, cell, &estimate) ? estimate.wall_ns : 0;
	plan_describe_cell(&watch->session->experiment, cell, &name);
	text_append_format(&name, " #%" PRIu64, run->repetition);
	if (watch->left_ns < watch->expected_ns) /* a further round, which no estimate was made for */
		watch->left_ns = watch->expected_ns * (count - index);
	progress_step(watch->progress, index, count, text_string(&name), watch->expected_ns, watch->left_ns);
}

static uint64_t
row_count(const struct row *row, enum run_column column)
{
	return strtoull(row_text(row, column), NULL, 10);
}

static void
append_culprit(const struct row *row, struct text *result)
{
	CLEANUP_CULPRIT struct culprit culprit = {.how = culprit_how_of(row_text(row, COLUMN_culprit_how)),
		.tool = row_text(row, COLUMN_culprit_tool),
		.package = row_text(row, COLUMN_culprit_package),
		.bytes = row_count(row, COLUMN_culprit_bytes)};

	text_append(&culprit.beside, row_text(row, COLUMN_culprit_beside));
	culprit_words(&culprit, result);
}

static void
run_repeats(void *context, const struct run *run, const char *touched)
{
	const struct watch *watch = context;
	CLEANUP_TEXT struct text result = {0};

	(void)run;
	text_append_format(&result, "no row, and measured again: %s was written to meanwhile", touched);
	progress_result(watch->progress, text_string(&result));
}

static void
run_ends(void *context, const struct run *run, const struct row *row)
{
	struct watch *watch = context;
	char wall[UNITS_TEXT_BYTES], mb[UNITS_TEXT_BYTES];
	CLEANUP_TEXT struct text result = {0};

	if (watch->rounds)
		rounds_take(watch->rounds, run, row);
	watch->left_ns = watch->left_ns > watch->expected_ns ? watch->left_ns - watch->expected_ns : 0;
	text_append(&result, row_text(row, COLUMN_outcome));
	if (row_text(row, COLUMN_wall_ns)[0] != '\0')
		text_append_format(&result, ", %s", units_format_duration(wall, row_count(row, COLUMN_wall_ns)));
	if (row_text(row, COLUMN_tree_peak_bytes)[0] != '\0')
		text_append_format(&result, ", peak %s", units_format_mb(mb, row_count(row, COLUMN_tree_peak_bytes)));
	if (row_text(row, COLUMN_tree_anon_peak_bytes)[0] != '\0')
		text_append_format(
			&result, ", anonymous %s", units_format_mb(mb, row_count(row, COLUMN_tree_anon_peak_bytes)));
	if (row_text(row, COLUMN_why)[0] != '\0')
		text_append_format(&result, ": %s", row_text(row, COLUMN_why));
	append_culprit(row, &result);
	if (row_text(row, COLUMN_quality)[0] != '\0')
		text_append_format(&result, " [%s]", row_text(row, COLUMN_quality));
	progress_result(watch->progress, text_string(&result));
}

static bool
plan_ends(void *context)
{
	const struct watch *watch = context;

	return watch->rounds && rounds_extend(watch->rounds);
}

static size_t
count_missing(const struct session *session, const struct results *results)
{
	size_t missing = 0;

	for (size_t i = 0; i < session->plan.run_count; i++)
		missing += !results || !results_has_run(results, &session->plan, &session->plan.runs[i]);
	return missing;
}

static bool
write_environment(const struct session *session, const struct meter *meter,
	const struct environment_session *record, struct error *err)
{
	size_t count = session->toolchain_count;
	CLEANUP_FREE struct environment_toolchain *rows = memory_zeroed(count, sizeof *rows);
	CLEANUP_FREE char(*hashes)[4][HASH_TEXT_BYTES] = memory_zeroed(count, sizeof *hashes);
	CLEANUP_FREE char *scratch = places_scratch();

	for (size_t i = 0; i < count; i++) {
		const struct toolchain *toolchain = &session->toolchains[i];
		rows[i] = (struct environment_toolchain){
			.version = toolchain->version,
			.identity = hash_format(hashes[i][0], toolchain->identity),
			.go_hash = hash_format(hashes[i][1], toolchain->go_hash),
			.compile_hash = hash_format(hashes[i][2], toolchain->compile_hash),
			.link_hash = hash_format(hashes[i][3], toolchain->link_hash),
		};
	}
	struct environment_facts facts = {&session->experiment, meter->name, scratch, rows, count};
	return environment_write(session->results_folder, &facts, record, err);
}

/* What one session is done with. */
struct outing {
	struct session *session;
	const struct meter *meter;
	struct results *results;
	struct rounds *rounds; /* NULL when no cell adapts */
	const struct running *how;
};

/* Executes the plan, and writes environment.json whatever came of it: the rows that were finished need it
 * too. */
static bool
execute(const struct outing *outing, struct watch *watch, struct execution *execution, struct error *err)
{
	const struct session *session = outing->session;
	struct error unwritten = ERROR_INIT;
	char started_at[CLOCK_TEXT_BYTES];

	*execution = (struct execution){.bench = {.experiment = &session->experiment,
										.plan = &session->plan,
										.toolchains = session->toolchains,
										.locals = session->locals,
										.meter = outing->meter,
										.results = outing->results},
		.observer = {watch, run_starts, run_repeats, run_ends, plan_ends}};
	(void)clock_utc(CLOCK_STAMP, started_at);
	bool done = execute_plan(execution, err);
	struct environment_session record = {.started_at = started_at,
		.runs = execution->done,
		.measured_ns = execution->measured_ns,
		.harness_ns = execution->harness_ns,
		.own_peak_bytes = machine_own_peak_bytes()};
	if ((execution->done > 0 || done) && !write_environment(session, outing->meter, &record, &unwritten) &&
		done) {
		*err = unwritten;
		done = false;
	}
	return done;
}

static bool
measure_missing(const struct outing *outing, struct error *err)
{
	const struct session *session = outing->session;
	const struct running *how = outing->how;
	struct execution execution;
	struct estimate estimate;

	session_estimate(session, outing->results, &estimate);
	if (!how->quiet)
		print_estimate(&estimate, count_missing(session, outing->results),
			outing->rounds ? rounds_most_to_come(outing->rounds) : 0, stderr);
	if (!session_check_room(session, &estimate, err))
		return false;
	struct watch watch = {.session = session,
		.rounds = outing->rounds,
		.left_ns = estimate.unknown_runs == 0 ? estimate.wall_ns : 0,
		.progress = progress_begin(stderr, how->quiet)};
	bool done = execute(outing, &watch, &execution, err);
	progress_end(watch.progress);
	if (done && how->out)
		fprintf(how->out, "%s: measured now: %zu, there already: %zu\n", session->results_folder,
			execution.done, execution.left_out);
	return done;
}

/* The same with the rounds that a criterion in `repeat` asks for. */
static bool
measure_in_rounds(struct outing outing, struct error *err)
{
	CLEANUP_TEXT struct text wide = {0};
	struct rounds rounds;

	if (!rounds_open(outing.session, outing.results->runs.file.path, &rounds, err))
		return false;
	outing.rounds = &rounds;
	bool done = measure_missing(&outing, err);
	if (done)
		rounds_tell_wide(&rounds, &wide);
	(void)fputs(text_string(&wide), stderr);
	rounds_dispose(&rounds);
	return done;
}

/* Warns when the host changed meanwhile, or a run is far off. Rows that make no study warn of nothing. */
static void
warn_of_unsteadiness(const char *folder)
{
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_TEXT struct text warning = {0};
	struct error no_study = ERROR_INIT;

	if (!study_open_rows(folder, &study, &no_study))
		return;
	steadiness_to_text(&study, colour_wanted(stderr), &warning);
	(void)fputs(text_string(&warning), stderr);
}

/* What is measured well stays, and what was interrupted is no row. */
static const enum outcome retried[] = {OUTCOME_FAILED, OUTCOME_OOM, OUTCOME_TIMEOUT, OUTCOME_UNSUPPORTED};

static bool
is_retried(const char *word)
{
	for (size_t i = 0; i < COUNT_OF(retried); i++)
		if (text_equal(word, outcome_name(retried[i])))
			return true;
	return false;
}

bool
running_retry(const char *text, struct list *outcomes, struct error *err)
{
	if (text)
		list_split(outcomes, text, ',');
	for (size_t i = 0; i < outcomes->count; i++) {
		const char *word = text_trim(outcomes->items[i]);
		if (is_retried(word))
			continue;
		return error_raise(err, ERROR_USAGE, "--retry",
			"'%s' is no outcome to be tried again; those are failed (with another status, or killed), oom, timeout "
			"and unsupported, with commas between",
			word);
	}
	return !text || outcomes->count > 0 || error_raise(err, ERROR_USAGE, "--retry", "it names no outcome");
}

/* The plan, held against what the folder has: of `fresh` that is nothing. */
static bool
foretell(struct session *session, const struct running *how, struct error *err)
{
	struct results there = {0};

	if (!how->fresh && !results_peek(session->results_folder, &there, err))
		return false;
	if (how->retry)
		results_retry(&there, how->retry);
	bool done = dry_run_print(session, &there, err);
	results_close(&there);
	return done;
}

/* Rows are whole without it, so that what keeps it from being counted ends nothing. */
static void
record_features(const struct session *session, bool quiet)
{
	CLEANUP_TEXT struct text story = {0};
	struct error failed = ERROR_INIT;

	if (!package_features_record(session, &story, &failed))
		text_append_format(&story, "note: packages.csv was not written: %s: %s\n", failed.where, failed.why);
	if (!quiet)
		(void)fputs(text_string(&story), stderr);
}

bool
session_run(struct session *session, const struct running *how, struct error *err)
{
	const struct meter *meter;
	struct results results;

	if (how->dry_run)
		return foretell(session, how, err);
	if (!how->yes && !session_ask(session, err))
		return false;
	if (!meter_choose(session->experiment.meter, &meter, err) ||
		!results_open(session->results_folder, how->fresh, &results, err))
		return false;
	(void)fputs(text_string(&results.story), stderr);
	if (how->retry)
		results_retry(&results, how->retry);
	struct outing outing = {session, meter, &results, NULL, how};
	bool done = rounds_adapt(&session->plan) ? measure_in_rounds(outing, err) : measure_missing(&outing, err);
	if (done)
		record_features(session, how->quiet);
	results_close(&results);
	if (done && !how->quiet)
		warn_of_unsteadiness(session->results_folder);
	return done;
}
