/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A CSV file in memory, columns found by name: how everything after a run reads results.
 */
#ifndef GORGE_RECORD_TABLE_H
#define GORGE_RECORD_TABLE_H

#include "base/error.h"
#include "base/hash_index.h"
#include "base/text.h"
#include "base/text_set.h"

#include <stddef.h>
#include <stdint.h>

/* The cells of a column as places in the texts; 0 = "", not measured. */
struct table_cells {
	uint32_t *places; /* by row; NULL = `place` in all of them, as most settings have it */
	size_t capacity;
	uint32_t place;
};

/* What a table has read, which those that were selected from it share. */
struct table_store {
	size_t tables;               /* that share it */
	struct table_cells *columns; /* one a column */
	struct text texts;
	uint32_t *recent; /* while reading: by their hash, places in `texts` of some that came lately */
};

/* Read its cells through the functions below. Millions of rows fit: a cell costs four bytes, where its
 * column is not the same all over, and its text is kept only where it differs from the cell above and from
 * those that came lately. */
struct table {
	char **names; /* column_count header names */
	size_t column_count;
	struct hash_index columns; /* by the hash of their names */
	size_t row_count;
	struct table_store *store; /* its cells, shared by those that were selected from it */
	uint32_t *rows;            /* of a table that was selected: which ones of the store's; else NULL */
};

/* Reads a whole CSV file (RFC 4180, header row, libcsv). Rows of another width than the header raise
 * RESULTS_FORMAT with the row. A `schema` column with another value than `schema` raises RESULTS_SCHEMA;
 * NULL accepts any. A torn last line (no line end) is left out, and so are header rows further down, which
 * `cat` of several shards leaves behind. On failure the table is already disposed of. */
bool table_read(const char *path, const char *schema, struct table *table, struct error *err);
/* The same, but keeps only rows whose cell in the named column is one of `kept`, so that memory is theirs
 * alone. Without such a column no row is kept. */
bool table_read_some(const char *path, const char *schema, const char *column_name,
	const struct text_set *kept, struct table *table, struct error *err);
/* Like table_read(), from a text that holds such a file; `name` is for messages. */
bool table_parse(const char *bytes, size_t count, const char *name, const char *schema, struct table *table,
	struct error *err);
void table_dispose(struct table *table);
/* A table with the rows of `from` that are to be kept, in their order. It shares their texts with `from`,
 * which may be disposed of before it; a row costs four bytes more. */
void table_select(const struct table *from,
	bool (*keep)(const struct table *from, size_t row, const void *context), const void *context,
	struct table *selected);

/* The index of a column, or SIZE_MAX. */
size_t table_column(const struct table *table, const char *name);
/* The text of a cell; "" when it was not measured or there is no such column (SIZE_MAX). */
const char *table_text(const struct table *table, size_t row, size_t column);
/* The number in a cell; false when it is empty or not a number. */
bool table_number(const struct table *table, size_t row, size_t column, double *value);
/* True when a row's cell in the named column equals the text. */
bool table_is(const struct table *table, size_t row, const char *column_name, const char *text);

#define CLEANUP_TABLE __attribute__((cleanup(table_dispose)))

#endif
