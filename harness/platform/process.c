/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/process.h"

#include "base/memory.h"

#include <stdlib.h>
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

/* The last lines that fit into an error's why; the end of a story says most. */
static const char *
last_lines(char *messages)
{
	enum { LINES = 4, BYTES = 440 };
	char *start = text_trim(messages), *end = start + strlen(start), *from = end;
	int lines = 0;

	while (from > start && end - from < BYTES && !(from[-1] == '\n' && ++lines == LINES))
		from--;
	return from;
}

/* The line in which a program says that it is the host that lacks something; NULL without one. Cuts it out. */
static const char *
find_lack(char *messages)
{
	static const char *const lacks[] = {"failed to create new OS thread", "esource temporarily unavailable",
		"oo many open files", "annot allocate memory"};
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
process_check(const struct process *process, struct text *output, enum error_id id, struct error *err)
{
	CLEANUP_TEXT struct text messages = {0}, line = {0};
	int status = 0;

	if (!process_run(process, output, &messages, &status, err))
		return false;
	if (status == 0)
		return true;
	append_command_line(&line, process);
	if (messages.length == 0)
		return error_raise(err, id ? id : ERROR_PROGRAM, text_string(&line),
			status > 128 ? "ended by signal %d" : "exit status %d", status > 128 ? status - 128 : status);
	/* its end tells most, and of a program that crashes least */
	CLEANUP_FREE char *copy = memory_copy_text(messages.data);
	const char *lack = find_lack(copy);
	return error_raise(err,
		lack ? ERROR_NO_RESOURCES
		: id ? id
			 : ERROR_PROGRAM,
		text_string(&line), "exit status %d: %s", status, lack ? lack : last_lines(messages.data));
}
