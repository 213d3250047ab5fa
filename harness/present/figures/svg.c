/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/svg.h"

#include <string.h>

/* The line behind this one; the text's end when it is the last. */
static const char *
next_line(const char *line)
{
	size_t length = strcspn(line, "\n");

	return line + length + (line[length] == '\n');
}

static bool
is_empty_group(const char *line)
{
	const char *behind = next_line(line);

	return text_starts_with(line, "<g fill=") && text_starts_with(behind, "</g>\n") &&
		   strcspn(line, ">") + 2 == (size_t)(behind - line);
}

/* A line without what it says by default (SVG 1.1, 11.4). */
static void
append_line(const char *line, const char *end, struct text *compact)
{
	static const char defaults[] = " stroke-linecap=\"butt\" stroke-linejoin=\"miter\"";

	while (line < end) {
		const char *found = strstr(line, defaults);
		const char *stop = found && found < end ? found : end;
		text_append_bytes(compact, line, (size_t)(stop - line));
		line = stop < end ? stop + strlen(defaults) : end;
	}
}

void
svg_compact(const char *svg, struct text *compact)
{
	while (*svg) {
		const char *next = next_line(svg);
		if (is_empty_group(svg))
			next = next_line(next);
		else
			append_line(svg, next, compact);
		svg = next;
	}
}
