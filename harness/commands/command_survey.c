/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/projects/measured.h"
#include "base/memory.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "execute/projects/project_survey.h"
#include "platform/file.h"
#include "present/projects/cost_tables.h"
#include "present/projects/survey_tables.h"

#include <stdio.h>
#include <stdlib.h>

static const struct option options[] = {
	{"--json", NULL, "an object with the totals and each measure"},
	{"--markdown", NULL, "a Markdown table of the measures"},
	{"--packages", NULL, "CSV: package, files, lines, bytes, imports, transitive imports"},
	{"--measured", "RESULTS", "and what its packages took to compile, its programs to link, in those runs"},
	{0},
};

static struct page_style
style_of(const struct arguments *arguments)
{
	return (struct page_style){
		.markdown = arguments_option(arguments, "--markdown") != NULL, .colour = colour_wanted(stdout)};
}

/* What --json printed, named in place of a project. */
static bool
is_saved(const char *word)
{
	return text_ends_with(word, ".json") && !file_is_folder(word);
}

static bool
check_only_saved(const struct arguments *arguments, struct error *err)
{
	static const char *const counting[] = {"--json", "--packages", "--measured"};

	for (size_t i = 0; i < COUNT_OF(counting); i++)
		if (arguments_option(arguments, counting[i]))
			return error_raise(err, ERROR_USAGE, counting[i],
				"it is for a project that is to be counted; '%s' says what was", arguments->positional[0]);
	return true;
}

static bool
compare_saved(const struct arguments *arguments, struct text *out, struct error *err)
{
	size_t count = arguments->positional_count, read = 0;
	struct survey *surveys = memory_zeroed(count, sizeof *surveys);
	struct page_style style = style_of(arguments);

	while (read < count && survey_read(arguments->positional[read], &surveys[read], err))
		read++;
	if (read == count) {
		survey_tables(surveys, count, &style, out);
		cost_tables(surveys, count, &style, out);
	}
	for (size_t i = 0; i < read; i++)
		survey_dispose(&surveys[i]);
	free(surveys);
	return read == count;
}

static bool
print_survey(const struct arguments *arguments, struct survey *survey, struct text *out, struct error *err)
{
	const char *results = arguments_option(arguments, "--measured");
	struct page_style style = style_of(arguments);

	if (results && !survey_measure(survey, results, err))
		return false;
	if (arguments_option(arguments, "--json")) {
		CLEANUP_FREE char *object = json_dumps(survey->report, JSON_INDENT(1));
		text_append_format(out, "%s\n", object);
		return true;
	}
	survey_table(survey, &style, out);
	cost_tables(survey, 1, &style, out);
	return true;
}

/* CSV and JSON are printed as they were counted, unless what was measured goes into them. */
static bool
is_as_counted(const struct arguments *arguments)
{
	return arguments_option(arguments, "--packages") ||
		   (arguments_option(arguments, "--json") && !arguments_option(arguments, "--measured"));
}

/* What the counting program is asked for: a row for each package is wanted for --measured alone. */
static bool
choose_flag(const struct arguments *arguments, const char **flag, struct error *err)
{
	bool packages = arguments_option(arguments, "--packages") != NULL;
	bool measured = arguments_option(arguments, "--measured") != NULL;

	*flag = packages ? "-packages" : measured ? "-each" : NULL;
	return !(packages && measured) ||
		   error_raise(err, ERROR_USAGE, "--measured", "--packages counts only; --json has both");
}

static bool
count_project(const struct arguments *arguments, struct text *out, struct error *err)
{
	struct survey_request request = {.project = arguments->positional[0],
		.patterns = arguments->positional + 1,
		.pattern_count = arguments->positional_count - 1};
	CLEANUP_TEXT struct text output = {0};
	CLEANUP_SURVEY struct survey survey = {0};

	if (!choose_flag(arguments, &request.flag, err) || !project_survey(&request, &output, err))
		return false;
	if (is_as_counted(arguments)) {
		text_append(out, text_string(&output));
		return true;
	}
	return survey_parse(text_string(&output), path_name(request.project), &survey, err) &&
		   print_survey(arguments, &survey, out, err);
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	bool saved = is_saved(arguments->positional[0]);
	CLEANUP_TEXT struct text out = {0};

	if (saved && !check_only_saved(arguments, err))
		return false;
	if (!(saved ? compare_saved(arguments, &out, err) : count_project(arguments, &out, err)))
		return false;
	if (fputs(text_string(&out), stdout) < 0)
		return error_raise_errno(err, ERROR_WRITE, "standard output");
	*status = STATUS_DONE;
	return true;
}

const struct command command_survey = {
	.name = "survey",
	.synopsis = "DIR|get:MODULE@VERSION [PATTERN ...], or gorge survey NAME.json ...",
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
		"The median is the least value that half are not above, p99 the one that 99% are not above.\n"
		"\n"
		"--measured takes a results folder with builds of that one project. By classes of lines and of\n"
		"transitive imports it adds the median of what compiling a package took, over all that was\n"
		"compiled but std, with the number of packages, and of links the same over all programs.\n"
		"Files that --json wrote stand side by side, projects of a generator of gorge's behind the others\n"
		"with their distance from the median of these.",
	.options = options,
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
