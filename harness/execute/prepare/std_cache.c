/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/prepare/std_cache.h"
#include "base/memory.h"
#include "base/text_set.h"
#include "execute/stores/go_helper.h"
#include "execute/stores/kept.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/process.h"
#include "toolchain/environment.h"

#include <stdlib.h>
#include <string.h>

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
by_importer(const struct cache_order *order)
{
	return order->workload->vets_std || workload_wants_program(order->context->settings[SETTING_buildmode]) ||
		   differs_when_named(order->context->settings);
}

/* What makes a cache. */
struct making {
	struct preparation *preparation;
	const struct cache_order *order;
	bool importing;
	struct list command;  /* the go command but for its packages: it decides which objects come out */
	struct list packages; /* that the cache is to hold */
	const char *lesser;   /* a cache that holds some of them; NULL = none */
};

/* `go build`, or `go vet` where its findings belong into the cache too. How many compiles run at a time
 * changes no object; what is linked changes none either, where nothing is. */
static void
set_command(struct making *making)
{
	const struct cache_order *order = making->order;
	char *values[SETTING_COUNT], unset[] = "unset", none[] = "";
	struct workload_context context = *order->context;

	memcpy(values, context.settings, sizeof values);
	values[SETTING_p] = unset;
	if (!making->importing)
		values[SETTING_ldflags] = none;
	context.settings = values;
	list_add(&making->command, context.toolchain->go);
	list_add(&making->command, order->workload->vets_std ? "vet" : "build");
	workload_build_flags(&context, &making->command);
	if (making->importing && !order->workload->vets_std)
		list_add(&making->command, "-o=program");
}

/* Without any package it is given one even so: a `go build` of nothing builds the current folder, which is
 * the project's. */
static void
add_packages(const struct making *making, struct list *argv)
{
	for (size_t i = 0; i < making->command.count; i++)
		list_add(argv, making->command.items[i]);
	for (size_t i = 0; !making->importing && i < making->packages.count; i++)
		list_add(argv, making->packages.items[i]);
	if (making->importing)
		list_add(argv, ".");
	else if (making->packages.count == 0)
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

/* Says in a cache which packages it holds: in a file that the go command knows nothing of. */
static char *
packages_file(const char *folder)
{
	return text_format("%s/gorge-packages", folder);
}

static void
append_packages(const struct list *packages, struct text *text)
{
	for (size_t i = 0; i < packages->count; i++)
		text_append_format(text, "%s\n", packages->items[i]);
}

static bool
write_packages(const char *folder, const struct list *packages, struct error *err)
{
	CLEANUP_FREE char *path = packages_file(folder);
	CLEANUP_TEXT struct text text = {0};

	append_packages(packages, &text);
	return file_replace(path, text_string(&text), text.length, err);
}

/* Those that a cache holds; false for one that does not say. */
static bool
read_packages(const char *folder, struct list *packages)
{
	CLEANUP_FREE char *path = packages_file(folder);
	CLEANUP_TEXT struct text text = {0};

	if (!file_try_read(path, &text))
		return false;
	list_split(packages, text_string(&text), '\n');
	return true;
}

/* Compiles std for these flags; the collector and the processors are left alone. */
static bool
compile_std(const struct making *making, const char *folder, struct error *err)
{
	const struct workload_context *context = making->order->context;
	struct workspace *workspace = making->preparation->workspace;
	CLEANUP_FREE char *home = go_helper_home(workspace, err);
	CLEANUP_FREE char *importer = workspace_folder(workspace, "helpers", "importer", err);
	CLEANUP_LIST struct list environment = {0}, argv = {0};

	if (!home || !importer || !write_importer(importer, &making->packages, err))
		return false;
	preparation_unmeasured_environment(
		making->importing ? NULL : making->order->project, context, home, folder, &environment);
	environment_set(&environment, "GOMAXPROCS", NULL);
	add_packages(making, &argv);
	struct process process =
		process_of(&argv, &environment, making->importing ? importer : context->project_folder);
	return process_check(&process, NULL, ERROR_PREPARE, err) ||
		   error_while(err, "compiling the standard library into a warm cache");
}

static bool
make(const void *making_context, const char *folder, struct error *err)
{
	const struct making *making = making_context;

	return (!making->lesser || folder_link(making->lesser, folder, err)) &&
		   compile_std(making, folder, err) && write_packages(folder, &making->packages, err);
}

void
cache_key(const struct workload_context *context, const struct list *argv, struct text *key)
{
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
}

/* Everything that decides which objects a cache holds, however many of them. */
static void
hash_objects(const struct making *making, char *out)
{
	CLEANUP_TEXT struct text key = {0};

	cache_key(making->order->context, &making->command, &key);
	(void)hash_format(out, hash_text(text_string(&key)));
}

/* How many packages of an order a cache lacks. */
static size_t
lacking(const struct list *wanted, const struct list *held)
{
	CLEANUP_TEXT_SET struct text_set set = {0};
	size_t count = 0;

	for (size_t i = 0; i < held->count; i++)
		(void)text_set_add(&set, held->items[i]);
	for (size_t i = 0; i < wanted->count; i++)
		count += !text_set_has(&set, wanted->items[i]);
	return count;
}

/* Of the caches with these objects, the one that lacks least; NULL when there is none. Its packages are added
 * to those that the next one is to hold. */
static char *
nearest(struct making *making, const char *objects, size_t *lacks)
{
	CLEANUP_FREE char *pattern = text_format("%s-*", objects);
	CLEANUP_LIST struct list found = {0};
	char *best = NULL;

	*lacks = SIZE_MAX;
	kept_list(pattern, &found);
	for (size_t i = 0; i < found.count; i++) {
		CLEANUP_LIST struct list held = {0};
		size_t missing =
			read_packages(found.items[i], &held) ? lacking(making->order->std_packages, &held) : SIZE_MAX;
		if (missing >= *lacks)
			continue;
		*lacks = missing;
		list_dispose(&making->packages);
		making->packages = held;
		held = (struct list){0};
		free(best);
		best = memory_copy_text(found.items[i]);
	}
	return best;
}

static char *
grow(struct making *making, const char *objects, struct error *err)
{
	CLEANUP_TEXT struct text all = {0};
	CLEANUP_TEXT_SET struct text_set held = {0};
	const struct list *wanted = making->order->std_packages;
	char hash[HASH_TEXT_BYTES];

	for (size_t i = 0; i < making->packages.count; i++)
		(void)text_set_add(&held, making->packages.items[i]);
	for (size_t i = 0; i < wanted->count; i++)
		if (text_set_add(&held, wanted->items[i]))
			list_add(&making->packages, wanted->items[i]);
	append_packages(&making->packages, &all);
	CLEANUP_FREE char *name = text_format("%s-%s", objects, hash_format(hash, hash_text(text_string(&all))));
	return kept_find_or_make(name, make, making, err);
}

char *
std_cache(struct preparation *preparation, const struct cache_order *order, struct error *err)
{
	struct making making = {.preparation = preparation, .order = order, .importing = by_importer(order)};
	char objects[HASH_TEXT_BYTES], *folder;
	size_t lacks;

	set_command(&making);
	hash_objects(&making, objects);
	CLEANUP_FREE char *best = nearest(&making, objects, &lacks);
	making.lesser = best && kept_use(best) ? best : NULL;
	folder = making.lesser && lacks == 0 ? memory_copy_text(best) : grow(&making, objects, err);
	list_dispose(&making.command);
	list_dispose(&making.packages);
	return folder;
}
