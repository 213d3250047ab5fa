/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A CSV file in memory, columns found by name: how everything after a run reads results.
 */
#ifndef GORGE_RECORD_TABLE_H
#define GORGE_RECORD_TABLE_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct table {
	char **names; /* column_count header names */
	size_t column_count;
	char **cells; /* row_count * column_count texts, row by row; "" = not measured */
	size_t row_count;
	size_t cell_capacity;
};

/* Reads a whole CSV file (RFC 4180, header row, libcsv). Rows of another width than the header raise
 * RESULTS_FORMAT with the line. A `schema` column with another value than `schema` raises RESULTS_SCHEMA;
 * NULL accepts any. A torn last line (no line end) is left out. */
bool table_read(const char *path, const char *schema, struct table *table, struct error *err);
void table_release(struct table *table);

/* The index of a column, or SIZE_MAX. */
size_t table_column(const struct table *table, const char *name);
/* The text of a cell; "" when it was not measured or there is no such column (SIZE_MAX). */
const char *table_text(const struct table *table, size_t row, size_t column);
/* The number in a cell; false when it is empty or not a number. */
bool table_number(const struct table *table, size_t row, size_t column, double *value);
/* True when a row's cell in the named column equals the text. */
bool table_is(const struct table *table, size_t row, const char *column_name, const char *text);

#endif
