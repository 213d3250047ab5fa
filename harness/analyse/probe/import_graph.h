/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who imports whom, by the rows of packages.csv: std is not in it.
 */
#ifndef GORGE_ANALYSE_PROBE_IMPORT_GRAPH_H
#define GORGE_ANALYSE_PROBE_IMPORT_GRAPH_H

#include "record/table.h"

/* A package and its row. */
struct named_row {
	const char *name;
	size_t row;
};

struct import_graph {
	size_t count;              /* rows */
	struct named_row *by_name; /* in the order of their names */
	size_t *edges, *first;     /* row r imports the rows edges[first[r]] up to edges[first[r + 1]] */
	size_t *seen;              /* by row: the last walk that came to it */
	size_t *open;              /* rows to walk on from */
	size_t walks;
};

void import_graph_init(const struct table *rows, struct import_graph *graph);
void import_graph_dispose(struct import_graph *graph);
#define CLEANUP_GRAPH __attribute__((cleanup(import_graph_dispose)))

/* The row of a package, or SIZE_MAX. */
size_t import_graph_find(const struct import_graph *graph, const char *name);
/* Walks from some rows, over those for which `without` (by row; NULL: none) is not set; what is without may
 * not be begun with either. Returns how many it came to, those it began with included. */
size_t import_graph_walk(struct import_graph *graph, const size_t *from, size_t count, const bool *without);
/* Whether the last walk came to a row. */
bool import_graph_reached(const struct import_graph *graph, size_t row);

#endif
