/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/project_survey.h"
#include "base/memory.h"
#include "execute/projects/local_dependencies.h"
#include "execute/projects/local_projects.h"
#include "execute/stores/go_helper.h"
#include "platform/process.h"
#include "toolchain/environment.h"
#include "toolchain/fetch/find.h"
#include "toolchain/quirks.h"

/* What the program is told: the flag, the project, and the patterns of its packages. */
static void
survey_command(const char *program, const struct local_project *project, const struct survey_request *request,
	struct list *argv)
{
	list_add(argv, program);
	if (request->flag)
		list_add(argv, request->flag);
	list_add(argv, local_project_folder(project));
	for (size_t i = 0; i < request->pattern_count; i++)
		list_add(argv, request->patterns[i]);
	if (request->pattern_count == 0) {
		CLEANUP_FREE char *target = local_project_target(project, "./...");
		list_split(argv, target, ' ');
	}
}

static bool
run_survey(const struct local_project *project, const struct toolchain *toolchain,
	const struct workspace *workspace, const struct survey_request *request, struct text *output,
	struct error *err)
{
	CLEANUP_FREE char *program = go_helper_program("survey", toolchain, workspace, err);
	CLEANUP_FREE char *home = program ? go_helper_home(workspace, err) : NULL;
	CLEANUP_FREE char *cache = home ? go_helper_cache(workspace, err) : NULL;
	CLEANUP_LIST struct list argv = {0}, environment = {0};

	if (!cache || !local_project_copy_workspace(project, toolchain, err))
		return false;
	survey_command(program, project, request, &argv);
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

bool
project_survey_by(const struct toolchain *toolchain, const struct local_project *project,
	const struct survey_request *request, struct text *output, struct error *err)
{
	struct workspace workspace;
	bool done = workspace_open(&workspace, err);

	if (done) {
		done = run_survey(project, toolchain, &workspace, request, output, err);
		workspace_close(&workspace);
	}
	return done;
}

bool
project_survey(const struct survey_request *request, struct text *output, struct error *err)
{
	struct local_project project;
	struct toolchain toolchain;
	bool done;

	if (!local_project_open_named(request->project, true, &project, err))
		return false;
	done = find_toolchain(&toolchain, err);
	if (done) {
		done = project_survey_by(&toolchain, &project, request, output, err);
		toolchain_dispose(&toolchain);
	}
	local_project_dispose(&project);
	return done;
}
