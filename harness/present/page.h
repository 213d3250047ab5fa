/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Headings, sentences and grids one below the other, for the terminal or as Markdown. Each function appends.
 */
#ifndef GORGE_PRESENT_PAGE_H
#define GORGE_PRESENT_PAGE_H

#include "present/grid.h"

struct page_style {
	bool markdown;
	bool colour; /* on a terminal */
};

/* A line of its own behind an empty one; level 2 is a chapter of a document, 3 a part of one. */
void page_heading(const struct page_style *style, int level, const char *heading, struct text *text);
/* Nothing without rows. */
void page_grid(const struct page_style *style, const struct grid *grid, struct text *text);
/* Whatever was said ends in one empty line; at the very beginning there is none. */
void page_end_paragraph(struct text *text);

#endif
