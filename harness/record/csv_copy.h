/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of one CSV file added to another, which may have more columns: cells go by the names of columns.
 */
#ifndef GORGE_RECORD_CSV_COPY_H
#define GORGE_RECORD_CSV_COPY_H

#include "base/error.h"
#include "record/csv_file.h"

/* What was copied. The caller disposes of `added`. */
struct csv_copied {
	size_t row_count;
	struct list added; /* columns that `from` lacks; with their text in brackets where they were filled */
};

/* Adds every row of the file `from` to `to`, some of them in the file by then, none of them synced.
 * `given`, one a column of `to`, or NULL for none, is what stands in a column that `from` lacks; NULL =
 * empty, not measured. A column that `to` lacks, one of the schema that is neither there nor given nor
 * known by the layout, and rows of another schema raise RESULTS_SCHEMA. On failure the caller takes back
 * what was added. */
bool csv_copy(const char *from, const char *const *given, struct csv_file *to, struct csv_copied *copied,
	struct error *err);
/* The same of a file with the same header, but for the rows of one run. */
bool csv_copy_without(const char *from, const char *run_id, struct csv_file *to, struct error *err);

#endif
