/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/mark.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
mark_equal(const struct mark *a, const struct mark *b)
{
	return a->pid == b->pid && a->start_time == b->start_time && a->world == b->world;
}

char *
mark_format(const struct mark *mark, char separator, char out[MARK_TEXT_BYTES])
{
	(void)snprintf(out, MARK_TEXT_BYTES, "%d%c%" PRIu64 ".%016" PRIx64, mark->pid, separator,
		mark->start_time, mark->world);
	return out;
}

/* Just that many digits, as mark_format() writes them. */
static bool
parse_world(const char *text, char separator, uint64_t *world)
{
	enum { DIGITS = 16 };
	size_t count = strspn(text, "0123456789abcdef");

	*world = strtoull(text, NULL, 16);
	return count == DIGITS && (text[count] == '\0' || text[count] == separator);
}

bool
mark_parse(const char *text, char separator, struct mark *mark)
{
	char *rest;
	long pid;

	if (!isdigit((unsigned char)*text))
		return false;
	pid = strtol(text, &rest, 10);
	if (pid <= 0 || pid > INT32_MAX || *rest != separator || !isdigit((unsigned char)rest[1]))
		return false;
	mark->pid = (int)pid;
	mark->start_time = strtoull(rest + 1, &rest, 10);
	return *rest == '.' && parse_world(rest + 1, separator, &mark->world);
}

bool
mark_names_dead(const char *name, const char *prefix)
{
	struct mark mark;

	return text_starts_with(name, prefix) && mark_parse(name + strlen(prefix), '-', &mark) &&
		   mark_fate(&mark) == MARK_DEAD;
}

void
mark_environment(const char *const *environment, struct list *marked)
{
	struct mark self = mark_self();
	char text[MARK_TEXT_BYTES];

	for (; *environment; environment++)
		if (!text_starts_with(*environment, MARK_VARIABLE "="))
			list_add(marked, *environment);
	list_add_format(marked, MARK_VARIABLE "=%s", mark_format(&self, ':', text));
}
