/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "execute/projects/local_dependencies.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/projects/mod_file.h"
#include "execute/projects/go_list_tests.h"
#include "execute/projects/unsuited.h"
#include "platform/process.h"
#include "toolchain/quirks.h"
#include "toolchain/environment.h"
#include "toolchain/fetch/module_fetch.h"
#include "platform/places.h"

#include <stdlib.h>
#include <string.h>

static bool
is_workspace(const struct local_project *project, const struct toolchain *toolchain)
{
	return project->workspace && toolchain_has(toolchain, QUIRK_workspaces);
}

/* Where the copy of this project's go.work lives. The caller frees it. */
static char *
workspace_copy_folder(const struct local_project *project)
{
	CLEANUP_FREE char *modules = places_cache("modules");
	char name[HASH_TEXT_BYTES];

	return text_format("%s/workspaces/%s", modules, hash_format(name, hash_text(project->workspace)));
}

/* A vendored workspace must keep its place, since vendor/ is sought beside go.work; it needs no sums. */
static char *
workspace_setting(const struct local_project *project, const struct toolchain *toolchain)
{
	CLEANUP_FREE char *copy = NULL;

	if (!is_workspace(project, toolchain))
		return memory_copy_text("off");
	if (project->vendored)
		return memory_copy_text(project->workspace);
	copy = workspace_copy_folder(project);
	return text_format("%s/go.work", copy);
}

void
local_project_environment(
	const struct local_project *project, const struct toolchain *toolchain, struct list *environment)
{
	CLEANUP_FREE char *modules = places_cache("modules"), *cache = text_format("%s/pkg/mod", modules);
	CLEANUP_FREE char *workspace = workspace_setting(project, toolchain);

	environment_set(environment, "GOPATH", modules); /* before 1.15 the module cache is found by it alone */
	environment_set(environment, "GOMODCACHE", cache);
	environment_set(environment, "GOFLAGS", project->vendored ? "-mod=vendor" : "-mod=readonly");
	environment_set(environment, "GOWORK", workspace);
}

/* Copies one file beside go.work's copy when it is there. */
static bool
copy_beside(const char *from, const char *folder, struct error *err)
{
	CLEANUP_FREE char *to = text_format("%s/%s", folder, path_name(from));
	CLEANUP_TEXT struct text text = {0};

	if (!file_exists(from))
		return true;
	return file_read(from, &text, err) && file_replace(to, text_string(&text), text.length, err);
}

bool
local_project_copy_workspace(
	const struct local_project *project, const struct toolchain *toolchain, struct error *err)
{
	if (!is_workspace(project, toolchain) || project->vendored)
		return true;
	CLEANUP_FREE char *folder = workspace_copy_folder(project), *copy = text_format("%s/go.work", folder);
	CLEANUP_FREE char *sums = text_format("%s.sum", project->workspace);
	CLEANUP_FREE char *root = memory_copy_text(project->workspace);
	CLEANUP_TEXT struct text original = {0}, absolute = {0};

	*strrchr(root, '/') = '\0';
	if (!file_read(project->workspace, &original, err) || !folder_make(folder, err))
		return false;
	mod_file_make_absolute(text_string(&original), root, &absolute);
	return file_replace(copy, text_string(&absolute), absolute.length, err) && copy_beside(sums, folder, err);
}

/* The user's network settings over the run's own module settings. The cache stays deletable by hand. */
static bool
fetch_environment(const struct local_project *project, const struct toolchain *toolchain,
	const struct list *variables, struct list *environment, struct error *err)
{
	CLEANUP_FREE char *modules = places_cache("modules"), *cache = text_format("%s/list-cache", modules);
	CLEANUP_LIST struct list settings = {0};

	if (!toolchain_network_settings(toolchain->go, &settings, err))
		return false;
	toolchain_network_environment(&settings, modules, environment);
	local_project_environment(project, toolchain, environment);
	environment_set(environment, "GOCACHE", cache);
	if (toolchain_has(toolchain, QUIRK_writable_module_cache))
		environment_set(environment, "GOFLAGS", "-mod=readonly -modcacherw");
	for (size_t i = 0; variables && i < variables->count; i++) {
		CLEANUP_FREE char *name = memory_copy_text(variables->items[i]);
		char *value = strchr(name, '=');
		if (value) {
			*value++ = '\0';
			environment_set(environment, name, value);
		}
	}
	return true;
}

/* A project that lacks something of its own is told apart from a module that cannot be had. */
static enum error_id
dependency_error(const char *message)
{
	static const struct fetch_meaning meanings[] = {
		{"missing go.sum entry", ERROR_MODULE_FILES},
		{"updates to go.", ERROR_MODULE_FILES},
		{"go.sum needed", ERROR_MODULE_FILES},
		{"no required module provides", ERROR_MODULE_FILES},
		{"import lookup disabled", ERROR_MODULE_FILES},
		{"inconsistent vendoring", ERROR_MODULE_FILES},
		{"go mod tidy", ERROR_MODULE_FILES},
		{"replacement directory", ERROR_MODULE_FILES},
	};
	enum error_id id = fetch_meaning_find(meanings, COUNT_OF(meanings), message, ERROR_NONE);

	if (id == ERROR_NONE)
		id = module_fetch_error(message);
	return id == ERROR_MODULE_FETCH ? ERROR_DEPENDENCIES : id;
}

/* go list -deps [-f=FORMAT], with the flags of the build: they decide which files and packages count. */
static void
list_command(const struct local_query *query, const char *format, struct list *argv)
{
	list_add(argv, query->toolchain->go);
	list_add(argv, "list");
	list_add(argv, "-deps");
	if (query->tests)
		list_add(argv, "-test");
	if (format)
		list_add_format(argv, "-f=%s", format);
	for (size_t i = 0; query->flags && i < query->flags->count; i++)
		list_add(argv, query->flags->items[i]);
	list_split(argv, query->target, ' ');
}

/* What the go command says of gorge's copy of a go.work is true of the user's. */
static void
name_original(const struct local_project *project, char *why, size_t why_bytes)
{
	CLEANUP_FREE char *folder = project->workspace ? workspace_copy_folder(project) : NULL;
	CLEANUP_FREE char *copy = folder ? text_format("%s/go.work", folder) : NULL;
	char *found = copy ? strstr(why, copy) : NULL;

	if (!found)
		return;
	CLEANUP_FREE char *rest = memory_copy_text(found + strlen(copy));
	(void)snprintf(found, why_bytes - (size_t)(found - why), "%s%s", project->workspace, rest);
}

/* unsuited_says() of a project, of which the archive of a module may also lack what its go.mod puts in. */
static bool
says_unsuited(const struct local_project *project, const char *messages, char *why, size_t why_bytes)
{
	if (!unsuited_says(messages, why, why_bytes) &&
		(!project->sum || !unsuited_says_replaced(messages, why, why_bytes)))
		return false;
	name_original(project, why, why_bytes);
	return true;
}

/* What a release makes of a project. */
struct suit {
	char *why; /* "" = all that it has to */
	size_t why_bytes;
	bool listed; /* its packages could be */
};

bool
local_project_prepare(const struct local_project *project, const struct local_query *query,
	const struct list *variables, struct error *err)
{
	CLEANUP_LIST struct list argv = {0}, environment = {0};
	CLEANUP_FREE char *modules = places_cache("modules");
	CLEANUP_TEXT struct text messages = {0};
	char why[256];
	int status;

	if (project->vendored)
		return true;
	if (!folder_make(modules, err) || !local_project_copy_workspace(project, query->toolchain, err))
		return false;
	if (!fetch_environment(project, query->toolchain, variables, &environment, err))
		return false;
	list_command(query, NULL, &argv);
	struct process process = process_of(&argv, &environment, project->folder);
	if (!process_run(&process, NULL, &messages, &status, err) ||
		(status != 0 && process_blames_host(&process, status, text_string(&messages), err)))
		return false;
	if (status != 0 && says_unsuited(project, text_string(&messages), why, sizeof why))
		return error_raise(err, ERROR_UNSUITED, project->folder, "%s", why);
	return status == 0 || process_failed(&process, status, text_string(&messages),
							  dependency_error(text_string(&messages)), err);
}

static const char listing_format[] =
	"{{.ImportPath}}\t{{.Standard}}\t{{.Name}}\t{{with .CgoFiles}}1{{else}}{{len $.GoFiles}}{{end}}";

/* One line of `go list`: import path, "true" for std, package name, number of files to compile. The path of a
 * package that is compiled for one program alone is followed by " [PROGRAM]". */
static bool
count_package(char *line, struct local_packages *packages)
{
	CLEANUP_LIST struct list fields = {0};

	list_split(&fields, line, '\t');
	if (fields.count != 4)
		return false;
	const char *path = fields.items[0];
	bool std = text_equal(fields.items[1], "true") && !strchr(path, ' ') && !text_starts_with(path, "cmd/");
	/* unsafe has a file, and is known to the compiler without it */
	bool compiled = !text_equal(fields.items[3], "0") && !text_equal(path, "unsafe") &&
					!text_starts_with(path, "unsafe ");
	if (std && !text_starts_with(path, "vendor/"))
		list_add(&packages->std, path);
	if (std) {
		packages->std_compiles += compiled;
		return true;
	}
	packages->has_variants = packages->has_variants || strchr(path, ' ');
	packages->compiles += compiled;
	packages->vets += compiled;
	packages->links += text_equal(fields.items[2], "main");
	return true;
}

bool
local_packages_count(char *listing, struct local_packages *packages, const char **bad_line)
{
	char *rest = NULL;

	for (char *line = strtok_r(listing, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		*bad_line = line;
		if (!count_package(line, packages))
			return false;
	}
	return true;
}

/* Asks for the target's packages, `how` they are listed. Fills in why where the go command says it, or where
 * there are none. */
static bool
ask_list(const struct local_project *project, const struct local_query *query, const char *how,
	const struct list *environment, struct suit *suit, struct error *err)
{
	CLEANUP_LIST struct list argv = {0};
	CLEANUP_TEXT struct text output = {0}, messages = {0};
	int status;

	list_add(&argv, query->toolchain->go);
	list_add(&argv, "list");
	list_add(&argv, how);
	for (size_t i = 0; query->flags && i < query->flags->count; i++)
		list_add(&argv, query->flags->items[i]);
	list_split(&argv, query->target, ' ');
	struct process process = process_of(&argv, environment, project->folder);
	if (!process_run(&process, &output, &messages, &status, err) ||
		(status != 0 && process_blames_host(&process, status, text_string(&messages), err)))
		return false;
	suit->listed = status == 0;
	if (status != 0)
		(void)says_unsuited(project, text_string(&messages), suit->why, suit->why_bytes);
	else if (output.length == 0 && project->facts.files > 0)
		(void)snprintf(suit->why, suit->why_bytes, "build constraints leave no Go file of %s", query->target);
	return true;
}

bool
local_project_suits(const struct local_project *project, const struct local_query *query,
	const struct list *environment, char *why, size_t why_bytes, struct error *err)
{
	struct suit suit = {why, why_bytes, false};

	why[0] = '\0';
	if (!ask_list(project, query, "-find", environment, &suit, err))
		return false;
	return why[0] != '\0' || !suit.listed || ask_list(project, query, "-deps", environment, &suit, err);
}

bool
local_project_packages(const char *folder, const struct local_query *query, const struct list *environment,
	struct local_packages *packages, struct error *err)
{
	CLEANUP_LIST struct list argv = {0};
	CLEANUP_TEXT struct text output = {0};
	const char *bad_line;

	list_command(query, query->tests ? go_list_tests_format : listing_format, &argv);
	struct process process = process_of(&argv, environment, folder);
	if (!process_check(&process, &output, ERROR_PREPARE, err))
		return false;
	if (output.length == 0)
		return error_raise(err, ERROR_PREPARE, query->target, "it matches no package in '%s'", folder);
	if ((query->tests ? go_list_tests_count : local_packages_count)(output.data, packages, &bad_line))
		return true;
	return error_raise(err, ERROR_PREPARE, query->toolchain->go, "'go list' says '%s'", bad_line);
}
