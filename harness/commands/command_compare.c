/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "base/memory.h"
#include "commands/command.h"
#include "present/grid.h"
#include "present/release_folders.h"
#include "present/release_summary.h"

#include <stdio.h>
#include <unistd.h>

static const struct option options[] = {
	{"--fail-above", "SHARE", "exit 1 when something is worse by more than this (3%)"},
	{"--metric", "COLUMN", "judge by this column of runs.csv, or cpu_ns; may be repeated"},
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
open_sides(const struct arguments *arguments, struct sides *sides, struct error *err)
{
	for (size_t i = 0; i < arguments->positional_count; i++)
		if (!side_of_folder(sides, arguments->positional[i], err))
			return false;
	return true;
}

static bool
print(const struct arguments *arguments, const struct releases *releases)
{
	struct summary_style style = {.markdown = arguments_option(arguments, "--markdown") != NULL,
		.colour = colour_wanted(STDOUT_FILENO),
		.all = arguments->verbose};
	CLEANUP_FREE char *object = arguments_option(arguments, "--json") ? release_json(releases) : NULL;
	CLEANUP_TEXT struct text text = {0};

	if (object)
		return puts(object) >= 0;
	release_summary(releases, &style, &text);
	return fputs(text_string(&text), stdout) >= 0;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	CLEANUP_RELEASES struct releases releases = {0};
	CLEANUP_LIST struct list names = {0};
	const char *name;
	double threshold;

	for (size_t i = 0; (name = arguments_option_at(arguments, "--metric", i)) != NULL; i++)
		list_add(&names, name);
	if (!parse_threshold(arguments_option(arguments, "--fail-above"), &threshold, err) ||
		!open_sides(arguments, &releases.sides, err) ||
		!sides_match(&releases.sides, arguments_option(arguments, "--across-hosts") != NULL, err) ||
		!releases_compare(&releases, (const char *const *)names.items, threshold, err))
		return false;
	if (!print(arguments, &releases))
		return error_raise_errno(err, ERROR_WRITE, "standard output");
	*status = releases_worse(&releases) ? STATUS_WORSE : STATUS_DONE;
	return true;
}

const struct command command_compare = {
	.name = "compare",
	.synopsis = "OLD NEW [MORE...]",
	.summary = "tell whether a release got worse, where, and by how much",
	.details = "OLD and NEW are results folders.",
	.options = options,
	.least = 2,
	.most = SIZE_MAX,
	.run = run,
};
