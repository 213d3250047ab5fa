/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "execute/stores/go_helper.h"
#include "execute/projects/local_projects.h"
#include "platform/process.h"
#include "present/format.h"
#include "present/grid.h"
#include "toolchain/quirks.h"
#include "execute/projects/local_dependencies.h"
#include "toolchain/fetch/find.h"
#include "toolchain/environment.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const struct option options[] = {
	{"--json", NULL, "an object with the totals and each measure"},
	{"--markdown", NULL, "a Markdown table of the measures"},
	{"--packages", NULL, "CSV: package, files, lines, bytes, imports, transitive imports"},
	{0},
};

/* What the program is told: the flags, the project, and the patterns of its packages. */
static void
survey_command(const char *program, const struct local_project *project, const struct arguments *arguments,
	struct list *argv)
{
	list_add(argv, program);
	if (arguments_option(arguments, "--packages"))
		list_add(argv, "-packages");
	list_add(argv, local_project_folder(project));
	for (size_t i = 1; i < arguments->positional_count; i++)
		list_add(argv, arguments->positional[i]);
	if (arguments->positional_count == 1) {
		CLEANUP_FREE char *target = local_project_target(project, "./...");
		list_split(argv, target, ' ');
	}
}

static bool
run_survey(const struct local_project *project, const struct toolchain *toolchain,
	const struct workspace *workspace, const struct arguments *arguments, struct text *output,
	struct error *err)
{
	CLEANUP_FREE char *program = go_helper_program("survey", toolchain, workspace, err);
	CLEANUP_FREE char *home = program ? go_helper_home(workspace, err) : NULL;
	CLEANUP_FREE char *cache = home ? go_helper_cache(workspace, err) : NULL;
	CLEANUP_LIST struct list argv = {0}, environment = {0};

	if (!cache || !local_project_copy_workspace(project, toolchain, err))
		return false;
	survey_command(program, project, arguments, &argv);
	toolchain_environment(toolchain, home, cache, &environment);
	local_project_environment(project, toolchain, &environment);
	environment_set(&environment, "CGO_ENABLED", "0");
	struct process process = process_of(&argv, &environment, NULL);
	return process_check(&process, output, ERROR_NOT_A_PROJECT, err);
}

/* The program counts type parameters, which the Go library knows since 1.18. */
static bool
find_toolchain(struct toolchain *toolchain, struct error *err)
{
	if (!toolchain_find("host", false, true, toolchain, err))
		return false;
	if (toolchain_has(toolchain, QUIRK_generics))
		return true;
	(void)error_raise(
		err, ERROR_BAD_TOOLCHAIN, "host", "it is Go %s; counting takes Go 1.18", toolchain->version);
	toolchain_dispose(toolchain);
	return false;
}

static bool
survey_in(const struct local_project *project, const struct workspace *workspace,
	const struct arguments *arguments, struct text *output, struct error *err)
{
	struct toolchain toolchain;
	bool done;

	if (!find_toolchain(&toolchain, err))
		return false;
	done = run_survey(project, &toolchain, workspace, arguments, output, err);
	toolchain_dispose(&toolchain);
	return done;
}

static bool
survey(const struct arguments *arguments, struct text *output, struct error *err)
{
	struct error unclosed = ERROR_INIT;
	struct local_project project;
	struct workspace workspace;
	bool done;

	if (!local_project_open_named(arguments->positional[0], true, &project, err))
		return false;
	done = workspace_open(&workspace, err);
	if (done) {
		done = survey_in(&project, &workspace, arguments, output, err);
		done = workspace_close(&workspace, done ? err : &unclosed) && done;
	}
	local_project_dispose(&project);
	return done;
}

static void
append_totals(const json_t *report, struct text *text)
{
	static const char *const totals[] = {"files", "packages", "mains", "lines", "bytes"};
	json_int_t unresolved = json_integer_value(json_object_get(report, "unresolved"));
	char share[FORMAT_BYTES];

	for (size_t i = 0; i < COUNT_OF(totals); i++)
		text_append_format(text, "%-9s %lld\n", totals[i],
			(long long)json_integer_value(json_object_get(report, totals[i])));
	text_append_format(text, "%-9s %lld (%s of the files)\n", "generic",
		(long long)json_integer_value(json_object_get(report, "generic_files")),
		format_percent(share, json_number_value(json_object_get(report, "generic_share"))));
	if (unresolved > 0)
		text_append_format(text, "%lld imported packages were not found: transitive imports are too few\n",
			(long long)unresolved);
	text_append(text, "\n");
}

static void
fill_grid(const json_t *report, struct grid *grid)
{
	static const char *const whole[] = {"median", "p99", "max"};
	const json_t *measure;
	size_t index;

	json_array_foreach(json_object_get(report, "measures"), index, measure)
	{
		grid_add(grid, "%s", json_string_value(json_object_get(measure, "name")));
		grid_add(grid, "%.1f", json_number_value(json_object_get(measure, "mean")));
		for (size_t i = 0; i < COUNT_OF(whole); i++)
			grid_add(grid, "%lld", (long long)json_integer_value(json_object_get(measure, whole[i])));
	}
}

static bool
format_report(const char *json, bool markdown, struct text *text, struct error *err)
{
	static const struct grid_column columns[] = {
		{"", true}, {"mean", false}, {"median", false}, {"p99", false}, {"max", false}};
	CLEANUP_GRID struct grid grid = GRID_OF(columns);
	json_error_t problem;
	json_t *report = json_loads(json, 0, &problem);

	if (!report)
		return error_raise(err, ERROR_PROGRAM, "bench/survey", "its output is no JSON: %s", problem.text);
	fill_grid(report, &grid);
	if (!markdown)
		append_totals(report, text);
	if (markdown)
		grid_to_markdown(&grid, text);
	else
		grid_to_text(&grid, 0, colour_wanted(stdout), text);
	json_decref(report);
	return true;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	bool as_it_is = arguments_option(arguments, "--json") || arguments_option(arguments, "--packages");
	CLEANUP_TEXT struct text output = {0}, formatted = {0};

	if (!survey(arguments, &output, err))
		return false;
	if (!as_it_is && !format_report(text_string(&output), arguments_option(arguments, "--markdown") != NULL,
						 &formatted, err))
		return false;
	if (fputs(text_string(as_it_is ? &output : &formatted), stdout) < 0)
		return error_raise_errno(err, ERROR_WRITE, "standard output");
	*status = STATUS_DONE;
	return true;
}

const struct command command_survey = {
	.name = "survey",
	.synopsis = "DIR|get:MODULE@VERSION [PATTERN ...]",
	.summary = "count what a Go project is made of: sizes of files, packages, functions; imports",
	.details =
		"Counts the files that 'go list ./...' (or the patterns given) names for this host, with cgo off:\n"
		"no tests, testdata or vendor. DIR holds a go.mod or go.work; get:MODULE@VERSION is fetched.\n"
		"Nothing else is downloaded: a package\n"
		"that the project imports and that gorge's module cache lacks (an earlier 'gorge run' fetches\n"
		"it) counts as one that imports nothing.\n"
		"\n"
		"Statements are counted without blocks, labels and cases; functions are those with a body, a\n"
		"function literal being part of the one around it; a declaration may declare several names.\n"
		"The median is the least value that half are not above, p99 the one that 99% are not above.",
	.options = options,
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
