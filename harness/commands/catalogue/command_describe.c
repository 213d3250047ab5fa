/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "commands/catalogue/catalogue.h"
#include "commands/catalogue/catalogues.h"
#include "commands/catalogue/catalogue_generators.h"
#include "commands/command.h"
#include "commands/line/arguments.h"

#include <string.h>

static const struct option options[] = {
	{"--markdown", NULL, "with NAME = generators: all of them, as in docs/generators.md"},
	{NULL, NULL, NULL},
};

struct names {
	struct list list;
};

static const char *
name_candidate(size_t index, const void *context)
{
	const struct names *names = context;

	return index < names->list.count ? names->list.items[index] : NULL;
}

/* Every name of every kind that can be described; an axis by the key behind its section. */
static void
collect_names(struct names *names)
{
	struct error ignored = ERROR_INIT;
	const json_t *object;
	size_t index;

	for (const struct catalogue *catalogue = catalogues; catalogue->kind; catalogue++) {
		json_t *array = catalogue->describe ? catalogue->list(&ignored) : NULL;
		json_array_foreach(array, index, object)
		{
			const char *name = json_string_value(json_object_get(object, "name"));
			const char *blank = strrchr(name, ' ');
			list_add(&names->list, blank ? blank + 1 : name);
		}
		json_decref(array);
	}
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	const char *name = arguments->positional[0];
	struct names names = {0};

	(void)status;
	if (arguments_option(arguments, "--markdown")) {
		if (!text_equal(name, "generators"))
			return error_raise(err, ERROR_USAGE, name, "--markdown is there for 'generators' only");
		catalogue_generators_markdown(stdout);
		return true;
	}
	for (const struct catalogue *catalogue = catalogues; catalogue->kind; catalogue++)
		if (catalogue->describe && catalogue->describe(name, stdout))
			return true;
	collect_names(&names);
	const char *nearest = text_nearest(name, name_candidate, &names);
	(void)error_raise(err, ERROR_UNKNOWN_NAME, name, "nothing has this name%s%s%s",
		nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
	list_dispose(&names.list);
	return false;
}

const struct command command_describe = {
	.name = "describe",
	.synopsis = "NAME",
	.summary = "all about one generator, workload, meter, axis, experiment, export or column",
	.details = "",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
