/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whom a run died of, from its rows.
 */
#ifndef GORGE_RECORD_CULPRIT_ROWS_H
#define GORGE_RECORD_CULPRIT_ROWS_H

#include "record/ends/culprit.h"
#include "record/table.h"

/* What the columns of a row of runs.csv say; where they say nothing, as in rows of an earlier gorge, what its
 * rows in `tools` (tools.csv, or a part of it) let find out. The culprit's texts point into the tables. */
void culprit_of_row(const struct table *runs, size_t row, const struct table *tools, struct culprit *culprit);
/* True when a row was cut short and its columns do not tell by what. */
bool culprit_needs_tools(const struct table *runs, size_t row);

/* One of those beside a culprit: `at` is the text of the column, or what the last call returned. Returns the
 * rest, or NULL when there was none. Texts point into `at` and have a length: no NUL ends them. */
struct beside {
	const char *tool, *package;
	size_t tool_bytes, package_bytes; /* lengths; 0 for a package that is not told */
	uint64_t bytes;
};
const char *culprit_next_beside(const char *at, struct beside *beside);

#endif
