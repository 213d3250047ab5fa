/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/ends/culprit_rows.h"

#include "base/memory.h"
#include "record/runs.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
count_at(const struct table *table, size_t row, const char *name)
{
	double value;

	return table_number(table, row, table_column(table, name), &value) && value >= 0 && value < 1e18
			   ? (uint64_t)value
			   : 0;
}

static const char *
text_at(const struct table *table, size_t row, const char *name)
{
	return table_text(table, row, table_column(table, name));
}

static struct life
read_life(const struct table *tools, size_t row)
{
	const char *exit_status = text_at(tools, row, "exit_status");
	/* without the column, nothing was ever left without a record */
	bool end_known = *exit_status != '\0' || table_column(tools, "exit_status") == SIZE_MAX;

	return (struct life){.tool = text_at(tools, row, "tool"),
		.package = text_at(tools, row, "package"),
		.started_ns = count_at(tools, row, "started_ns"),
		.wall_ns = count_at(tools, row, "wall_ns"),
		.cpu_ns = count_at(tools, row, "user_ns") + count_at(tools, row, "system_ns"),
		.bytes = count_at(tools, row, "peak_bytes"),
		.end_known = end_known,
		.exit_status = (int)strtol(exit_status, NULL, 10)};
}

static size_t
read_lives(const struct table *tools, const char *run_id, struct life *lives)
{
	size_t column = table_column(tools, "run_id"), count = 0;

	for (size_t row = 0; row < tools->row_count; row++)
		if (*run_id && text_equal(table_text(tools, row, column), run_id))
			lives[count++] = read_life(tools, row);
	return count;
}

static struct cut
read_cut(const struct table *runs, size_t row)
{
	const char *outcome = run_text(runs, row, COLUMN_outcome);
	bool by_gorge = text_equal(outcome, "timeout") ||
					(text_equal(outcome, "oom") && text_equal(run_text(runs, row, COLUMN_meter), "proc"));

	return (struct cut){.outcome = outcome,
		.wall_ns = count_at(runs, row, "wall_ns"),
		.by_gorge = by_gorge,
		.command = "", /* what such rows do not name was not looked for */
		.command_bytes = 0,
		.command_killed = false,
		.says_killed =
			cut_says_killed((int)count_at(runs, row, "exit_status"), run_text(runs, row, COLUMN_why))};
}

bool
culprit_needs_tools(const struct table *runs, size_t row)
{
	const char *outcome = run_text(runs, row, COLUMN_outcome);

	return *run_text(runs, row, COLUMN_culprit_how) == '\0' &&
		   (text_equal(outcome, "oom") || text_equal(outcome, "timeout") || text_equal(outcome, "failed"));
}

void
culprit_of_row(const struct table *runs, size_t row, const struct table *tools, struct culprit *culprit)
{
	CLEANUP_FREE struct life *lives = NULL;
	struct cut cut = read_cut(runs, row);

	*culprit = (struct culprit){.how = culprit_how_of(run_text(runs, row, COLUMN_culprit_how)),
		.tool = run_text(runs, row, COLUMN_culprit_tool),
		.package = run_text(runs, row, COLUMN_culprit_package),
		.bytes = count_at(runs, row, "culprit_bytes")};
	text_append(&culprit->beside, run_text(runs, row, COLUMN_culprit_beside));
	if (!culprit_needs_tools(runs, row))
		return;
	lives = memory_zeroed(tools->row_count, sizeof *lives);
	culprit_dispose(culprit);
	culprit_find(&cut, lives, read_lives(tools, run_text(runs, row, COLUMN_run_id), lives), culprit);
}

const char *
culprit_next_beside(const char *at, struct beside *beside)
{
	size_t length = strcspn(at, ";"), last = length;

	if (length == 0)
		return NULL;
	while (last > 0 && at[last - 1] != ' ')
		last--;
	*beside = (struct beside){.tool = at, .tool_bytes = strcspn(at, " ;"), .package = at};
	beside->bytes = strtoull(at + last, NULL, 10);
	if (beside->tool_bytes + 1 < last) {
		beside->package = at + beside->tool_bytes + 1;
		beside->package_bytes = last - 1 - (beside->tool_bytes + 1);
	}
	at += length;
	return at + strspn(at, "; ");
}
