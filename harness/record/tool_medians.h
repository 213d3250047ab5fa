/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each package took to compile, from a tools.csv of any size: exact medians in one pass that keeps
 * four bytes a compile and never a table.
 */
#ifndef GORGE_RECORD_TOOL_MEDIANS_H
#define GORGE_RECORD_TOOL_MEDIANS_H

#include "base/error.h"
#include "base/text.h"

#include <stddef.h>

/* The compiles of one package in the runs of one group. */
struct tool_median {
	size_t group;
	const char *package;
	size_t count;      /* compiles with a measured peak; at least 1 */
	double peak_bytes; /* exact: the middle one, or halfway between the middle two */
};

struct tool_medians {
	struct tool_median *rows; /* by package, then group */
	size_t count;
	struct text packages; /* what the rows point into */
};

/* The group of a run, or SIZE_MAX to leave the run out. Asked whenever another run_id than in the row before
 * comes up, which in files of ours is once a run. */
typedef size_t tool_group_of(const char *run_id, const void *context);
struct tool_grouping {
	tool_group_of *group_of; /* NULL: all runs are group 0 */
	const void *context;
};

/* Reads a tools.csv by the rules of row_reader.h (schema, torn last line, headers in between), columns found
 * by name. Counted are rows whose tool is `compile` and that have a package and a peak_bytes; peaks may be
 * written in any way that is a whole number below 2^53. No such row gives
 * no medians. Raises READ, RESULTS_FORMAT (a column is missing, a peak is no size, no CSV) or
 * RESULTS_SCHEMA; on failure the medians are already disposed of.
 * Memory: 4 bytes a compile (8 in a group and package with a peak that is no multiple of 1,024, which
 * ru_maxrss never gives), at worst twice that while arrays grow, and some 100 bytes a group and package. */
bool tool_medians_read(
	const char *path, const struct tool_grouping *grouping, struct tool_medians *medians, struct error *err);
/* The same from a text that holds such a file; `name` is for messages. */
bool tool_medians_parse(const char *bytes, size_t count, const char *name,
	const struct tool_grouping *grouping, struct tool_medians *medians, struct error *err);
void tool_medians_dispose(struct tool_medians *medians);
#define CLEANUP_TOOL_MEDIANS __attribute__((cleanup(tool_medians_dispose)))

#endif
