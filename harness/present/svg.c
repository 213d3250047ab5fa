/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/svg.h"

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

void
svg_compact(const char *svg, struct text *compact)
{
	while (*svg) {
		const char *next = next_line(svg);
		if (is_empty_group(svg))
			next = next_line(next);
		else
			text_append_bytes(compact, svg, (size_t)(next - svg));
		svg = next;
	}
}
