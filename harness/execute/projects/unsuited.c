/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/unsuited.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
	"build constraints exclude all Go files",
	"requires go >= ",
	"invalid go version",
	"usage: go 1.23", /* what 1.11 says of a go line that it cannot parse */
	"invalid toolchain version",
	"unknown directive: ",
	"is not in GOROOT",
	"is not in std",
};

static bool
tells(const char *line)
{
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (strstr(line, texts[i]))
			return true;
	return false;
}

bool
unsuited_says(const char *messages, char *why, size_t why_bytes)
{
	CLEANUP_LIST struct list lines = {0};

	list_split(&lines, messages, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		if (!tells(lines.items[i]))
			continue;
		(void)snprintf(why, why_bytes, "%s", text_trim(lines.items[i]));
		return true;
	}
	return false;
}
