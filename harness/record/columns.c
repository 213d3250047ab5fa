/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/columns.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>

const struct column run_columns[] = {
#define COLUMN(name, unit, help) [COLUMN_##name] = {#name, unit, help},
#include "record/columns.def"
#undef COLUMN
};

const struct column tool_columns[] = {
#define COLUMN(name, unit, help) {#name, unit, help},
#include "record/tool_columns.def"
#undef COLUMN
	{NULL, NULL, NULL},
};

bool
column_is_figure(enum run_column column)
{
	return run_columns[column].unit[0] != '\0';
}

void
row_set(struct row *row, enum run_column column, const char *text)
{
	free(row->cells[column]);
	row->cells[column] = memory_copy_text(text);
	for (char *end = row->cells[column]; *end; end++)
		if (*end == '\n' || *end == '\r')
			*end = ' '; /* one row stays one line, so that a torn last one is recognised */
}

void
row_set_count(struct row *row, enum run_column column, uint64_t count)
{
	CLEANUP_FREE char *text = text_format("%" PRIu64, count);

	row_set(row, column, text);
}

const char *
row_text(const struct row *row, enum run_column column)
{
	return row->cells[column] ? row->cells[column] : "";
}

void
row_dispose(struct row *row)
{
	for (size_t i = 0; i < RUN_COLUMN_COUNT; i++)
		free(row->cells[i]);
	*row = (struct row){0};
}
