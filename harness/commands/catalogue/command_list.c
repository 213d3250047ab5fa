/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"
#include "commands/catalogue/catalogue.h"
#include "commands/catalogue/catalogues.h"
#include "commands/command.h"
#include "commands/line/arguments.h"

#include <string.h>

static const struct option options[] = {
	{"--json", NULL, "an array of objects with name and summary"},
	{"--markdown", NULL, "a Markdown table, as in docs/"},
	{NULL, NULL, NULL},
};

static const char *
kind_candidate(size_t index, const void *context)
{
	(void)context;
	return catalogues[index].kind;
}

static const struct catalogue *
find_kind(const char *kind, struct error *err)
{
	const struct catalogue *catalogue = catalogues;

	while (catalogue->kind && !text_equal(catalogue->kind, kind))
		catalogue++;
	if (catalogue->kind)
		return catalogue;
	const char *nearest = text_nearest(kind, kind_candidate, NULL);
	(void)error_raise(err, ERROR_UNKNOWN_NAME, kind, "there is no such kind%s%s%s",
		nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
	return NULL;
}

static void
print_rows(const json_t *array)
{
	const json_t *object;
	size_t index;
	int width = 0;

	json_array_foreach(array, index, object)
	{
		int length = (int)strlen(json_string_value(json_object_get(object, "name")));
		width = length > width ? length : width;
	}
	json_array_foreach(array, index, object)
	{
		printf("%-*s  %s\n", width, json_string_value(json_object_get(object, "name")),
			json_string_value(json_object_get(object, "summary")));
	}
}

/* The columns of the table are the keys of the first object. */
static void
print_markdown(const json_t *array)
{
	json_t *first = json_array_get(array, 0);
	const json_t *object;
	json_t *value;
	const char *key;
	size_t index;

	json_object_foreach(first, key, value) printf("| %s ", key);
	fputs("|\n", stdout);
	json_object_foreach(first, key, value) fputs("| --- ", stdout);
	fputs("|\n", stdout);
	json_array_foreach(array, index, object)
	{
		json_object_foreach(first, key, value) printf(
			text_equal(key, "name") ? "| `%s` " : "| %s ", json_string_value(json_object_get(object, key)));
		fputs("|\n", stdout);
	}
}

static bool
list_kinds(void)
{
	for (const struct catalogue *catalogue = catalogues; catalogue->kind; catalogue++)
		printf("%-12s  %s\n", catalogue->kind, catalogue->summary);
	return true;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	(void)status;
	if (arguments->positional_count == 0)
		return list_kinds();
	const struct catalogue *catalogue = find_kind(arguments->positional[0], err);
	json_t *array = catalogue ? catalogue->list(err) : NULL;
	if (!array)
		return false;
	if (arguments_option(arguments, "--json")) {
		(void)json_dumpf(array, stdout, JSON_INDENT(2));
		(void)putchar('\n');
	} else if (arguments_option(arguments, "--markdown")) {
		print_markdown(array);
	} else {
		print_rows(array);
	}
	json_decref(array);
	return true;
}

const struct command command_list = {
	.name = "list",
	.synopsis = "[KIND] [--json | --markdown]",
	.summary = "the names there are of a kind; without one, the kinds",
	.details = "",
	.options = options,
	.least = 0,
	.most = 1,
	.run = run,
};
