/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A CSV file of results, row by row, with the same rules for whoever reads one: a whole table (table.h), or
 * only what is wanted of millions of rows (tool_medians.h). RFC 4180: rows without a quote are cut at their
 * commas, all others by libcsv. Blocks of 256 KiB, so that memory does not depend on the file's size.
 */
#ifndef GORGE_RECORD_ROW_READER_H
#define GORGE_RECORD_ROW_READER_H

#include "base/error.h"

#include <stddef.h>

/* Takes one cell. The bytes have no NUL behind them and do not outlive the call. */
typedef void row_cell(void *context, size_t column, const char *bytes, size_t count);

struct row_user {
	void *context; /* of all three */
	/* Once, when the header row is complete. Sets takers[i], all NULL at first, for each column i that it
	 * wants; names[i] stay valid until the end of reading. False with a raised error. */
	bool (*header)(void *context, char *const *names, row_cell **takers, size_t count, const char *path,
		struct error *err);
	/* After the cells of a row that is to be kept; number: its place in the file, the header being row 1.
	 * The cells of a row that is not kept have been taken too, and the next row's follow them. */
	bool (*row)(void *context, size_t number, const char *path, struct error *err);
};

/* Reads a file to its end. A row of another width than the header, or what is no CSV, raises
 * RESULTS_FORMAT with the row; a quote that does not close (upkeep/quotes.h) RESULTS_QUOTE with the
 * line in which it is opened; a `schema` column with another value than `schema` raises RESULTS_SCHEMA
 * (NULL accepts any). A torn last line (no line end) is not kept, nor are header rows further down,
 * which `cat` of several shards leaves behind. */
bool rows_read(const char *path, const char *schema, const struct row_user *user, struct error *err);
/* The same from a text that holds such a file; `name` is for messages. */
bool rows_parse(const char *bytes, size_t count, const char *name, const char *schema,
	const struct row_user *user, struct error *err);
/* The same by libcsv alone, slowly: what the other two are held against. After a failure more rows may have
 * been taken than there. */
bool rows_parse_by_libcsv(const char *bytes, size_t count, const char *name, const char *schema,
	const struct row_user *user, struct error *err);

#endif
