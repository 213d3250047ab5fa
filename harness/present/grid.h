/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One table of cells, shown as aligned columns on a terminal or as Markdown.
 */
#ifndef GORGE_PRESENT_GRID_H
#define GORGE_PRESENT_GRID_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* How a cell is coloured where colours are wanted; its text says the same without. */
enum tone { TONE_PLAIN, TONE_GOOD, TONE_FAIR, TONE_BAD, TONE_FAINT };

struct grid_column {
	const char *title;
	bool left; /* texts to the left, numbers to the right */
};

struct grid_cell {
	char *text;
	enum tone tone;
};

struct grid {
	const struct grid_column *columns;
	size_t column_count;
	struct grid_cell *cells; /* row by row; only the last row may be unfinished */
	size_t cell_count, cell_capacity;
};

#define GRID_OF(columns) ((struct grid){columns, sizeof(columns) / sizeof(columns)[0], NULL, 0, 0})

/* Columns of a grid that has one for each of something: a release, a project. */
struct wide_columns {
	struct grid_column *items;
};
void wide_columns_dispose(struct wide_columns *columns);
#define CLEANUP_WIDE __attribute__((cleanup(wide_columns_dispose)))

/* Adds the next cell, row by row. */
__attribute__((format(printf, 2, 3))) void grid_add(struct grid *grid, const char *format, ...);
__attribute__((format(printf, 3, 4))) void grid_add_toned(
	struct grid *grid, enum tone tone, const char *format, ...);
/* Adds empty cells up to the row's end; none when no row is begun. */
void grid_end_row(struct grid *grid);
void grid_dispose(struct grid *grid);
#define CLEANUP_GRID __attribute__((cleanup(grid_dispose)))

/* Appends the grid, columns two blanks apart, each line behind `indent` blanks. Nothing without rows. */
void grid_to_text(const struct grid *grid, size_t indent, bool colour, struct text *text);
/* Appends it as a Markdown table between empty lines. */
void grid_to_markdown(const struct grid *grid, struct text *text);
/* Appends a text so that Markdown shows it letter by letter. */
void markdown_escape(const char *string, struct text *text);

/* True when the stream is a terminal and NO_COLOR is not set (https://no-color.org). */
bool colour_wanted(FILE *stream);

#endif
