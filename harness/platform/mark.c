/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/mark.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>

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
	return *rest == '\0' || *rest == separator;
}

void
mark_environment(const char *const *environment, struct list *marked)
{
	struct mark self = mark_self();

	for (; *environment; environment++)
		if (!text_starts_with(*environment, MARK_VARIABLE "="))
			list_add(marked, *environment);
	list_add_format(marked, MARK_VARIABLE "=%d:%" PRIu64, self.pid, self.start_time);
}
