/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/line/arguments.h"
#include "base/memory.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static size_t
option_count(const struct command *command)
{
	size_t count = 0;

	while (command->options && command->options[count].name)
		count++;
	if (count > OPTIONS_MOST)
		BUG("command %s has %zu options", command->name, count);
	return count;
}

static const char *
option_candidate(size_t index, const void *context)
{
	const struct command *command = context;

	return index < option_count(command) ? command->options[index].name : NULL;
}

/* The option a word names; *attached is its value where the word holds it, else NULL. */
static size_t
match_option(const struct command *command, const char *word, const char **attached)
{
	size_t count = option_count(command), i;

	for (i = 0; i < count; i++) {
		const char *name = command->options[i].name;
		size_t length = strlen(name);
		bool is_short = name[1] != '-';
		*attached = NULL;
		if (text_equal(word, name))
			break;
		if (!command->options[i].value || strncmp(word, name, length) != 0)
			continue;
		if (is_short || word[length] == '=') {
			*attached = word + length + !is_short;
			break;
		}
	}
	return i;
}

static bool
bad_option(const struct command *command, const char *word, struct error *err)
{
	const char *nearest = text_nearest(word, option_candidate, command);

	if (nearest)
		return error_raise(
			err, ERROR_USAGE, word, "'%s' has no such option; did you mean '%s'?", command->name, nearest);
	return error_raise(err, ERROR_USAGE, word, "'%s' has no such option", command->name);
}

static void
give_option(struct arguments_storage *storage, size_t index, const char *value)
{
	storage->values[index] = value;
	storage->given[storage->given_count++] = (struct option_given){index, value};
}

/* Takes one option; returns how many words it used up, 0 for an error. */
static size_t
take_option(const struct command *command, const char *const *words, struct arguments_storage *storage,
	struct error *err)
{
	const char *attached = NULL;
	size_t index = match_option(command, words[0], &attached);

	if (text_equal(words[0], "-h") || text_equal(words[0], "--help"))
		return storage->help = true;
	if (index == option_count(command)) {
		if (text_equal(words[0], "-q") || text_equal(words[0], "--quiet"))
			return storage->quiet = true;
		if (text_equal(words[0], "-v") || text_equal(words[0], "--verbose"))
			return storage->verbose = true;
		return bad_option(command, words[0], err);
	}
	if (!command->options[index].value) {
		give_option(storage, index, "");
		return 1;
	}
	if (!attached && !words[1])
		return error_raise(err, ERROR_USAGE, words[0], "it needs a value: %s", command->options[index].value);
	give_option(storage, index, attached ? attached : words[1]);
	return attached ? 1 : 2;
}

static bool
check_positional(const struct command *command, const struct arguments *arguments, struct error *err)
{
	if (arguments->positional_count < command->least)
		return error_raise(err, ERROR_USAGE, command->name, "something is missing: gorge %s %s",
			command->name, command->synopsis);
	if (arguments->positional_count > command->most)
		return error_raise(err, ERROR_USAGE, arguments->positional[command->most],
			"there is one word too many: gorge %s %s", command->name, command->synopsis);
	return true;
}

bool
arguments_parse(const struct command *command, const char *const *words, struct arguments_storage *storage,
	struct error *err)
{
	size_t words_count = 0, count = 0, behind = 0;

	while (words[words_count])
		words_count++;
	*storage = (struct arguments_storage){0};
	storage->positional = memory_zeroed(words_count + 1, sizeof *storage->positional);
	storage->given = memory_zeroed(words_count + 1, sizeof *storage->given);
	for (size_t i = 0; i < words_count;) {
		size_t used = 1;
		if (text_equal(words[i], "--") && command->most == SIZE_MAX && count >= command->least) {
			behind = words_count - i - 1;
			while (++i < words_count)
				storage->positional[count++] = words[i];
			break;
		}
		if (words[i][0] == '-' && words[i][1] != '\0')
			used = take_option(command, words + i, storage, err);
		else
			storage->positional[count++] = words[i];
		if (used == 0)
			return false;
		i += used;
	}
	storage->arguments = (struct arguments){
		.positional = storage->positional,
		.positional_count = count,
		.behind_count = behind,
		.options = command->options,
		.values = storage->values,
		.given = storage->given,
	};
	return storage->help || check_positional(command, &storage->arguments, err);
}

void
arguments_dispose(struct arguments_storage *storage)
{
	free(storage->positional);
	free(storage->given);
	storage->positional = NULL;
	storage->given = NULL;
}

static size_t
option_row(const struct arguments *arguments, const char *name)
{
	for (size_t i = 0; arguments->options && arguments->options[i].name; i++)
		if (text_equal(arguments->options[i].name, name))
			return i;
	BUG("the command has no option %s", name);
}

const char *
arguments_option(const struct arguments *arguments, const char *name)
{
	return arguments->values[option_row(arguments, name)];
}

const char *
arguments_option_at(const struct arguments *arguments, const char *name, size_t nth)
{
	size_t row = option_row(arguments, name);

	for (const struct option_given *given = arguments->given; given->value; given++)
		if (given->row == row && nth-- == 0)
			return given->value;
	return NULL;
}

void
arguments_options(const struct arguments *arguments, const char *name, struct list *values)
{
	const char *value;

	for (size_t i = 0; (value = arguments_option_at(arguments, name, i)) != NULL; i++)
		list_add(values, value);
}

static const char *
command_candidate(size_t index, const void *context)
{
	(void)context;
	return commands[index] ? commands[index]->name : NULL;
}

const struct command *
command_find(const char *name, struct error *err)
{
	const char *nearest;

	for (const struct command *const *command = commands; *command; command++)
		if (text_equal((*command)->name, name))
			return *command;
	nearest = text_nearest(name, command_candidate, NULL);
	if (nearest)
		(void)error_raise(
			err, ERROR_UNKNOWN_COMMAND, name, "there is no such command; did you mean '%s'?", nearest);
	else
		(void)error_raise(err, ERROR_UNKNOWN_COMMAND, name, "there is no such command");
	return NULL;
}

bool
parse_count(const char *option, const char *text, uint64_t most, uint64_t *count, struct error *err)
{
	if (!text)
		return true;
	if (text_to_count(text, count) && *count >= 1 && *count <= most)
		return true;
	return error_raise(err, ERROR_USAGE, option, "'%s' is not a whole number from 1 to %" PRIu64, text, most);
}
