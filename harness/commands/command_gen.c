/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "base/json_text.h"
#include "commands/command.h"
#include "commands/line/arguments.h"
#include "generators/exec_generator.h"
#include "generators/project.h"
#include "generators/parameters.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

enum { THREADS_MOST = 64 };

static const struct option options[] = {
	{"--json", NULL, "an object with generator, parameters, hash, files, packages, mains, lines, bytes"},
	{"--yes", NULL, "write even what may fill the disk, or what no compiler gets through"},
	{"-j", "N", "write with N threads (default: one for each processor); the result is the same"},
	{NULL, NULL, NULL},
};

/* What is to be generated; disposed of by chosen_dispose(). */
struct chosen {
	const struct generator *generator;
	struct exec_generator *exec; /* whose generator that is, or NULL */
	struct parameter_values values;
};

static void
chosen_dispose(struct chosen *chosen)
{
	exec_generator_close(chosen->exec);
}

static bool
choose_generator(const char *name, struct chosen *chosen, struct error *err)
{
	chosen->generator = generator_open(name, &chosen->exec, err);
	if (!chosen->generator)
		return false;
	parameter_values_init(chosen->generator, &chosen->values);
	return true;
}

static bool
set_parameter(struct chosen *chosen, const char *word, struct error *err)
{
	CLEANUP_FREE char *name = memory_copy_text(word);
	char *equals = strchr(name, '=');

	if (!equals)
		return error_raise(err, ERROR_USAGE, word, "expected a parameter and its value, as in 'files=1000'");
	*equals = '\0';
	if (chosen->exec && !exec_generator_parameter(chosen->exec, name, err))
		return false;
	return parameter_values_set(chosen->generator, &chosen->values, name, equals + 1, err);
}

/* The last of two would win in silence. */
static bool
check_once(const struct arguments *arguments, size_t index, struct error *err)
{
	const char *word = arguments->positional[index];
	size_t length = strcspn(word, "=");

	for (size_t i = 2; i < index; i++)
		if (strncmp(arguments->positional[i], word, length + 1) == 0)
			return error_raise(err, ERROR_USAGE, word, "'%.*s' is given twice", (int)length, word);
	return true;
}

static bool
choose(const struct arguments *arguments, struct chosen *chosen, struct error *err)
{
	if (!choose_generator(arguments->positional[0], chosen, err))
		return false;
	for (size_t i = 2; i < arguments->positional_count; i++)
		if (!check_once(arguments, i, err) || !set_parameter(chosen, arguments->positional[i], err))
			return false;
	return arguments_option(arguments, "--yes") || project_ask(chosen->generator, &chosen->values, err);
}

static bool
parse_threads(const char *text, unsigned *threads, struct error *err)
{
	uint64_t count;

	*threads = 0;
	if (!text)
		return true;
	if (!text_to_count(text, &count) || count == 0 || count > THREADS_MOST)
		return error_raise(err, ERROR_USAGE, "-j", "'%s' is no number from 1 to %d", text, THREADS_MOST);
	*threads = (unsigned)count;
	return true;
}

static void
print_plain(const struct project_facts *facts)
{
	char hash[HASH_TEXT_BYTES];

	printf("hash      %s\nfiles     %" PRIu64 "\npackages  %" PRIu64 "\nlines     %" PRIu64
		   "\nbytes     %" PRIu64 "\n",
		hash_format(hash, facts->hash), facts->files, facts->packages, facts->lines, facts->source_bytes);
}

static void
print_json(const struct generator *generator, const struct parameter_values *values,
	const struct project_facts *facts)
{
	json_t *parameters = json_object(), *object;
	char hash[HASH_TEXT_BYTES];

	for (size_t i = 0; generator->parameters[i].name; i++)
		(void)json_object_set_new(
			parameters, generator->parameters[i].name, json_text(values->items[i].text));
	object = json_pack("{s:o, s:i, s:o, s:s, s:I, s:I, s:I, s:I, s:I}", "generator",
		json_text(generator->name), "version", (int)generator->version, "parameters", parameters, "hash",
		hash_format(hash, facts->hash), "files", (json_int_t)facts->files, "packages",
		(json_int_t)facts->packages, "mains", (json_int_t)facts->mains, "lines", (json_int_t)facts->lines,
		"bytes", (json_int_t)facts->source_bytes);
	(void)json_dumpf(object, stdout, JSON_INDENT(2));
	(void)putchar('\n');
	json_decref(object);
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	__attribute__((cleanup(chosen_dispose))) struct chosen chosen = {0};
	struct project_facts facts;
	unsigned threads;

	*status = STATUS_DONE;
	if (!choose(arguments, &chosen, err) ||
		!parse_threads(arguments_option(arguments, "-j"), &threads, err) ||
		!project_generate(chosen.generator, &chosen.values, arguments->positional[1], threads, &facts, err))
		return false;
	if (arguments_option(arguments, "--json"))
		print_json(chosen.generator, &chosen.values, &facts);
	else
		print_plain(&facts);
	return true;
}

const struct command command_gen = {
	.name = "gen",
	.synopsis = "GENERATOR DIR [param=value ...]",
	.summary = "write a Go project; print its hash, files, packages, lines and bytes",
	.details =
		"DIR must be new, empty, or a project that gorge generated before: one with the same parameters\n"
		"is left as it is, another one is replaced. The same generator and parameters give the same\n"
		"bytes on any machine. 'gorge list generators' names the generators, 'gorge describe NAME'\n"
		"tells the parameters of one. GENERATOR may also be exec:PROGRAM: a program that is run as\n"
		"PROGRAM FOLDER, with the parameters as variables, and writes a project there.",
	.options = options,
	.least = 2,
	.most = SIZE_MAX,
	.run = run,
};
