/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "commands/command.h"
#include "toolchain/toolchain.h"

#include <jansson.h>
#include <string.h>

static const struct option options[] = {
	{"--json", NULL, "an array of objects with name, version, goroot and identity"},
	{NULL, NULL, NULL},
};

/* What every action gives back: the toolchains it is about, as JSON. */
static bool
add_toolchain(const char *request, bool fetch, bool quiet, json_t *array, struct error *err)
{
	__attribute__((cleanup(toolchain_release))) struct toolchain toolchain = {0};
	char identity[HASH_TEXT_BYTES];

	if (!toolchain_find(request, fetch, quiet, &toolchain, err))
		return false;
	(void)json_array_append_new(
		array, json_pack("{s:s, s:s, s:s, s:s}", "name", request, "version", toolchain.version, "goroot",
				   toolchain.goroot, "identity", hash_format(identity, toolchain.identity)));
	return true;
}

/* Without a go on PATH the list is just shorter. */
static bool
add_host(json_t *array, struct error *err)
{
	struct error failure = ERROR_INIT;

	if (add_toolchain("host", false, true, array, &failure) || failure.id == ERROR_NO_GO)
		return true;
	*err = failure;
	return false;
}

static bool
list_toolchains(const struct arguments *arguments, json_t *array, struct error *err)
{
	CLEANUP_LIST struct list installed = {0};

	(void)arguments;
	if (!add_host(array, err) || !toolchain_list_installed(&installed, err))
		return false;
	for (size_t i = 0; i < installed.count; i++)
		if (!add_toolchain(installed.items[i], false, true, array, err))
			return false;
	return true;
}

static bool
install_toolchains(const struct arguments *arguments, json_t *array, struct error *err)
{
	for (size_t i = 1; i < arguments->positional_count; i++)
		if (!add_toolchain(arguments->positional[i], true, arguments->quiet, array, err))
			return false;
	return true;
}

static bool
find_toolchain(const struct arguments *arguments, json_t *array, struct error *err)
{
	return add_toolchain(arguments->positional[1], false, true, array, err);
}

static void
print_rows(const json_t *array)
{
	const json_t *object;
	size_t index;

	json_array_foreach(array, index, object)
	{
		printf("%-10s  %-10s  %s\n", json_string_value(json_object_get(object, "name")),
			json_string_value(json_object_get(object, "version")),
			json_string_value(json_object_get(object, "goroot")));
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
		(void)error_raise(err, ERROR_USAGE, name, "'gorge toolchain' does list, install or path");
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
	} else if (found) {
		action->print(array);
	}
	json_decref(array);
	return found;
}

const struct command command_toolchain = {
	.name = "toolchain",
	.synopsis = "list | install VERSION... | path VERSION  [--json]",
	.summary = "Go releases: those that are there, fetch more, tell where one is",
	.details =
		"VERSION is a release (1.20.14, 1.21.0, 1.27rc1), 'host' for the go on PATH, or path:GOROOT.\n"
		"Releases are fetched as modules by the go on PATH (1.13 or newer), which checks them against the\n"
		"checksum database, into $GORGE_TOOLCHAINS, else ${XDG_CACHE_HOME:-~/.cache}/gorge/toolchains.",
	.options = options,
	.least = 1,
	.most = SIZE_MAX,
	.run = run,
};
