/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/prepare/warm_cache.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "execute/stores/go_helper.h"
#include "execute/stores/kept.h"
#include "platform/process.h"
#include "plan/workload_axes.h"

#include <stdlib.h>
#include <string.h>

/* Runs a go command outside measuring; its failure says what the go command said. */
static bool
run_go(const struct list *argv, const struct list *environment, const char *folder, struct error *err)
{
	struct process process = process_of(argv, environment, folder);

	return process_check(&process, NULL, ERROR_PREPARE, err);
}

/* Whether flags mean something else for a package that is named than for one that is only imported: compiler
 * flags without a pattern, and coverage, which also brings in packages of std by way of a program. */
static bool
differs_when_named(char *const *values)
{
	return values[SETTING_gcflags][0] == '-' || text_equal(values[SETTING_cover], "1") ||
		   values[SETTING_coverpkg][0] != '\0';
}

/* Whether std gets into the cache by way of a program that imports it: for what vet finds out about it, for
 * the build modes that take no package, and for flags that differ by how a package is asked for. */
static bool
by_importer(const struct workload *workload, const struct workload_context *context)
{
	return workload->vets_std || workload_wants_program(context->settings[SETTING_buildmode]) ||
		   differs_when_named(context->settings);
}

/* `go build` of the std packages that belong into a warm cache; `go vet` where its findings do too. Some go
 * in by way of a program that imports them. Without any package it is given one even so: a `go build` of
 * nothing builds the current folder, which is the project's. */
static void
std_command(const struct workload *workload, const struct workload_context *context,
	const struct list *std_packages, struct list *argv)
{
	list_add(argv, context->toolchain->go);
	list_add(argv, workload->vets_std ? "vet" : "build");
	workload_build_flags(context, argv);
	bool importer = by_importer(workload, context);
	if (importer && !workload->vets_std)
		list_add(argv, "-o=program");
	for (size_t i = 0; !importer && i < std_packages->count; i++)
		list_add(argv, std_packages->items[i]);
	if (importer)
		list_add(argv, ".");
	else if (std_packages->count == 0)
		list_add(argv, "unsafe");
}

/* Writes a package into `folder` that imports all of std that others may import, which is how vet comes to
 * look at them as it does on the way to a project. The rest of std comes with them. */
static bool
write_importer(const char *folder, const struct list *std_packages, struct error *err)
{
	static const char module[] = "module std.importer\n\ngo 1.11\n";
	CLEANUP_FREE char *mod = text_format("%s/go.mod", folder),
					  *source = text_format("%s/importer.go", folder);
	CLEANUP_TEXT struct text text = {0};

	text_append(&text, "package main\n\nimport (\n");
	for (size_t i = 0; i < std_packages->count; i++)
		if (!strstr(std_packages->items[i], "internal") &&
			!text_starts_with(std_packages->items[i], "vendor/"))
			text_append_format(&text, "\t_ \"%s\"\n", std_packages->items[i]);
	text_append(&text, ")\n\nfunc main() {}\n");
	return file_replace(mod, module, sizeof module - 1, err) &&
		   file_replace(source, text_string(&text), text.length, err);
}

/* What makes a warm cache. */
struct making {
	struct preparation *preparation;
	const struct cache_order *order;
	struct list argv;
};

/* Everything that decides which objects a warm cache holds. */
static void
cache_key(const struct making *making, bool whole, struct text *key)
{
	const struct workload_context *context = making->order->context;
	const struct list *argv = &making->argv;
	char identity[HASH_TEXT_BYTES];

	text_append_format(key, "%s\n", hash_format(identity, context->toolchain->identity));
	for (size_t i = 1; i < argv->count; i++)
		text_append_format(key, "%s\n", argv->items[i]);
	for (size_t id = 0; id < SETTING_COUNT; id++)
		if (settings[id].kind == SETTING_ENVIRONMENT && id != SETTING_GOGC && id != SETTING_GOMEMLIMIT &&
			id != SETTING_GOMAXPROCS)
			text_append_format(key, "%s=%s\n", settings[id].name, context->settings[id]);
	for (size_t i = 0; i < context->variables->count; i++)
		text_append_format(key, "%s\n", context->variables->items[i]);
	for (size_t i = 0;
		 !whole && by_importer(making->order->workload, context) && i < making->order->std_packages->count;
		 i++)
		text_append_format(key, "%s\n", making->order->std_packages->items[i]);
	if (whole)
		text_append(key, context->project_folder);
}

/* Compiles std for these flags; the collector is left alone. */
static bool
warm_std(const void *making_context, const char *folder, struct error *err)
{
	const struct making *making = making_context;
	const struct workload_context *context = making->order->context;
	struct workspace *workspace = making->preparation->workspace;
	CLEANUP_FREE char *home = go_helper_home(workspace, err);
	CLEANUP_FREE char *importer = workspace_folder(workspace, "helpers", "importer", err);
	CLEANUP_LIST struct list environment = {0};
	bool importing = by_importer(making->order->workload, context);

	if (!home || !importer || !write_importer(importer, making->order->std_packages, err))
		return false;
	preparation_unmeasured_environment(
		importing ? NULL : making->order->project, context, home, folder, &environment);
	return run_go(&making->argv, &environment, importing ? importer : context->project_folder, err) ||
		   error_while(err, "compiling the standard library into a warm cache");
}

/* Does once, outside measuring, what will be measured. Its failure is left to the run, whose row tells of it,
 * unless it is the host's. */
static bool
warm_whole(const struct making *making, const char *folder, struct error *err)
{
	const struct workload_context *context = making->order->context;
	CLEANUP_FREE char *home = go_helper_home(making->preparation->workspace, err);
	CLEANUP_LIST struct list environment = {0};
	CLEANUP_TEXT struct text output = {0}, messages = {0};
	int exit_status;

	if (!home)
		return false;
	preparation_unmeasured_environment(making->order->project, context, home, folder, &environment);
	if (making->order->workload->environment)
		making->order->workload->environment(context, &environment);
	struct process process = process_of(&making->argv, &environment, context->project_folder);
	return process_run(&process, &output, &messages, &exit_status, err) &&
		   (exit_status == 0 || !process_blames_host(&process, exit_status, text_string(&messages), err));
}

/* The warm cache of a whole target is of no use to another experiment: it stays in the workspace. */
static char *
whole_cache(const struct making *making, const char *name, struct error *err)
{
	CLEANUP_FREE char *done = text_format("%s/caches/%s.done", making->preparation->workspace->folder, name);
	char *folder = workspace_folder(making->preparation->workspace, "caches", name, err);

	if (!folder || file_exists(done) || (warm_whole(making, folder, err) && file_replace(done, "", 0, err)))
		return folder;
	free(folder);
	return NULL;
}

/* The warm cache for this run, made when it is not there yet. The caller frees the folder's name. */
static char *
warm_cache(struct making *making, bool whole, struct error *err)
{
	CLEANUP_TEXT struct text key = {0};
	char name[HASH_TEXT_BYTES];

	if (whole)
		making->order->workload->command(making->order->context, &making->argv);
	else
		std_command(
			making->order->workload, making->order->context, making->order->std_packages, &making->argv);
	cache_key(making, whole, &key);
	(void)hash_format(name, hash_text(text_string(&key)));
	return whole ? whole_cache(making, name, err) : kept_find_or_make(name, warm_std, making, err);
}

bool
warm_cache_fill(
	struct preparation *preparation, const struct cache_order *order, const char *folder, struct error *err)
{
	bool whole = text_equal(order->state, "warm") || text_starts_with(order->state, EDIT_PREFIX);
	struct making making = {preparation, order, {0}};

	if (text_equal(order->state, "cold"))
		return true;
	CLEANUP_FREE char *kept = warm_cache(&making, whole, err);
	list_dispose(&making.argv);
	return kept && folder_link(kept, folder, err);
}
