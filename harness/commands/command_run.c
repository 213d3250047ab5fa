/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/growth.h"
#include "analyse/series/growth_metric.h"
#include "campaign/fill.h"
#include "campaign/running.h"
#include "commands/command.h"
#include "commands/line/arguments.h"

#include <stdio.h>

static const struct option options[] = {
	{"-o", "DIR", "results folder; standard results/<experiment>"},
	{"--set", "KEY=VALUES", "replace or add a key of the file; may be repeated"},
	{"--repeat", "N", "measure every cell N times, whatever the file says"},
	{"--shard", "I/N", "do only every N-th run, from the I-th on; folders of all shards concatenate"},
	{"--dry-run", NULL, "print the plan, with time, memory and disk estimated from earlier rows"},
	{"--yes", NULL, "run even what no compiler may get through, or what may fill the disk"},
	{"--fresh", NULL, "begin anew; earlier files move into a subfolder"},
	{"--fill", NULL, "measure, instead, the sizes that would decide between laws (gorge fit --plan)"},
	{"--metric", "COLUMN", "with --fill: whose laws, a column of runs.csv (tree_peak_bytes)"},
	{"--retry", "OUTCOMES", "do again what ended as failed, oom, timeout or unsupported; others stay"},
	{NULL, NULL, NULL},
};

static bool
parse_shard(const char *text, struct session_request *request, struct error *err)
{
	CLEANUP_LIST struct list parts = {0};

	request->shard = request->shards = 1;
	if (!text)
		return true;
	list_split(&parts, text, '/');
	if (parts.count == 2 && text_to_count(parts.items[0], &request->shard) &&
		text_to_count(parts.items[1], &request->shards) && request->shard >= 1 &&
		request->shard <= request->shards)
		return true;
	return error_raise(err, ERROR_USAGE, "--shard", "'%s' is not I/N with I from 1 to N", text);
}

static bool
parse_retry(const struct arguments *arguments, struct list *retry, struct error *err)
{
	const char *text = arguments_option(arguments, "--retry");

	if (text && arguments_option(arguments, "--fresh"))
		return error_raise(
			err, ERROR_USAGE, "--retry", "with --fresh there is nothing that could be tried again");
	return running_retry(text, retry, err);
}

/* What --fill is asked for. */
static bool
parse_fill(const struct arguments *arguments, enum run_column *metric, struct error *err)
{
	const char *name = arguments_option(arguments, "--metric");
	bool fill = arguments_option(arguments, "--fill") != NULL;

	*metric = COLUMN_tree_peak_bytes;
	if (fill && arguments_option(arguments, "--fresh"))
		return error_raise(
			err, ERROR_USAGE, "--fill", "with --fresh there are no rows that could tell what to fill");
	if (name && !fill)
		return error_raise(err, ERROR_USAGE, "--metric", "it is of account with --fill alone");
	return !name || growth_metric(name, metric, err);
}

/* Runs the session as it is, or what the rows of its results folder ask for. */
static bool
run_session(const struct session_request *request, const struct running *how, const enum run_column *fill,
	struct session *session, struct error *err)
{
	CLEANUP_TEXT struct text story = {0};

	if (!fill)
		return session_run(session, how, err);
	if (!fill_plan(request, *fill, session, &story, err))
		return false;
	if (!how->quiet)
		(void)fputs(text_string(&story), stderr);
	if (session->plan.run_count > 0)
		return session_run(session, how, err);
	printf("%s: nothing to fill\n", session->results_folder);
	return true;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	CLEANUP_LIST struct list overrides = {0}, retry = {0};
	struct session_request request = {.path = arguments->positional[0],
		.results_folder = arguments_option(arguments, "-o"),
		.quiet = arguments->quiet};
	struct running how = {.dry_run = arguments_option(arguments, "--dry-run") != NULL,
		.yes = arguments_option(arguments, "--yes") != NULL,
		.fresh = arguments_option(arguments, "--fresh") != NULL,
		.retry = &retry,
		.quiet = arguments->quiet,
		.out = stdout};
	const bool fill = arguments_option(arguments, "--fill") != NULL;
	enum run_column metric;
	struct session session;

	(void)status;
	arguments_options(arguments, "--set", &overrides);
	request.overrides = list_strings(&overrides);
	if (!parse_retry(arguments, &retry, err) || !parse_fill(arguments, &metric, err) ||
		!parse_count(
			"--repeat", arguments_option(arguments, "--repeat"), REPEAT_MOST, &request.repetitions, err) ||
		!parse_shard(arguments_option(arguments, "--shard"), &request, err) ||
		!session_open(&request, &session, err))
		return false;
	bool done = run_session(&request, &how, fill ? &metric : NULL, &session, err);
	session_dispose(&session);
	return done;
}

const struct command command_run = {
	.name = "run",
	.synopsis =
		"FILE.ini [-o DIR] [--set KEY=VALUES] [--repeat N] [--shard I/N] [--dry-run] [--fresh] [--yes] "
		"[--retry OUTCOMES] [--fill]",
	.summary = "do an experiment; again, to go on where it was left",
	.details =
		"Measures every cell of the experiment file and appends a row to DIR/runs.csv as each run ends,\n"
		"the tool processes to DIR/tools.csv. What is there already is not measured again: after an\n"
		"interruption run the same command. What ended badly stays too, unless --retry names its outcome: its\n"
		"row is then kept until the new one takes its place. docs/experiments.md names every key of the file.\n"
		"\n"
		"--fill looks at the rows that are there: where two laws are as likely, it measures the series at the\n"
		"size that tells them apart (docs/laws.md), and nothing else. Asked again, it goes by the new rows too.",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
