/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/prepare/preparation.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/stores/go_helper.h"
#include "execute/projects/local_dependencies.h"
#include "generators/parameters.h"
#include "toolchain/environment.h"
#include "generators/generator_values.h"

#include <stdlib.h>
#include <string.h>

/* Returns NULL. */
static struct project_needs *
drop_last_needs(struct preparation *preparation)
{
	struct project_needs *needs = &preparation->needs[--preparation->needs_count];

	free(needs->key);
	free(needs->target);
	list_dispose(&needs->packages.std);
	return NULL;
}

static void
free_local(struct local_project *local)
{
	if (local)
		local_project_dispose(local);
	free(local);
}

void
preparation_dispose(struct preparation *preparation)
{
	for (size_t i = 0; i < preparation->project_count; i++) {
		free(preparation->projects[i].params);
		free(preparation->projects[i].folder);
		if (preparation->projects[i].generated)
			free_local(preparation->projects[i].local);
	}
	while (preparation->needs_count > 0)
		(void)drop_last_needs(preparation);
	free(preparation->projects);
	free(preparation->needs);
	free(preparation->answers);
	preparation->answers = NULL;
	preparation->answer_count = preparation->answer_capacity = 0;
	preparation->projects = NULL;
	preparation->needs = NULL;
	preparation->project_count = preparation->needs_count = 0;
}

static const struct generator *
generator_of(const struct preparation *preparation, const struct project *project)
{
	return preparation->experiment->projects[project->spec].generator;
}

/* Takes over `folder`. */
static struct project *
add_project(struct preparation *preparation, size_t spec, const char *params, struct local_project *local,
	char *folder)
{
	preparation->projects = memory_grow(preparation->projects, preparation->project_count,
		&preparation->project_capacity, sizeof *preparation->projects);
	struct project *project = &preparation->projects[preparation->project_count++];

	*project =
		(struct project){.spec = spec, .params = memory_copy_text(params), .folder = folder, .local = local};
	return project;
}

static const struct project *
find_project(
	const struct preparation *preparation, size_t spec, const char *params, const struct local_project *local)
{
	for (size_t i = 0; i < preparation->project_count; i++) {
		const struct project *project = &preparation->projects[i];
		bool same = project->generated || project->local == local;
		if (project->spec == spec && same && text_equal(project->params, params))
			return project;
	}
	return NULL;
}

/* 64 bits of a hash are plenty inside one workspace, and paths stay short. */
static void
folder_name(const struct generator *generator, const char *params, char *name)
{
	CLEANUP_FREE char *key = text_format("%s %s", generator->name, params);

	(void)hash_format(name, hash_text(key));
	name[16] = '\0';
}

/* A user's own program may write all that a dir: project may be: a workspace, a vendored tree, a module that
 * depends on others. */
static bool
open_written(const char *folder, struct project *project, struct error *err)
{
	project->local = memory_zeroed(1, sizeof *project->local);
	if (!local_project_open(folder, project->local, err)) {
		free(project->local);
		return false;
	}
	project->facts = project->local->facts;
	project->look = project->local->look;
	return true;
}

/* Fills in what is known of a project by its being written. */
static bool
write_project(const struct generator *generator, const struct parameter_values *values, const char *folder,
	struct project *project, struct error *err)
{
	if (!project_generate(generator, values, folder, 0, &project->facts, err))
		return false;
	file_sync_all(); /* or the sources would be written back while the run is measured */
	return generator->run ? open_written(folder, project, err) : project_look(folder, &project->look, err);
}

static const struct project *
generate(struct preparation *preparation, const struct cell *cell, const char *params, struct error *err)
{
	const struct generator *generator = preparation->experiment->projects[cell->project].generator;
	char name[HASH_TEXT_BYTES];
	struct project made = {0};

	folder_name(generator, params, name);
	char *folder = workspace_folder(preparation->workspace, "projects", name, err);
	if (!folder || !write_project(generator, &cell->values, folder, &made, err)) {
		free(folder);
		return NULL;
	}
	struct project *project = add_project(preparation, cell->project, params, made.local, folder);
	project->generated = true;
	project->facts = made.facts;
	project->look = made.look;
	return project;
}

static const struct project *
take_local(struct preparation *preparation, size_t spec, struct local_project *local)
{
	struct project *project =
		add_project(preparation, spec, "", local, memory_copy_text(local_project_folder(local)));

	project->facts = *local_project_facts(local);
	project->look = local->look;
	return project;
}

const struct project *
preparation_project(struct preparation *preparation, const struct cell *cell, struct error *err)
{
	const struct generator *generator = preparation->experiment->projects[cell->project].generator;
	struct local_project *local = local_projects_at(preparation->locals, cell->project, cell->go);
	CLEANUP_TEXT struct text params = {0};

	if (generator)
		parameter_values_describe(generator, &cell->values, &params);
	const struct project *found = find_project(preparation, cell->project, text_string(&params), local);
	if (found)
		return found;
	return generator ? generate(preparation, cell, text_string(&params), err)
					 : take_local(preparation, cell->project, local);
}

/* The environment of a go command for this project, below `home`, with this cache; settings not yet in it. */
static void
project_environment(const struct project *project, const struct toolchain *toolchain, const char *home,
	const char *cache, struct list *environment)
{
	toolchain_environment(toolchain, home, cache, environment);
	if (project->local)
		local_project_environment(project->local, toolchain, environment);
}

/* What a generator knows of its own projects without asking the go command. */
static void
generated_needs(
	const struct needs_question *question, const struct generator *generator, struct project_needs *needs)
{
	const struct project_facts *facts = &question->project->facts;

	generator_std_packages(generator, &question->cell->values, &needs->packages.std);
	needs->packages.compiles = needs->packages.vets = facts->packages;
	needs->packages.links = question->workload->takes_tests ? 0 : facts->mains; /* they have no tests */
}

static bool
listed_needs(struct preparation *preparation, const struct needs_question *question,
	struct project_needs *needs, struct error *err)
{
	const struct project *project = question->project;
	struct workload_context context = {.toolchain = question->toolchain,
		.settings = question->cell->settings,
		.variables = &question->cell->variables};
	CLEANUP_FREE char *home = go_helper_home(preparation->workspace, err);
	CLEANUP_FREE char *cache = go_helper_cache(preparation->workspace, err);
	CLEANUP_LIST struct list environment = {0}, variables = {0}, flags = {0};
	struct local_query query = {question->toolchain, needs->target, &flags, question->workload->takes_tests};

	if (!home || !cache)
		return false;
	workload_environment(&context, &variables);
	workload_build_flags(&context, &flags);
	if (project->local && !local_project_prepare(project->local, &query, &variables, err))
		return false;
	project_environment(project, question->toolchain, home, cache, &environment);
	workload_environment(&context, &environment);
	return local_project_packages(project->folder, &query, &environment, &needs->packages, err);
}

/* Everything that `go list` may answer differently for. */
static char *
needs_key(const struct needs_question *question)
{
	const struct cell *cell = question->cell;
	CLEANUP_TEXT struct text key = {0};

	text_append_format(&key, "%s\n%zu\n%s\n%d\n", question->project->folder, cell->go, cell->target,
		question->workload->takes_tests);
	for (enum setting_id id = 0; id < SETTING_COUNT; id++)
		if (!setting_is_limit(id))
			text_append_format(&key, "%s\n", cell->settings[id]);
	for (size_t i = 0; i < cell->variables.count; i++)
		text_append_format(&key, "%s\n", cell->variables.items[i]);
	return memory_copy_text(text_string(&key));
}

static const struct project_needs *
find_needs(const struct preparation *preparation, const char *key)
{
	for (size_t i = 0; i < preparation->needs_count; i++)
		if (text_equal(preparation->needs[i].key, key))
			return &preparation->needs[i];
	return NULL;
}

/* Takes over `key`. */
static struct project_needs *
add_needs(struct preparation *preparation, char *key, const struct needs_question *question)
{
	const char *target = question->cell->target;
	const struct local_project *local = question->project->local;

	preparation->needs = memory_grow(preparation->needs, preparation->needs_count,
		&preparation->needs_capacity, sizeof *preparation->needs);
	struct project_needs *needs = &preparation->needs[preparation->needs_count++];
	*needs = (struct project_needs){
		.key = key, .target = local ? local_project_target(local, target) : memory_copy_text(target)};
	return needs;
}

/* What is counted or checked at run time calls for packages that no source names. */
static bool
is_instrumented(const struct cell *cell)
{
	return text_equal(cell->settings[SETTING_cover], "1") || cell->settings[SETTING_coverpkg][0] != '\0' ||
		   text_equal(cell->settings[SETTING_asan], "1");
}

const struct project_needs *
preparation_needs(struct preparation *preparation, const struct needs_question *question, struct error *err)
{
	const struct generator *generator = generator_of(preparation, question->project);
	char *key = needs_key(question);
	const struct project_needs *known = find_needs(preparation, key);

	if (known) {
		free(key);
		return known;
	}
	struct project_needs *needs = add_needs(preparation, key, question);
	if (generator && generator->std_packages && !generator->compiles_std &&
		!is_instrumented(question->cell) && text_equal(question->cell->target, "./..."))
		generated_needs(question, generator, needs);
	else if (!listed_needs(preparation, question, needs, err))
		return drop_last_needs(preparation);
	return needs;
}

void
preparation_unmeasured_environment(const struct project *project, const struct workload_context *context,
	const char *home, const char *cache, struct list *environment)
{
	if (project)
		project_environment(project, context->toolchain, home, cache, environment);
	else
		toolchain_environment(context->toolchain, home, cache, environment);
	workload_environment(context, environment);
	environment_set(environment, "GOGC", NULL);
	environment_set(environment, "GOMEMLIMIT", NULL);
}

bool
preparation_helper_environment(struct preparation *preparation, const struct project *project,
	const struct workload_context *context, struct list *environment, struct error *err)
{
	CLEANUP_FREE char *home = go_helper_home(preparation->workspace, err);
	CLEANUP_FREE char *cache = home ? go_helper_cache(preparation->workspace, err) : NULL;

	if (!cache)
		return false;
	preparation_unmeasured_environment(project, context, home, cache, environment);
	return true;
}

char *
preparation_loader(struct preparation *preparation, const struct toolchain *toolchain, struct error *err)
{
	return go_helper_program("loader", toolchain, preparation->workspace, err);
}

void
preparation_shorten(const struct project *project, char *text)
{
	CLEANUP_FREE char *below = text_format("%s/", project->folder);
	size_t length = strlen(below);

	for (char *found = text; project->generated && (found = strstr(found, below)) != NULL;)
		memmove(found, found + length, strlen(found + length) + 1);
}

bool
preparation_forget(struct preparation *preparation, struct error *err)
{
	CLEANUP_FREE char *caches = text_format("%s/caches", preparation->workspace->folder);
	CLEANUP_FREE char *programs = text_format("%s/programs", preparation->workspace->folder);

	while (preparation->needs_count > 0)
		(void)drop_last_needs(preparation);
	preparation->answer_count = 0;
	return folder_delete(caches, err) && folder_delete(programs, err);
}

void
preparation_read_tools(const struct toolchain *toolchain)
{
	static const char *const patterns[] = {
		"bin/go", "pkg/tool/*/compile", "pkg/tool/*/link", "pkg/tool/*/asm"};
	CLEANUP_LIST struct list found = {0};
	struct error ignored = ERROR_INIT; /* a release without one of them is told so by its first run */
	struct hash hash;
	for (size_t i = 0; i < COUNT_OF(patterns); i++)
		folder_find(toolchain->goroot, patterns[i], &found);
	for (size_t i = 0; i < found.count; i++)
		(void)file_hash(found.items[i], &hash, &ignored);
}
