/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of runs.csv and tools.csv as data, and one row of runs.csv.
 */
#ifndef GORGE_RECORD_COLUMNS_H
#define GORGE_RECORD_COLUMNS_H

#include "base/text.h"

#include <stddef.h>
#include <stdint.h>

#define RECORD_SCHEMA "1" /* raised when a column changes its meaning or goes; new ones may come */

enum run_column {
#define COLUMN(name, unit, help) COLUMN_##name,
#include "record/columns.def"
#undef COLUMN
	RUN_COLUMN_COUNT
};

struct column {
	const char *name, *unit, *help;
};

/* RUN_COLUMN_COUNT rows, indexed by enum run_column. */
extern const struct column run_columns[];
/* True for a column of figures, which is one with a unit. */
bool column_is_figure(enum run_column column);
/* The columns of tools.csv, one row a tool process, ended by a NULL name. */
extern const struct column tool_columns[];

/* One row of runs.csv. NULL cells are empty: not measured. Owns its texts. Zero-initialised is empty. */
struct row {
	char *cells[RUN_COLUMN_COUNT];
};

void row_set(struct row *row, enum run_column column, const char *text);
void row_set_count(struct row *row, enum run_column column, uint64_t count);
const char *row_text(const struct row *row, enum run_column column); /* "" when not set */
void row_dispose(struct row *row);

#endif
