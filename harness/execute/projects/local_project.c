/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/local_project.h"

#include "platform/file.h"
#include "base/memory.h"
#include "execute/projects/mod_file.h"
#include "execute/projects/settled.h"
#include "generators/project.h"
#include "generators/project_inspect.h"

#include <stdlib.h>
#include <string.h>

const char *
local_project_folder(const struct local_project *project)
{
	return project->folder;
}

const struct project_facts *
local_project_facts(const struct local_project *project)
{
	return &project->facts;
}

void
local_project_dispose(struct local_project *project)
{
	free(project->folder);
	free(project->source);
	free(project->sum);
	free(project->module);
	free(project->workspace);
	list_dispose(&project->outside);
	*project = (struct local_project){0};
}

static bool
has_file(const char *folder, const char *name)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);

	return file_exists(path);
}

/* Cuts the last part off a path; false at the root. */
static bool
go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash || path[1] == '\0')
		return false;
	slash[slash == path] = '\0';
	return true;
}

/* The nearest folder at or above `folder` that holds the file, or NULL. The caller frees it. */
static char *
find_above(const char *folder, const char *name)
{
	char *path = memory_copy_text(folder);

	do {
		if (has_file(path, name))
			return path;
	} while (go_up(path));
	free(path);
	return NULL;
}

/* Whether `folder` is `root` or lies below it. Both are resolved. */
static bool
is_within(const char *folder, const char *root)
{
	size_t length = strlen(root);

	return strncmp(folder, root, length) == 0 && (folder[length] == '\0' || folder[length] == '/');
}

/* Reads FOLDER/name and resolves the folders that it names; those that are not there are left to the go
 * command's complaint. */
static bool
read_mod_file(
	const char *folder, const char *name, struct mod_file *file, struct list *resolved, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);
	CLEANUP_TEXT struct text text = {0};

	if (!file_read(path, &text, err))
		return false;
	mod_file_read(text_string(&text), file);
	for (size_t i = 0; i < file->folders.count; i++) {
		const char *word = file->folders.items[i];
		CLEANUP_FREE char *joined =
			word[0] == '/' ? memory_copy_text(word) : text_format("%s/%s", folder, word);
		struct error missing = ERROR_INIT;
		CLEANUP_FREE char *found = path_resolve(joined, &missing);
		if (found && !list_contains(resolved, found))
			list_add(resolved, found);
	}
	return true;
}

static void
add_outside(struct local_project *project, const struct list *folders)
{
	for (size_t i = 0; i < folders->count; i++)
		if (!is_within(folders->items[i], project->folder) &&
			!list_contains(&project->outside, folders->items[i]))
			list_add(&project->outside, folders->items[i]);
}

/* Reads the go.mod at a folder of the project: its own, or that of a module its workspace uses. */
static bool
read_module(struct local_project *project, const char *folder, struct error *err)
{
	__attribute__((cleanup(mod_file_dispose))) struct mod_file file = {0};
	CLEANUP_LIST struct list folders = {0};

	if (!has_file(folder, "go.mod"))
		return true;
	if (!read_mod_file(folder, "go.mod", &file, &folders, err))
		return false;
	add_outside(project, &folders);
	if (text_equal(folder, project->folder) && file.module && !project->module)
		project->module = memory_copy_text(file.module);
	if (file.go_minor > project->go_minor)
		project->go_minor = file.go_minor;
	return true;
}

/* A go.work further up counts only when it uses this module, as someone in this folder would have it. */
static bool
read_workspace(struct local_project *project, struct error *err)
{
	CLEANUP_FREE char *above = find_above(project->folder, "go.work");
	__attribute__((cleanup(mod_file_dispose))) struct mod_file file = {0};
	CLEANUP_LIST struct list folders = {0};

	if (!above)
		return true;
	if (!read_mod_file(above, "go.work", &file, &folders, err))
		return false;
	if (!text_equal(above, project->folder) && !list_contains(&folders, project->folder))
		return true;
	project->workspace = text_format("%s/go.work", above);
	if (file.go_minor > project->go_minor)
		project->go_minor = file.go_minor;
	add_outside(project, &folders);
	for (size_t i = 0; i < folders.count; i++)
		if (!read_module(project, folders.items[i], err))
			return false;
	return true;
}

/* Adds the hash of a file that may be missing. */
static bool
add_file_hash(const char *folder, const char *name, struct hash *sum, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);
	struct hash content;

	if (!file_exists(path))
		return true;
	if (!file_hash(path, &content, err))
		return false;
	hash_add(sum, hash_entry(name, strlen(name), content));
	return true;
}

/* The folder of a go.work that lies further up, whose files no folder of the project holds; else NULL. The
 * caller frees it. */
static char *
workspace_above(const struct local_project *project)
{
	char *root = project->workspace ? memory_copy_text(project->workspace) : NULL;

	if (root)
		(void)go_up(root);
	if (root && is_within(root, project->folder)) {
		free(root);
		root = NULL;
	}
	return root;
}

static const char *const workspace_files[] = {"go.work", "go.work.sum"};

bool
local_project_read(const struct local_project *project, struct project_facts *facts, struct error *err)
{
	CLEANUP_FREE char *root = workspace_above(project);

	if (!project_inspect(project->source, facts, err))
		return false;
	for (size_t i = 0; i < project->outside.count; i++) {
		const char *folder = project->outside.items[i], *name = path_name(folder);
		struct project_facts beside;
		if (!project_inspect(folder, &beside, err))
			return false;
		hash_add(&facts->hash, hash_entry(name, strlen(name), beside.hash));
	}
	for (size_t i = 0; root && i < COUNT_OF(workspace_files); i++)
		if (!add_file_hash(root, workspace_files[i], &facts->hash, err))
			return false;
	return true;
}

bool
local_project_look(const struct local_project *project, struct project_look *look, struct error *err)
{
	CLEANUP_FREE char *root = workspace_above(project);

	*look = (struct project_look){0};
	if (!project_look(project->source, look, err))
		return false;
	for (size_t i = 0; i < project->outside.count; i++)
		if (!project_look(project->outside.items[i], look, err))
			return false;
	for (size_t i = 0; root && i < COUNT_OF(workspace_files); i++) {
		CLEANUP_FREE char *path = text_format("%s/%s", root, workspace_files[i]);
		project_look_file(path, look);
	}
	return true;
}

static bool
look(const void *project, struct project_look *look, struct error *err)
{
	return local_project_look(project, look, err);
}

static bool
check_root(const struct local_project *project, const char *path, struct error *err)
{
	CLEANUP_FREE char *above = NULL;

	if (has_file(project->folder, "go.mod") || has_file(project->folder, "go.work"))
		return true;
	above = find_above(project->folder, "go.mod");
	if (above)
		return error_raise(err, ERROR_NOT_A_PROJECT, path,
			"its go.mod is in '%s': name that folder, and this one as target", above);
	return error_raise(err, ERROR_NOT_A_PROJECT, path, "it holds neither go.mod nor go.work");
}

bool
local_project_open(const char *path, struct local_project *project, struct error *err)
{
	return local_project_open_at(path, path, project, err);
}

bool
local_project_open_at(const char *path, const char *source, struct local_project *project, struct error *err)
{
	struct error missing = ERROR_INIT;
	CLEANUP_FREE char *root = NULL;

	*project = (struct local_project){.folder = path_resolve(path, &missing)};
	if (!project->folder)
		return error_raise(err, ERROR_NOT_A_PROJECT, path, "%s", missing.why);
	project->source = path_resolve(source, err);
	if (project->source && check_root(project, path, err) && read_module(project, project->folder, err) &&
		read_workspace(project, err)) {
		root = memory_copy_text(project->workspace ? project->workspace : project->folder);
		if (project->workspace)
			(void)go_up(root);
		project->vendored = has_file(root, "vendor/modules.txt");
		if (project_look_settled(look, project, &project->look, err) &&
			local_project_read(project, &project->facts, err))
			return true;
	}
	local_project_dispose(project);
	return error_while(err, "opening the project '%s'", path);
}

static void
add_relative_target(const struct local_project *project, const char *folder, struct text *targets)
{
	const char *below = folder + strlen(project->folder);

	if (is_within(folder, project->folder) && has_file(folder, "go.mod"))
		text_append_format(targets, "%s.%s/...", targets->length > 0 ? " " : "", below);
}

char *
local_project_target(const struct local_project *project, const char *target)
{
	__attribute__((cleanup(mod_file_dispose))) struct mod_file file = {0};
	CLEANUP_LIST struct list folders = {0};
	CLEANUP_TEXT struct text targets = {0};
	struct error unreadable = ERROR_INIT;

	if (project->module || !text_equal(target, "./...") ||
		!read_mod_file(project->folder, "go.work", &file, &folders, &unreadable))
		return memory_copy_text(target);
	for (size_t i = 0; i < folders.count; i++)
		add_relative_target(project, folders.items[i], &targets);
	return memory_copy_text(targets.length > 0 ? targets.data : target);
}
