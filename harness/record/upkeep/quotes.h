/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quotes of a CSV file that do not close where they should: such a one makes one cell of the rows behind
 * it, up to the next quote or to the end of the file.
 */
#ifndef GORGE_RECORD_UPKEEP_QUOTES_H
#define GORGE_RECORD_UPKEEP_QUOTES_H

#include <stdbool.h>
#include <stddef.h>

/* What has been read so far. Zero-initialised is the beginning of a file. */
struct quotes {
	size_t line_ends; /* so far */
	size_t opened;    /* line (the header is 1) of the last quote that opened a cell; 0 = none yet */
	size_t commas;    /* behind that quote, while it is open */
	bool open;
	bool has_line_end; /* behind it too */
	bool was_quote;    /* the last byte; a second one is a quote in the text, not the end of it */
};

/* Reads on. True when a quoted cell has a line end, and as many commas as a row of so many columns, in
 * it: it holds the better part of two rows. `columns` 0: not known yet; up to 2: any text may look so,
 * and is none. */
bool quotes_hold_rows(struct quotes *quotes, const char *bytes, size_t count, size_t columns);
/* Passes over a whole line that holds no quote, where none is open. */
void quotes_pass_line(struct quotes *quotes);
/* Whether the file, if it ends here, ends in a quoted cell that has a line end. Without one it is a row
 * that was torn off. */
bool quotes_are_left(const struct quotes *quotes);

#endif
