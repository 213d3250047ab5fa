/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command line held against a command's rows.
 */
#ifndef GORGE_COMMANDS_LINE_ARGUMENTS_H
#define GORGE_COMMANDS_LINE_ARGUMENTS_H

#include "commands/command.h"

enum { OPTIONS_MOST = 16 }; /* options one command can have */

/* Room for one parsed command line. */
struct arguments_storage {
	struct arguments arguments;
	const char *values[OPTIONS_MOST];
	const char **positional;
	struct option_given *given;
	size_t given_count;
	bool help, quiet, verbose; /* the options every command has */
};

/* Parses the words behind the command's name. Options may stand anywhere before "--", as "-o DIR", "-oDIR"
 * or "--name=VALUE"; of a repeated option the last counts. Raises USAGE naming the word. arguments_dispose()
 * frees what it made. */
bool arguments_parse(const struct command *command, const char *const *words,
	struct arguments_storage *storage, struct error *err);
void arguments_dispose(struct arguments_storage *storage);

/* The command of that name, or a raised UNKNOWN_COMMAND with the nearest one. */
const struct command *command_find(const char *name, struct error *err);

/* The value of an option: NULL when absent, "" for a flag given. Unknown names are a BUG. */
const char *arguments_option(const struct arguments *arguments, const char *name);
/* The nth value (from 0) of an option that may be repeated; NULL behind the last. */
const char *arguments_option_at(const struct arguments *arguments, const char *name, size_t nth);
/* Appends every value of an option that may be repeated. */
void arguments_options(const struct arguments *arguments, const char *name, struct list *values);
/* A whole number from 1 to `most` behind an option; NULL leaves *count as it is. Raises USAGE. */
bool parse_count(const char *option, const char *text, uint64_t most, uint64_t *count, struct error *err);

#endif
