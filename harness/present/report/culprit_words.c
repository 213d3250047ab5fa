/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/culprit_words.h"

#include "base/memory.h"
#include "base/units.h"
#include "record/ends/culprit_rows.h"

#include <string.h>

/* What a tool does with the package behind it. */
static const struct {
	const char *tool, *does, *does_alone;
} works[] = {
	{"compile", "compiling ", "compiling"},
	{"link", "linking ", "linking"},
	{"asm", "assembling ", "assembling"},
	{"vet", "vetting ", "vetting"},
	{"go", "running go for ", "running the go command itself"},
};

static void
append_work(const struct culprit *culprit, struct text *text)
{
	bool alone = *culprit->package == '\0';
	char size[UNITS_TEXT_BYTES];
	size_t i = 0;

	while (i < COUNT_OF(works) && !text_equal(culprit->tool, works[i].tool))
		i++;
	if (i < COUNT_OF(works))
		text_append_format(text, "%s%s", alone ? works[i].does_alone : works[i].does, culprit->package);
	else
		text_append_format(text, "running %s%s%s", culprit->tool, alone ? "" : " for ", culprit->package);
	if (culprit->bytes > 0)
		text_append_format(text, ", last seen at %s", units_format_mb(size, culprit->bytes));
}

static void
append_process(const struct beside *process, struct text *text)
{
	char size[UNITS_TEXT_BYTES];

	text_append_bytes(text, process->tool, process->tool_bytes);
	text_append(text, process->package_bytes > 0 ? " of " : "");
	text_append_bytes(text, process->package, process->package_bytes);
	text_append_format(text, " (%s)", units_format_mb(size, process->bytes));
}

static void
append_beside(const char *list, struct text *text)
{
	enum { SHOWN = 4 };
	struct beside beside;
	size_t count = 0;

	for (const char *at = list; (at = culprit_next_beside(at, &beside)) != NULL; count++) {
		if (count >= SHOWN)
			continue;
		text_append(text, count == 0 ? "; beside it " : ", ");
		append_process(&beside, text);
	}
	if (count > SHOWN)
		text_append_format(text, " and %zu more", count - SHOWN);
}

void
culprit_words(const struct culprit *culprit, struct text *text)
{
	static const char *const openings[CULPRIT_HOWS] = {
		[CULPRIT_UNKNOWN] = "; what was killed, and what was alive beside it, cannot be told",
		[CULPRIT_KILLED] = " while ",
		[CULPRIT_ALIVE] = " while ",
		[CULPRIT_SEEN] = "; no record tells what was killed, the largest last seen was ",
	};

	struct beside process = {
		culprit->tool, culprit->package, strlen(culprit->tool), strlen(culprit->package), culprit->bytes};

	if (culprit->how == CULPRIT_NONE)
		return;
	text_append(text, openings[culprit->how]);
	if (culprit->how == CULPRIT_UNKNOWN)
		return;
	if (culprit->how == CULPRIT_SEEN)
		append_process(&process, text);
	else
		append_work(culprit, text);
	append_beside(text_string(&culprit->beside), text);
}
