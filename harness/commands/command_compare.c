/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "campaign/contestants.h"
#include "present/grid.h"
#include "analyse/compare/side_folders.h"
#include "present/releases/baseline_summary.h"
#include "present/releases/release_summary.h"
#include "present/releases/release_json.h"
#include "commands/command.h"
#include "commands/line/arguments.h"

#include <stdio.h>

static const struct option options[] = {
	{"--fail-above", "SHARE", "exit 1 when something is worse by more than this (3%)"},
	{"--suite", "FILE.ini", "what releases are measured by (bench/release.ini)"},
	{"-o", "DIR", "results folder of what is measured; standard results/<suite>"},
	{"--repeat", "N", "measure every cell N times a side, whatever the suite says"},
	{"--set", "KEY=VALUES", "replace or add a key of the suite; may be repeated"},
	{"--dry-run", NULL, "print the plan of what would be measured"},
	{"--yes", NULL, "run even what no compiler may get through, or what may fill the disk"},
	{"--retry", "OUTCOMES", "do again what ended as failed, oom, timeout or unsupported; others stay"},
	{"--metric", "COLUMN", "judge by this column of runs.csv, or cpu_ns; may be repeated"},
	{"--baseline", "RELEASE", "hold all against that one instead: geometric means, without verdicts"},
	{"--across-hosts", NULL, "compare results of different hosts all the same"},
	{"--json", NULL, "print JSON"},
	{"--markdown", NULL, "print Markdown"},
	{0},
};

static bool
parse_threshold(const char *text, double *threshold, struct error *err)
{
	*threshold = 0.03;
	if (!text || (text_to_number(text, threshold) && *threshold >= 0 && *threshold < 10))
		return true;
	return error_raise(err, ERROR_USAGE, "--fail-above", "'%s' is not a share such as 3%% or 0.03", text);
}

static bool
open_folders(const struct arguments *arguments, struct sides *sides, struct error *err)
{
	if (arguments->positional_count == 1)
		return sides_of_folder(sides, arguments->positional[0], err);
	for (size_t i = 0; i < arguments->positional_count; i++)
		if (!side_of_folder(sides, arguments->positional[i], err))
			return false;
	return true;
}

static bool
measure_releases(const struct arguments *arguments, struct sides *sides, struct error *err)
{
	CLEANUP_LIST struct list overrides = {0}, retry = {0};
	struct contest contest = {.requests = arguments->positional,
		.suite = arguments_option(arguments, "--suite"),
		.folder = arguments_option(arguments, "-o"),
		.how = {.dry_run = arguments_option(arguments, "--dry-run") != NULL,
			.yes = arguments_option(arguments, "--yes") != NULL,
			.retry = &retry,
			.quiet = arguments->quiet,
			.out = arguments->quiet ? NULL : stderr}};

	arguments_options(arguments, "--set", &overrides);
	contest.overrides = list_strings(&overrides);
	return running_retry(arguments_option(arguments, "--retry"), &retry, err) &&
		   parse_count(
			   "--repeat", arguments_option(arguments, "--repeat"), REPEAT_MOST, &contest.repetitions, err) &&
		   contest_run(&contest, sides, err);
}

/* Results folders are only read, so an option that says how to measure would be ignored. */
static bool
check_only_folders(const struct arguments *arguments, struct error *err)
{
	static const char *const measuring[] = {
		"--suite", "-o", "--repeat", "--set", "--dry-run", "--yes", "--retry"};

	for (size_t i = 0; i < COUNT_OF(measuring); i++)
		if (arguments_option(arguments, measuring[i]))
			return error_raise(err, ERROR_USAGE, measuring[i],
				"it is for releases that are to be measured; results folders hold what was");
	return true;
}

static bool
check_not_judged(const struct arguments *arguments, struct error *err)
{
	static const char *const judging[] = {"--fail-above", "--json"};

	for (size_t i = 0; arguments_option(arguments, "--baseline") && i < COUNT_OF(judging); i++)
		if (arguments_option(arguments, judging[i]))
			return error_raise(err, ERROR_USAGE, judging[i],
				"it is about verdicts, and against a --baseline there are none");
	return true;
}

/* Either releases or folders, not both: the rows of a folder were measured on another day, so a difference
 * could be the day's. */
static bool
open_sides(const struct arguments *arguments, struct sides *sides, struct error *err)
{
	size_t releases = 0;

	for (size_t i = 0; i < arguments->positional_count; i++)
		releases += is_release(arguments->positional[i]);
	if (releases == 0)
		return check_only_folders(arguments, err) && open_folders(arguments, sides, err);
	if (arguments->positional_count == 1)
		return error_raise(
			err, ERROR_USAGE, "compare", "a release is compared with another; name two at least");
	if (releases == arguments->positional_count)
		return measure_releases(arguments, sides, err);
	return error_raise(err, ERROR_USAGE, "compare",
		"name either releases, which are then measured together, or results folders, not both");
}

static struct page_style
style_of(const struct arguments *arguments)
{
	return (struct page_style){
		.markdown = arguments_option(arguments, "--markdown") != NULL, .colour = colour_wanted(stdout)};
}

static bool
print(const struct arguments *arguments, const struct releases *releases)
{
	struct summary_style style = {.page = style_of(arguments), .all = arguments->verbose};
	CLEANUP_FREE char *object = arguments_option(arguments, "--json") ? release_json(releases) : NULL;
	CLEANUP_TEXT struct text text = {0};

	if (object)
		return puts(object) >= 0;
	release_summary(releases, &style, &text);
	return fputs(text_string(&text), stdout) >= 0;
}

/* Against a baseline nothing is judged, and with metrics that were named there are no others. */
static bool
print_baseline(
	const struct arguments *arguments, struct releases *releases, const char *const *names, struct error *err)
{
	CLEANUP_BASELINE struct baseline baseline = {0};
	CLEANUP_TEXT struct text text = {0};
	struct page_style style = style_of(arguments);

	if (!releases_choose_metrics(releases, names, err) ||
		!baseline_find(&releases->sides, arguments_option(arguments, "--baseline"), releases->metrics,
			*names ? releases->judged : releases->metric_count, &baseline, err))
		return false;
	baseline_summary(&baseline, &style, &text);
	return fputs(text_string(&text), stdout) >= 0 || error_raise_errno(err, ERROR_WRITE, "standard output");
}

static bool
answer(const struct arguments *arguments, struct releases *releases, double threshold,
	enum exit_status *status, struct error *err)
{
	CLEANUP_LIST struct list names = {0};

	arguments_options(arguments, "--metric", &names);
	if (!sides_match(&releases->sides, arguments_option(arguments, "--across-hosts") != NULL, err))
		return false;
	*status = STATUS_DONE;
	releases->whole = arguments_option(arguments, "--json") != NULL;
	if (arguments_option(arguments, "--baseline"))
		return print_baseline(arguments, releases, list_strings(&names), err);
	if (!releases_compare(releases, list_strings(&names), threshold, err))
		return false;
	if (!print(arguments, releases))
		return error_raise_errno(err, ERROR_WRITE, "standard output");
	*status = releases_worse(releases) ? STATUS_WORSE : STATUS_DONE;
	return true;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	CLEANUP_RELEASES struct releases releases = {0};
	double threshold;

	if (!parse_threshold(arguments_option(arguments, "--fail-above"), &threshold, err) ||
		!check_not_judged(arguments, err) || !open_sides(arguments, &releases.sides, err))
		return false;
	return releases.sides.count == 0 || answer(arguments, &releases, threshold, status, err);
}

const struct command command_compare = {
	.name = "compare",
	.synopsis = "OLD [NEW...] [--suite FILE.ini] [--fail-above SHARE] [--metric COLUMN]...",
	.summary = "tell whether a release got worse, where, and by how much",
	.details =
		"OLD, NEW: releases (1.26.8, host, path:GOROOT), which are then measured by the suite, shuffled\n"
		"together inside each repetition; again, to go on where it was left. Or results folders, of the\n"
		"same experiment on the same host; of a folder with several releases FOLDER@RELEASE is one side, "
		"and\n"
		"FOLDER alone all of them. More than two give a history, each held against the one before.\n"
		"Cells are called worse, better, same, or unclear, with how many more runs would tell\n"
		"(docs/comparing.md). Exit status 1 when, in the last step and by a metric that is judged, a cell "
		"is\n"
		"called worse and is so by more than --fail-above, the geometric mean is with its whole interval, "
		"or\n"
		"that of real code's packages of one size is (two builds a side will do), or a cell builds no more, or\n"
		"surely less often. -v shows every cell. The same release twice measures the noise.\n"
		"With --baseline each is held against that one, over the cells that all have built, and nothing is\n"
		"judged: the geometric mean of each metric, the medians of the largest project, and the first\n"
		"metric pattern by pattern.",
	.options = options,
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
