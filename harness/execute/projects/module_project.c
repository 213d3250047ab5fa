/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/module_project.h"

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/projects/stand_alone.h"
#include "execute/stores/kept.h"
#include "generators/project.h"
#include "generators/project_inspect.h"
#include "toolchain/fetch/module_fetch.h"
#include "platform/places.h"

#include <stdlib.h>
#include <string.h>

struct fetching {
	const char *request;
	bool quiet;
};

/* A query is refused, since it is another version tomorrow: results would have one name for two things. */
static bool
check_version(const char *request, const struct fetched_module *module, struct error *err)
{
	const char *version = strchr(request, '@') + 1;

	if (text_equal(version, module->version))
		return true;
	return error_raise(err, ERROR_MODULE_MOVES, request, "'%s' is %s today; write get:%.*s%s", version,
		module->version, (int)(version - request), request, module->version);
}

static bool
check_go_mod(const char *request, const struct fetched_module *module, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/go.mod", module->folder);

	if (file_exists(path))
		return true;
	return error_raise(err, ERROR_NOT_A_PROJECT, request,
		"this version has no go.mod, so what it depends on is not known; get it by hand, run 'go mod init' "
		"and 'go mod tidy' there, and name it by dir:PATH");
}

/* The checksum, and the hash of the tree by which a later opening knows that it is still the same. */
static bool
write_sum(const char *folder, const char *source, const struct fetched_module *module, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/sum", folder), *text = NULL;
	struct project_facts facts;
	char hash[HASH_TEXT_BYTES];

	if (!project_inspect(source, &facts, err))
		return false;
	text = text_format("%s\n%s\n", module->sum, hash_format(hash, facts.hash));
	return file_replace(path, text, strlen(text), err);
}

/* A go.work is for whoever has the repository: what else it uses is never in the archive of the module, and
 * whoever depends on the module builds it without. */
static bool
drop_workspace(const char *source, struct error *err)
{
	CLEANUP_FREE char *workspace = text_format("%s/go.work", source);
	CLEANUP_FREE char *sums = text_format("%s/go.work.sum", source);

	return file_delete(workspace, err) && file_delete(sums, err);
}

/* Moves the module's tree out of the module cache that it was fetched into, and drops that. */
static bool
take_tree(const struct fetcher *fetcher, const char *folder, const char *work,
	const struct fetched_module *module, struct error *err)
{
	CLEANUP_FREE char *source = text_format("%s/source", folder);

	/* a folder that is not writable cannot be moved, and Go 1.13 makes it so */
	return folder_make_writable(module->folder, err) && file_move(module->folder, source, err) &&
		   drop_workspace(source, err) && stand_alone(fetcher, source, err) && folder_delete(work, err) &&
		   write_sum(folder, source, module, err);
}

static bool
fetch(const void *context, const char *folder, struct error *err)
{
	const struct fetching *fetching = context;
	CLEANUP_FETCHER struct fetcher fetcher = {0};
	__attribute__((cleanup(fetched_module_dispose))) struct fetched_module module = {0};
	CLEANUP_FREE char *work = text_format("%s/work", folder);

	if (!fetcher_open(&fetcher, err))
		return false;
	if (!fetching->quiet)
		(void)fprintf(stderr, "gorge: fetching %s with %s\n", fetching->request, fetcher.go.go);
	return folder_make(work, err) && module_fetch(&fetcher, fetching->request, work, &module, err) &&
		   check_version(fetching->request, &module, err) && check_go_mod(fetching->request, &module, err) &&
		   take_tree(&fetcher, folder, work, &module, err);
}

/* Takes over what write_sum() has written. */
static bool
read_sum(const char *folder, struct local_project *project, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/sum", folder);
	CLEANUP_TEXT struct text text = {0};
	CLEANUP_LIST struct list lines = {0};
	char hash[HASH_TEXT_BYTES];

	if (!file_read(path, &text, err))
		return false;
	list_split(&lines, text_string(&text), '\n');
	if (lines.count < 2 || !text_equal(lines.items[1], hash_format(hash, project->facts.hash)))
		return error_raise(
			err, ERROR_MODULE_BROKEN, folder, "the hash of its files is no longer what it was");
	project->sum = memory_copy_text(lines.items[0]);
	return true;
}

/* Beside a kept archive lie others, whatever its go.mod means by "../". */
static bool
forget_outside(struct local_project *project, struct error *err)
{
	if (project->outside.count == 0)
		return true;
	list_dispose(&project->outside);
	return local_project_look(project, &project->look, err) &&
		   local_project_read(project, &project->facts, err);
}

bool
module_project_open(const char *request, bool quiet, struct local_project *project, struct error *err)
{
	struct fetching fetching = {request, quiet};
	CLEANUP_FREE char *root = places_cache("get"), *path = text_format("%s/%s", root, request);
	CLEANUP_FREE char *source = text_format("%s/source", path);

	if (!kept_for_good(path, fetch, &fetching, err))
		return error_while(err, "getting the module '%s'", request);
	if (!local_project_open(source, project, err))
		return false;
	project->vendored = false; /* the archive of a module has vendor/modules.txt alone of it */
	if (forget_outside(project, err) && read_sum(path, project, err))
		return true;
	local_project_dispose(project);
	return error_while(err, "opening the module '%s'", request);
}
