/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of runs.csv, tools.csv, samples.csv and packages.csv as data, and rows of the first two.
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
	RUN_COLUMN_COUNT,
	/* Behind the columns: metrics that stand in no file, since they are sums of two columns. */
	SUM_cpu_ns = RUN_COLUMN_COUNT,
	RUN_METRIC_COUNT
};

enum tool_column {
#define COLUMN(name, unit, help) TOOL_COLUMN_##name,
#include "record/tool_columns.def"
#undef COLUMN
	TOOL_COLUMN_COUNT
};

enum sample_column {
#define COLUMN(name, unit, help) SAMPLE_COLUMN_##name,
#include "record/sample_columns.def"
#undef COLUMN
	SAMPLE_COLUMN_COUNT
};

enum package_column {
#define COLUMN(name, unit, help) PACKAGE_COLUMN_##name,
#include "record/package_columns.def"
#undef COLUMN
	PACKAGE_COLUMN_COUNT
};

struct column {
	const char *name, *unit, *help;
};

/* RUN_METRIC_COUNT rows, indexed by enum run_column; of the others as many as they have columns. */
extern const struct column run_columns[], tool_columns[], sample_columns[], package_columns[];

/* The columns that a metric is the sum of: itself where it is one. */
enum { METRIC_PARTS_MOST = 2 };
struct metric_parts {
	enum run_column columns[METRIC_PARTS_MOST];
	size_t count;
};
struct metric_parts metric_parts_of(enum run_column metric);

/* True for a column of figures, which is one with a unit. */
bool column_is_figure(enum run_column column);

/* A CSV file of a results folder. */
struct csv_layout {
	const char *name; /* of the file */
	const struct column *columns;
	size_t column_count;
	/* The schema of rows whose file has no column for it; NULL = there never were such files. */
	const char *unmarked_schema;
};
extern const struct csv_layout runs_layout, tools_layout, samples_layout, packages_layout;

/* One row of runs.csv. NULL cells are empty: not measured. Owns its texts. Zero-initialised is empty. */
struct row {
	char *cells[RUN_COLUMN_COUNT];
};

void row_set(struct row *row, enum run_column column, const char *text);
void row_set_count(struct row *row, enum run_column column, uint64_t count);
const char *row_text(const struct row *row, enum run_column column);           /* "" when not set */
bool row_number(const struct row *row, enum run_column metric, double *value); /* false when not set */
void row_dispose(struct row *row);

/* The same for tools.csv. */
struct tool_row {
	char *cells[TOOL_COLUMN_COUNT];
};

void tool_row_set(struct tool_row *row, enum tool_column column, const char *text);
void tool_row_set_count(struct tool_row *row, enum tool_column column, uint64_t count);
void tool_row_dispose(struct tool_row *row);

#endif
