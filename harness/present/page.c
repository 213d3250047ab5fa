/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/page.h"

enum { INDENT = 2 };

void
page_end_paragraph(struct text *text)
{
	if (text->length > 0 && !text_ends_with(text_string(text), "\n\n"))
		text_append(text, "\n");
}

void
page_heading(const struct page_style *style, int level, const char *heading, struct text *text)
{
	page_end_paragraph(text);
	if (style->markdown)
		text_append_format(text, "%.*s %s\n", level, "######", heading);
	else
		text_append_format(text, "%s\n", heading);
}

void
page_grid(const struct page_style *style, const struct grid *grid, struct text *text)
{
	CLEANUP_TEXT struct text table = {0};

	if (!style->markdown) {
		grid_to_text(grid, INDENT, style->colour, text);
		return;
	}
	grid_to_markdown(grid, &table);
	text_append(text, text_string(&table) + (text_ends_with(text_string(text), "\n\n") && table.length > 0));
}
