/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/prepare/program.h"
#include "platform/file.h"
#include "base/memory.h"
#include "platform/process.h"
#include "execute/projects/local_dependencies.h"

#include <stdlib.h>
#include <string.h>

/* Asks the go command of the cell; its answer is empty when it fails for another sake than the host's. */
static bool
ask(const struct workload_context *context, const struct list *environment, const struct list *argv,
	struct text *answer, struct error *err)
{
	struct process process = process_of(argv, environment, context->project_folder);
	CLEANUP_TEXT struct text messages = {0};
	int exit_status;

	if (!process_run(&process, answer, &messages, &exit_status, err))
		return false;
	if (exit_status == 0)
		return true;
	text_clear(answer);
	return !process_blames_host(&process, exit_status, text_string(&messages), err);
}

static bool
ask_main(struct workload_context *context, const struct list *environment, struct error *err)
{
	CLEANUP_LIST struct list argv = {0};
	CLEANUP_TEXT struct text answer = {0};

	list_add(&argv, context->toolchain->go);
	list_add(&argv, "list");
	list_add(&argv, "-e");
	list_add(&argv, "-f={{.Name}}");
	workload_build_flags(context, &argv);
	list_add(&argv, ".");
	if (!ask(context, environment, &argv, &answer, err))
		return false;
	context->has_main = text_equal(text_string(&answer), "main\n");
	return true;
}

static bool
ask_platform(struct workload_context *context, const struct list *environment, struct error *err)
{
	static const char *const words[] = {"env", "GOOS", "GOHOSTOS", "GOARCH", "GOHOSTARCH"};
	CLEANUP_LIST struct list argv = {0}, platform = {0};
	CLEANUP_TEXT struct text answer = {0};

	list_add(&argv, context->toolchain->go);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		list_add(&argv, words[i]);
	if (!ask(context, environment, &argv, &answer, err))
		return false;
	list_split(&platform, text_string(&answer), '\n');
	context->runs_here = platform.count >= 4 && text_equal(platform.items[0], platform.items[1]) &&
						 text_equal(platform.items[2], platform.items[3]);
	return true;
}

/* A root folder without Go files, as that of a workspace may be, has nothing to be fetched for. */
static bool
fetch(const struct local_project *local, const struct local_query *query, const struct list *variables,
	struct error *err)
{
	static const char *const empty[] = {"no Go files in", "outside modules listed in go.work",
		"not one of the workspace modules", "outside available modules", "outside main module"};

	if (local_project_prepare(local, query, variables, err))
		return true;
	for (size_t i = 0; i < COUNT_OF(empty); i++)
		if (strstr(err->why, empty[i])) {
			error_clear(err);
			return true;
		}
	return false;
}

bool
program_describe(struct preparation *preparation, const struct project *project,
	struct workload_context *context, struct error *err)
{
	CLEANUP_LIST struct list environment = {0}, variables = {0}, flags = {0};
	struct local_query query = {context->toolchain, ".", &flags, false};

	workload_environment(context, &variables);
	workload_build_flags(context, &flags);
	return (!project->local || fetch(project->local, &query, &variables, err)) &&
		   preparation_helper_environment(preparation, project, context, &environment, err) &&
		   ask_main(context, &environment, err) && ask_platform(context, &environment, err);
}

static bool
build(const struct workload_context *context, const struct list *environment, const char *program,
	struct error *err)
{
	CLEANUP_LIST struct list argv = {0};

	list_add(&argv, context->toolchain->go);
	list_add(&argv, "build");
	workload_build_flags(context, &argv);
	list_add_format(&argv, "-o=%s", program);
	list_add(&argv, ".");
	struct process process = process_of(&argv, environment, context->project_folder);
	return process_check(&process, NULL, ERROR_PREPARE, err) ||
		   error_while(err, "building the program of the start workload");
}

char *
program_build(struct preparation *preparation, const struct project *project,
	const struct workload_context *context, const char *cell_id, struct error *err)
{
	CLEANUP_FREE char *folder = workspace_folder(preparation->workspace, "programs", cell_id, err);
	CLEANUP_LIST struct list environment = {0};
	char *program = text_format("%s/program", folder ? folder : "");
	struct hash ignored;

	/* reading it brings it into the page cache, so that no run is charged for its pages */
	if (folder && preparation_helper_environment(preparation, project, context, &environment, err) &&
		(file_exists(program) || build(context, &environment, program, err)) &&
		file_hash(program, &ignored, err))
		return program;
	free(program);
	return NULL;
}
