/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/process.h"

#include "base/memory.h"

#include <string.h>

struct process
process_of(const struct list *argv, const struct list *environment, const char *folder)
{
	return (struct process){.argv = list_strings(argv),
		.environment = environment ? list_strings(environment) : NULL,
		.folder = folder};
}

static void
append_quoted(struct text *line, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_";

	if (*word && strspn(word, plain) == strlen(word)) {
		text_append(line, word);
		return;
	}
	text_append(line, "'");
	for (; *word; word++)
		text_append_format(line, *word == '\'' ? "'\\%c'" : "%c", *word);
	text_append(line, "'");
}

static void
append_command_line(struct text *line, const struct process *process)
{
	if (process->folder) {
		text_append(line, "cd ");
		append_quoted(line, process->folder);
		text_append(line, " && ");
	}
	for (size_t i = 0; process->argv[i]; i++) {
		if (i > 0)
			text_append(line, " ");
		append_quoted(line, process->argv[i]);
	}
}

/* Whether a line only names the package that the next ones speak of, or says what is being downloaded. */
static bool
is_heading(const char *line)
{
	return text_starts_with(line, "# ") || text_starts_with(line, "go: downloading ") ||
		   text_starts_with(line, "go: finding ") || text_starts_with(line, "go: extracting ");
}

/* The first lines, as whole as there is room for: the go command names the cause, then what follows of it.
 * Cuts up `messages`. */
static void
first_lines(char *messages, struct text *first)
{
	enum { LINES = 6, BYTES = 440 };
	char *rest = NULL;
	int lines = 0;

	for (char *line = strtok_r(messages, "\n", &rest); line && lines < LINES;
		 line = strtok_r(NULL, "\n", &rest)) {
		size_t room = BYTES - first->length;
		if (is_heading(line) || *text_trim(line) == '\0' || room < 2)
			continue;
		text_append_format(first, "%s%.*s", lines++ > 0 ? "\n" : "", (int)room - 1, line);
	}
}

bool
process_failed(
	const struct process *process, int exit_status, const char *messages, enum error_id id, struct error *err)
{
	CLEANUP_FREE char *said = memory_copy_text(messages);
	CLEANUP_TEXT struct text line = {0}, first = {0};
	bool signalled = exit_status > 128;
	int number = signalled ? exit_status - 128 : exit_status;

	append_command_line(&line, process);
	first_lines(said, &first);
	if (first.length == 0)
		text_append(&first, text_trim(said));
	if (first.length == 0 || signalled)
		return error_raise(err, id, text_string(&line), "%s %d%s%s",
			signalled ? "ended by signal" : "exit status", number, first.length > 0 ? ": " : "",
			text_string(&first));
	return error_raise(err, id, text_string(&line), "exit status %d: %s", exit_status, text_string(&first));
}

/* The line in which a program says that it is the host that lacks something; NULL without one. Cuts it out.
 */
static const char *
find_lack(char *messages)
{
	static const char *const lacks[] = {"failed to create new OS thread", "esource temporarily unavailable",
		"oo many open files", "annot allocate memory", "signal: killed"};
	char *found = NULL, *line;

	for (size_t i = 0; messages && !found && i < COUNT_OF(lacks); i++)
		found = strstr(messages, lacks[i]);
	if (!found)
		return NULL;
	for (line = found; line > messages && line[-1] != '\n'; line--)
		;
	line[strcspn(line, "\n")] = '\0';
	return line;
}

bool
process_blames_host(const struct process *process, int exit_status, const char *messages, struct error *err)
{
	CLEANUP_FREE char *copy = memory_copy_text(messages);
	const char *lack = find_lack(copy);

	return lack && !process_failed(process, exit_status, lack, ERROR_NO_RESOURCES, err);
}

bool
process_check(const struct process *process, struct text *output, enum error_id id, struct error *err)
{
	CLEANUP_TEXT struct text messages = {0};
	int status = 0;

	if (!process_run(process, output, &messages, &status, err))
		return false;
	if (status == 0)
		return true;
	return !process_blames_host(process, status, text_string(&messages), err) &&
		   process_failed(process, status, text_string(&messages), id ? id : ERROR_PROGRAM, err);
}
