/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json_text.h"
#include "base/memory.h"
#include "commands/catalogue/catalogue_quirks.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "toolchain/fetch/offer.h"
#include "toolchain/release.h"
#include "toolchain/store.h"
#include "toolchain/fetch/find.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
	{"--installed", NULL, "list: only what is installed; asks no proxy"},
	{"--refresh", NULL, "list: ask the proxy, though it was asked less than a day ago"},
	{"--json", NULL,
		"an array of objects with name, installed, usable, version, goroot and identity; what cannot be used "
		"has why instead"},
	{"--markdown", NULL, "quirks: the table in docs/toolchains.md"},
	{NULL, NULL, NULL},
};

/* What every action gives back: the toolchains it is about, as JSON. */
static bool
add_toolchain(const char *request, bool fetch, bool quiet, json_t *array, struct error *err)
{
	__attribute__((cleanup(toolchain_dispose))) struct toolchain toolchain = {0};
	char identity[HASH_TEXT_BYTES];

	if (!toolchain_find(request, fetch, quiet, &toolchain, err))
		return false;
	(void)json_array_append_new(
		array, json_pack("{s:o, s:b, s:b, s:o, s:o, s:s}", "name", json_text(request), "installed", true,
				   "usable", true, "version", json_text(toolchain.version), "goroot",
				   json_text(toolchain.goroot), "identity", hash_format(identity, toolchain.identity)));
	return true;
}

static void
add_broken(const char *request, const struct error *failure, json_t *array)
{
	CLEANUP_FREE char *why = text_format("%s: %s", failure->where, failure->why);

	(void)json_array_append_new(array, json_pack("{s:o, s:b, s:b, s:o}", "name", json_text(request),
										   "installed", true, "usable", false, "why", json_text(why)));
}

/* A list tells of what is broken, and goes on. */
static bool
add_listed(const char *request, json_t *array, struct error *err)
{
	struct error failure = ERROR_INIT;

	if (add_toolchain(request, false, true, array, &failure))
		return true;
	if (failure.id == ERROR_BAD_TOOLCHAIN)
		add_broken(request, &failure, array);
	else if (failure.id != ERROR_NO_GO) /* without a go on PATH the list is just shorter */
		*err = failure;
	return err->id == ERROR_NONE;
}

/* Appends the newest release of each line that is offered and not installed. Without a proxy the list is
 * shorter, and stderr says why. */
static bool
add_newest_offered(bool anew, struct list *names, struct error *err)
{
	CLEANUP_LIST struct list offered = {0};
	struct error failure = ERROR_INIT;
	struct release newest, release;
	char name[RELEASE_TEXT_BYTES];

	if (!toolchain_offer(anew, &offered, &failure)) {
		if (failure.id == ERROR_INTERRUPTED) {
			*err = failure;
			return false;
		}
		(void)fputs(
			"gorge: only installed releases are listed, since what else there is cannot be asked\n", stderr);
		(void)error_report(&failure, stderr);
	}
	for (size_t i = 0; i < offered.count; i++)
		if (release_parse(offered.items[i], &release, &failure) &&
			offer_newest(&offered, release.minor, &newest) && release_compare(&release, &newest) == 0 &&
			!list_contains(names, release_format(name, &release)))
			list_add(names, name);
	return true;
}

static bool
list_toolchains(const struct arguments *arguments, json_t *array, struct error *err)
{
	CLEANUP_LIST struct list installed = {0}, names = {0};

	if (!add_listed("host", array, err) || !toolchain_list_installed(&installed, err))
		return false;
	for (size_t i = 0; i < installed.count; i++)
		list_add(&names, installed.items[i]);
	if (!arguments_option(arguments, "--installed") &&
		!add_newest_offered(arguments_option(arguments, "--refresh") != NULL, &names, err))
		return false;
	release_sort(&names, 0);
	for (size_t i = 0; i < names.count; i++) {
		if (!list_contains(&installed, names.items[i]))
			(void)json_array_append_new(
				array, json_pack("{s:o, s:b}", "name", json_text(names.items[i]), "installed", false));
		else if (!add_listed(names.items[i], array, err))
			return false;
	}
	return true;
}

/* All names are looked at before the first is fetched. */
static bool
resolve_all(const struct arguments *arguments, struct list *names, struct error *err)
{
	for (size_t i = 1; i < arguments->positional_count; i++) {
		CLEANUP_FREE char *name = NULL;
		struct release release;

		if (!toolchain_resolve(arguments->positional[i], &name, err) || !release_parse(name, &release, err))
			return false;
		list_add(names, name);
	}
	return true;
}

static bool
install_toolchains(const struct arguments *arguments, json_t *array, struct error *err)
{
	CLEANUP_LIST struct list names = {0};

	if (!resolve_all(arguments, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++)
		if (!add_toolchain(names.items[i], true, arguments->quiet, array, err))
			return false;
	return true;
}

static bool
find_toolchain(const struct arguments *arguments, json_t *array, struct error *err)
{
	return add_toolchain(arguments->positional[1], false, true, array, err);
}

static bool
remove_toolchains(const struct arguments *arguments, json_t *array, struct error *err)
{
	for (size_t i = 1; i < arguments->positional_count; i++) {
		if (!store_remove(arguments->positional[i], arguments->quiet, err))
			return false;
		(void)json_array_append_new(
			array, json_pack("{s:o, s:b}", "name", json_text(arguments->positional[i]), "installed", false));
	}
	return true;
}

static bool
find_quirks(const struct arguments *arguments, json_t *array, struct error *err)
{
	return catalogue_quirks(arguments->positional[1], array, err);
}

static void
print_rows(const json_t *array)
{
	const json_t *object;
	size_t index;

	json_array_foreach(array, index, object)
	{
		const char *name = json_string_value(json_object_get(object, "name"));
		const char *version = json_string_value(json_object_get(object, "version"));
		const char *why = json_string_value(json_object_get(object, "why"));

		if (version)
			printf("%-10s  %-10s  %s\n", name, version, json_string_value(json_object_get(object, "goroot")));
		else
			printf("%-10s  %-10s  %s\n", name, "-", why ? why : "not installed");
	}
}

static void
print_path(const json_t *array)
{
	puts(json_string_value(json_object_get(json_array_get(array, 0), "goroot")));
}

static const struct action {
	const char *name;
	size_t least, most; /* words on the command line, the action's own included */
	const char *takes;
	bool (*find)(const struct arguments *arguments, json_t *array, struct error *err);
	void (*print)(const json_t *array);
} actions[] = {
	{"list", 1, 1, "nothing", list_toolchains, print_rows},
	{"install", 2, SIZE_MAX, "one or more releases", install_toolchains, print_rows},
	{"path", 2, 2, "one release", find_toolchain, print_path},
	{"quirks", 1, 2, "nothing or one release", find_quirks, catalogue_print_quirks},
	{"remove", 2, SIZE_MAX, "one or more releases", remove_toolchains, print_rows},
	{NULL, 0, 0, NULL, NULL, NULL},
};

static const struct action *
find_action(const struct arguments *arguments, struct error *err)
{
	const char *name = arguments->positional[0];
	const struct action *action = actions;

	while (action->name && !text_equal(action->name, name))
		action++;
	if (!action->name)
		(void)error_raise(
			err, ERROR_USAGE, name, "'gorge toolchain' does list, install, path, remove or quirks");
	else if (arguments->positional_count < action->least || arguments->positional_count > action->most)
		(void)error_raise(err, ERROR_USAGE, name, "it takes %s", action->takes);
	else
		return action;
	return NULL;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	const struct action *action = find_action(arguments, err);
	json_t *array = json_array();
	bool found = action && action->find(arguments, array, err);

	*status = STATUS_DONE;
	if (found && arguments_option(arguments, "--json")) {
		(void)json_dumpf(array, stdout, JSON_INDENT(2));
		(void)putchar('\n');
	} else if (found && arguments_option(arguments, "--markdown") && action->find == find_quirks) {
		catalogue_print_quirks_markdown(array);
	} else if (found) {
		action->print(array);
	}
	json_decref(array);
	return found;
}

const struct command command_toolchain = {
	.name = "toolchain",
	.synopsis = "list | install VERSION... | path VERSION | remove VERSION... | quirks [VERSION]  [--json]",
	.summary = "Go releases: those that are there, fetch more, tell where one is",
	.details =
		"VERSION is a release (1.20.14, 1.21.0, 1.27rc1), 'host' for the go on PATH, or path:GOROOT; for\n"
		"'install' also the newest of a line (1.20.x). 'remove' takes only what 'install' fetched, and not\n"
		"while a gorge measures with it.\n"
		"Releases are fetched as modules by the go on PATH (1.13 or newer), which checks them against the\n"
		"checksum database, into $GORGE_TOOLCHAINS, else ${XDG_CACHE_HOME:-~/.cache}/gorge/toolchains.\n"
		"'list' shows those, and the newest release of each line that the module proxy lists; its answer is\n"
		"kept for a day.\n"
		"'quirks' tells what differs from release to release, or what holds for one.",
	.options = options,
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
