/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/grid.h"
#include "base/error.h"
#include "base/memory.h"
#include "platform/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
add(struct grid *grid, struct grid_cell owned)
{
	grid->cells = memory_grow(grid->cells, grid->cell_count, &grid->cell_capacity, sizeof *grid->cells);
	grid->cells[grid->cell_count++] = owned;
}

static char *
format_text(const char *format, va_list arguments)
{
	char *formatted;

	if (vasprintf(&formatted, format, arguments) < 0)
		memory_exhausted("a cell");
	return formatted;
}

void
grid_add(struct grid *grid, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(grid, (struct grid_cell){format_text(format, arguments), TONE_PLAIN});
	va_end(arguments);
}

void
grid_add_toned(struct grid *grid, enum tone tone, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add(grid, (struct grid_cell){format_text(format, arguments), tone});
	va_end(arguments);
}

void
grid_end_row(struct grid *grid)
{
	while (grid->cell_count % grid->column_count != 0)
		add(grid, (struct grid_cell){memory_copy_text(""), TONE_PLAIN});
}

void
grid_dispose(struct grid *grid)
{
	for (size_t i = 0; i < grid->cell_count; i++)
		free(grid->cells[i].text);
	free(grid->cells);
	grid->cells = NULL;
	grid->cell_count = grid->cell_capacity = 0;
}

void
wide_columns_dispose(struct wide_columns *columns)
{
	free(columns->items);
	columns->items = NULL;
}

/* Columns that a UTF-8 text takes, as long as it has no wide or combining characters. */
static size_t
width_of(const char *text)
{
	size_t width = 0;

	for (; *text; text++)
		width += ((unsigned char)*text & 0xc0) != 0x80;
	return width;
}

/* One a column; the caller frees them. */
static size_t *
column_widths(const struct grid *grid)
{
	size_t *widths = memory_zeroed(grid->column_count, sizeof *widths);

	for (size_t c = 0; c < grid->column_count; c++)
		widths[c] = width_of(grid->columns[c].title);
	for (size_t i = 0; i < grid->cell_count; i++) {
		size_t width = width_of(grid->cells[i].text), c = i % grid->column_count;
		widths[c] = width > widths[c] ? width : widths[c];
	}
	return widths;
}

static void
append_blanks(struct text *text, size_t count)
{
	text_append_format(text, "%*s", (int)count, "");
}

static const char *
tone_start(enum tone tone)
{
	static const char *const codes[] = {[TONE_PLAIN] = "",
		[TONE_GOOD] = "\033[32m",
		[TONE_FAIR] = "\033[33m",
		[TONE_BAD] = "\033[31m",
		[TONE_FAINT] = "\033[2m"};

	return codes[tone];
}

static void
append_padded(const struct grid *grid, size_t column, size_t width, const struct grid_cell *cell, bool colour,
	struct text *text)
{
	size_t blanks = width - width_of(cell->text);
	bool toned = colour && cell->tone != TONE_PLAIN, last = column + 1 == grid->column_count;

	if (!grid->columns[column].left)
		append_blanks(text, blanks);
	text_append_format(
		text, "%s%s%s", toned ? tone_start(cell->tone) : "", cell->text, toned ? "\033[0m" : "");
	if (grid->columns[column].left && !last)
		append_blanks(text, blanks);
	text_append(text, last ? "\n" : "  ");
}

static void
trim_line_end(struct text *text)
{
	while (text->length > 1 && text->data[text->length - 2] == ' ') {
		text->length--;
		text->data[text->length - 1] = '\n';
		text->data[text->length] = '\0';
	}
}

void
grid_to_text(const struct grid *grid, size_t indent, bool colour, struct text *text)
{
	if (grid->cell_count == 0 || grid->column_count == 0)
		return;
	CLEANUP_FREE size_t *widths = column_widths(grid);
	append_blanks(text, indent);
	for (size_t c = 0; c < grid->column_count; c++) {
		CLEANUP_FREE char *title = memory_copy_text(grid->columns[c].title);
		append_padded(grid, c, widths[c], &(struct grid_cell){title, TONE_FAINT}, colour, text);
	}
	trim_line_end(text);
	for (size_t i = 0; i < grid->cell_count; i++) {
		if (i % grid->column_count == 0)
			append_blanks(text, indent);
		size_t c = i % grid->column_count;
		append_padded(grid, c, widths[c], &grid->cells[i], colour, text);
		if ((i + 1) % grid->column_count == 0)
			trim_line_end(text);
	}
}

void
markdown_escape(const char *string, struct text *text)
{
	for (; *string; string++) {
		if (strchr("\\`*[]<>|~", *string))
			text_append(text, "\\");
		text_append_bytes(text, *string == '\n' ? " " : string, 1);
	}
}

void
grid_to_markdown(const struct grid *grid, struct text *text)
{
	if (grid->cell_count == 0 || grid->column_count == 0)
		return;
	text_append(text, "\n|");
	for (size_t c = 0; c < grid->column_count; c++)
		text_append_format(text, " %s |", grid->columns[c].title);
	text_append(text, "\n|");
	for (size_t c = 0; c < grid->column_count; c++)
		text_append(text, grid->columns[c].left ? " --- |" : " ---: |");
	for (size_t i = 0; i < grid->cell_count; i++) {
		text_append(text, i % grid->column_count == 0 ? "\n| " : " ");
		markdown_escape(grid->cells[i].text, text);
		text_append(text, " |");
	}
	text_append(text, "\n\n");
}

bool
colour_wanted(FILE *stream)
{
	const char *refused = getenv("NO_COLOR");

	return terminal_shows(stream) && !(refused && *refused);
}
