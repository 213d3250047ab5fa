/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row a subcommand: command_NAME.c defines `command_NAME`, commands.def lists it.
 */
#ifndef GORGE_COMMANDS_COMMAND_H
#define GORGE_COMMANDS_COMMAND_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct option {
	const char *name;  /* as typed: "--json" or "-o" */
	const char *value; /* what it takes, for the help text ("DIR"); NULL for a flag */
	const char *help;
};

/* One option as it was given; `row` is its index in the command's rows. */
struct option_given {
	size_t row;
	const char *value;
};

/* One parsed command line. Strings point into argv. */
struct arguments {
	const char *const *positional; /* NULL-terminated */
	size_t positional_count;
	size_t behind_count;              /* how many of them, the last, stood behind "--" */
	const struct option *options;     /* the command's rows, ended by a NULL name */
	const char *const *values;        /* per row: NULL when absent, "" for a flag given, else the value */
	const struct option_given *given; /* every option as it was given, in order, ended by a NULL value */
	bool quiet, verbose;              /* -q, -v */
};

struct command {
	const char *name;
	const char *synopsis;         /* behind the name in help: "GENERATOR DIR [param=value ...]" */
	const char *summary;          /* one line */
	const char *details;          /* the rest of --help; paragraphs with line ends, no indentation needed */
	const struct option *options; /* ended by a NULL name; NULL when there are none. -h/--help and the
									 common -q, -v are added by main */
	size_t least, most;           /* how many positional arguments; most = SIZE_MAX for any number */
	/* Returns false with a raised error, or true with *status DONE or WORSE. Prints its result on stdout. */
	bool (*run)(const struct arguments *arguments, enum exit_status *status, struct error *err);
};

#define COMMAND(id) extern const struct command command_##id;
#include "commands/commands.def"
#undef COMMAND

/* Every command in commands.def, in that order, NULL-terminated. */
extern const struct command *const commands[];

#endif
