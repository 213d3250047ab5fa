/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "campaign/probe/probe.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "platform/file.h"
#include "present/probe/probe_json.h"
#include "record/columns.h"

#include <stdio.h>

static const struct option options[] = {
	{"-o", "DIR", "results folder; standard one for each project in gorge's cache"},
	{"--all", NULL, "compile and measure the standard library, too"},
	{"--fresh", NULL, "measure again; earlier rows move into a subfolder"},
	{"--deps", NULL, "what would not be compiled without each module that it imports"},
	{"--json", NULL, "all that is known: every tool, every package, the run's row"},
	{NULL, NULL, NULL},
};

static bool
is_results(const char *what)
{
	CLEANUP_FREE char *runs = text_format("%s/%s", what, runs_layout.name);

	return file_exists(runs);
}

static bool
print(const struct probed *probed, const struct probe_title *title, bool json, struct error *err)
{
	CLEANUP_TEXT struct text out = {0};

	if (json) {
		CLEANUP_FREE char *object = probe_json(probed, title);
		text_append_format(&out, "%s\n", object);
	} else {
		probe_screen(probed, title, colour_wanted(stdout), &out);
	}
	return fputs(text_string(&out), stdout) >= 0 || error_raise_errno(err, ERROR_WRITE, "standard output");
}

static bool
show(const struct probe_run *run, const struct arguments *arguments, const char *project, struct error *err)
{
	CLEANUP_PROBED struct probed probed = {0};
	struct probe_title title = {.project = project,
		.found = &run->found,
		.results = run->results,
		.modules = &run->modules,
		.prices = arguments_option(arguments, "--deps") != NULL,
		.verbose = arguments->verbose};

	return probed_read(run->results, run->run_id, &probed, err) &&
		   print(&probed, &title, arguments_option(arguments, "--json") != NULL, err);
}

/* The words before "--" are the project and a generator's parameters, those behind it go build's. */
static void
split_words(const struct arguments *arguments, struct probe_request *request)
{
	size_t before = arguments->positional_count - arguments->behind_count;

	request->what = before > 0 ? arguments->positional[0] : ".";
	for (size_t i = 1; i < before; i++)
		list_add(&request->parameters, arguments->positional[i]);
	for (size_t i = before; i < arguments->positional_count; i++)
		list_add(&request->words, arguments->positional[i]);
}

static bool
measure_and_show(const struct arguments *arguments, const struct probe_request *request, struct error *err)
{
	CLEANUP_PROBE_RUN struct probe_run run = {0};

	return probe_measure(request, &run, err) && show(&run, arguments, request->what, err);
}

static bool
show_largest(const struct arguments *arguments, const char *results, struct error *err)
{
	CLEANUP_PROBE_RUN struct probe_run run = {.results = memory_copy_text(results)};

	return show(&run, arguments, results, err);
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	struct probe_request request = {.results = arguments_option(arguments, "-o"),
		.fresh = arguments_option(arguments, "--fresh") != NULL,
		.all = arguments_option(arguments, "--all") != NULL,
		.quiet = arguments->quiet};
	bool done;

	split_words(arguments, &request);
	if (is_results(request.what))
		done = show_largest(arguments, request.what, err);
	else
		done = measure_and_show(arguments, &request, err);
	list_dispose(&request.parameters);
	list_dispose(&request.words);
	*status = STATUS_DONE;
	return done;
}

const struct command command_probe = {
	.name = "probe",
	.synopsis = "[DIR | get:MODULE@VERSION | GENERATOR [param=value ...] | RESULTS] [-- go build arguments]",
	.summary = "what the build of a project needs, when, and which packages that is",
	.details =
		"Builds once what 'go build' would build in DIR (the current folder when nothing is said; all packages\n"
		"below it when none is named): with the arguments behind '--', GOFLAGS, GOGC, GOMEMLIMIT, GOMAXPROCS,\n"
		"GOOS, GOARCH, cgo and what else your environment and 'go env -w' say, by the release that go.mod asks\n"
		"for; it prints which of these it found. Caches are gorge's own: everything but the standard library\n"
		"is compiled, dependencies too, and nothing of yours is written. What was measured once is shown\n"
		"again at once while the source is the same. RESULTS is a folder of gorge's: its largest run is shown.\n"
		"\n"
		"-v shows every package. --deps shows of each module whose packages it imports what only that brings in: the\n"
		"packages that would not be compiled without, their CPU, their largest compile. A build that fails, or dies for lack of memory, is shown as far as it came.",
	.options = options,
	.least = 0,
	.most = SIZE_MAX,
	.run = run,
};
