/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/unsuited.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
	"build constraints exclude all Go files", "requires go >= ", "invalid go version",
	"usage: go 1.23", /* what 1.11 says of a go line that it cannot parse */
	"invalid toolchain version", "unknown directive: ", "is not in GOROOT", "is not in std",
	"holds no Go package",  /* bench/loader */
	"cannot compile Go 1.", /* what 1.18 to 1.20 say of a dependency's go line, and only in the build */
};

/* A folder beside or below a module is not in its archive, so nobody can build it as it is. */
static const char *const replaced[] = {
	"replacement directory",
	"(replaced by .",
};

static bool
tells(const char *line, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(line, words[i]))
			return true;
	return false;
}

static bool
find_line(const char *messages, const char *const *words, size_t count, char *why, size_t why_bytes)
{
	CLEANUP_LIST struct list lines = {0};

	list_split(&lines, messages, '\n');
	for (size_t i = 0; i < lines.count; i++) {
		if (!tells(lines.items[i], words, count))
			continue;
		(void)snprintf(why, why_bytes, "%s", text_trim(lines.items[i]));
		return true;
	}
	return false;
}

bool
unsuited_says(const char *messages, char *why, size_t why_bytes)
{
	return find_line(messages, texts, COUNT_OF(texts), why, why_bytes);
}

bool
unsuited_says_replaced(const char *messages, char *why, size_t why_bytes)
{
	return find_line(messages, replaced, COUNT_OF(replaced), why, why_bytes);
}
