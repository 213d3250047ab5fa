/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/columns.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>

const struct column run_columns[] = {
#define COLUMN(name, unit, help) [COLUMN_##name] = {#name, unit, help},
#include "record/columns.def"
#undef COLUMN
	[SUM_cpu_ns] = {"cpu_ns", "ns",
		"user and system CPU of the command and all it waited for (user_ns + system_ns)"},
};

const struct column tool_columns[] = {
#define COLUMN(name, unit, help) [TOOL_COLUMN_##name] = {#name, unit, help},
#include "record/tool_columns.def"
#undef COLUMN
};

const struct column sample_columns[] = {
#define COLUMN(name, unit, help) [SAMPLE_COLUMN_##name] = {#name, unit, help},
#include "record/sample_columns.def"
#undef COLUMN
};

const struct column package_columns[] = {
#define COLUMN(name, unit, help) [PACKAGE_COLUMN_##name] = {#name, unit, help},
#include "record/package_columns.def"
#undef COLUMN
};

const struct csv_layout runs_layout = {"runs.csv", run_columns, RUN_COLUMN_COUNT, NULL};
const struct csv_layout tools_layout = {"tools.csv", tool_columns, TOOL_COLUMN_COUNT, NULL};
const struct csv_layout samples_layout = {"samples.csv", sample_columns, SAMPLE_COLUMN_COUNT, "1"};
const struct csv_layout packages_layout = {"packages.csv", package_columns, PACKAGE_COLUMN_COUNT, NULL};

struct metric_parts
metric_parts_of(enum run_column metric)
{
	static const struct metric_parts sums[] = {{{COLUMN_user_ns, COLUMN_system_ns}, 2}};

	return metric < RUN_COLUMN_COUNT ? (struct metric_parts){{metric}, 1} : sums[metric - RUN_COLUMN_COUNT];
}

bool
column_is_figure(enum run_column column)
{
	return run_columns[column].unit[0] != '\0';
}

static void
set_cell(char **cell, const char *text)
{
	free(*cell);
	*cell = memory_copy_text(text);
	for (char *end = *cell; *end; end++)
		if (*end == '\n' || *end == '\r')
			*end = ' '; /* one row stays one line, so that a torn last one is recognised */
}

static void
set_count(char **cell, uint64_t count)
{
	free(*cell);
	*cell = text_format("%" PRIu64, count);
}

static void
free_cells(char **cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(cells[i]);
		cells[i] = NULL;
	}
}

void
row_set(struct row *row, enum run_column column, const char *text)
{
	set_cell(&row->cells[column], text);
}

void
row_set_count(struct row *row, enum run_column column, uint64_t count)
{
	set_count(&row->cells[column], count);
}

const char *
row_text(const struct row *row, enum run_column column)
{
	return row->cells[column] ? row->cells[column] : "";
}

bool
row_number(const struct row *row, enum run_column metric, double *value)
{
	struct metric_parts parts = metric_parts_of(metric);
	double sum = 0, part;

	for (size_t i = 0; i < parts.count; i++) {
		if (!text_to_number(row_text(row, parts.columns[i]), &part))
			return false;
		sum += part;
	}
	*value = sum;
	return true;
}

void
row_dispose(struct row *row)
{
	free_cells(row->cells, RUN_COLUMN_COUNT);
}

void
tool_row_set(struct tool_row *row, enum tool_column column, const char *text)
{
	set_cell(&row->cells[column], text);
}

void
tool_row_set_count(struct tool_row *row, enum tool_column column, uint64_t count)
{
	set_count(&row->cells[column], count);
}

void
tool_row_dispose(struct tool_row *row)
{
	free_cells(row->cells, TOOL_COLUMN_COUNT);
}
