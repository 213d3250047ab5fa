/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the command, parses its words, runs it, reports its error: nothing else prints errors or exits.
 */
#include "commands/line/arguments.h"
#include "commands/line/help.h"
#include "measure/leftovers.h"
#include "platform/guard.h"
#include "platform/interrupt.h"
#include "base/text.h"

#include <string.h>

static bool
run_command(
	const struct command *command, const char *const *words, enum exit_status *status, struct error *err)
{
	struct arguments_storage storage;
	bool done = arguments_parse(command, words, &storage, err);

	if (done && storage.help) {
		help_command(command, stdout);
	} else if (done) {
		storage.arguments.quiet = storage.quiet;
		storage.arguments.verbose = storage.verbose;
		interrupt_install();
		guard_start(measure_clean_leftovers);
		done = command->run(&storage.arguments, status, err);
		guard_dismiss();
	}
	arguments_dispose(&storage);
	return done;
}

/* A result that did not reach its reader is no success. A reader who leaves in the middle knows why. */
static enum exit_status
close_output(enum exit_status status, struct error *err)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return status;
	if (interrupt_by_reader())
		return STATUS_INTERRUPTED;
	(void)error_raise_errno(err, ERROR_WRITE, "standard output");
	return error_report(err, stderr);
}

int
main(int argc, char **argv)
{
	enum exit_status status = STATUS_DONE;
	struct error err = ERROR_INIT;
	const char *name = argc > 1 ? argv[1] : "--help";
	const struct command *command;

	if (text_equal(name, "--help") || text_equal(name, "-h") || text_equal(name, "help")) {
		help_overview(argc > 1 ? stdout : stderr);
		return argc > 1 ? (int)STATUS_DONE : (int)STATUS_BAD_INPUT;
	}
	if (text_equal(name, "--version")) {
		printf("gorge %s\n", GORGE_VERSION);
		return STATUS_DONE;
	}
	command = command_find(name, &err);
	if (!command || !run_command(command, (const char *const *)argv + 2, &status, &err)) {
		(void)fflush(stdout);
		return (int)error_report(&err, stderr);
	}
	return (int)close_output(status, &err);
}
