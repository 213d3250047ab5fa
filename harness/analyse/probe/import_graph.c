/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/probe/import_graph.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct named_row *)a)->name, ((const struct named_row *)b)->name);
}

size_t
import_graph_find(const struct import_graph *graph, const char *name)
{
	const struct named_row wanted = {.name = name};
	const struct named_row *found =
		bsearch(&wanted, graph->by_name, graph->count, sizeof wanted, compare_names);

	return found ? found->row : SIZE_MAX;
}

/* What the package of a row imports, of the packages that there are. */
static void
add_edges(struct import_graph *graph, const char *imports, size_t *count, size_t *capacity)
{
	CLEANUP_FREE char *copy = memory_copy_text(imports);
	char *rest = copy;

	for (char *name; (name = strsep(&rest, " ")) != NULL;) {
		size_t found = import_graph_find(graph, name);
		if (found == SIZE_MAX)
			continue;
		graph->edges = memory_grow(graph->edges, *count, capacity, sizeof *graph->edges);
		graph->edges[(*count)++] = found;
	}
}

void
import_graph_init(const struct table *rows, struct import_graph *graph)
{
	const size_t name = table_column(rows, "package"), imports = table_column(rows, "imports");
	size_t count = 0, capacity = 0;

	*graph = (struct import_graph){.count = rows->row_count};
	graph->by_name = memory_zeroed(graph->count + 1, sizeof *graph->by_name);
	graph->first = memory_zeroed(graph->count + 1, sizeof *graph->first);
	graph->seen = memory_zeroed(graph->count + 1, sizeof *graph->seen);
	graph->open = memory_zeroed(graph->count + 1, sizeof *graph->open);
	for (size_t row = 0; row < graph->count; row++)
		graph->by_name[row] = (struct named_row){table_text(rows, row, name), row};
	qsort(graph->by_name, graph->count, sizeof *graph->by_name, compare_names);
	for (size_t row = 0; row < graph->count; row++) {
		graph->first[row] = count;
		add_edges(graph, table_text(rows, row, imports), &count, &capacity);
	}
	graph->first[graph->count] = count;
}

void
import_graph_dispose(struct import_graph *graph)
{
	free(graph->by_name);
	free(graph->edges);
	free(graph->first);
	free(graph->seen);
	free(graph->open);
	*graph = (struct import_graph){0};
}

static size_t
come_to(struct import_graph *graph, size_t row, const bool *without, size_t open)
{
	if (graph->seen[row] == graph->walks || (without && without[row]))
		return open;
	graph->seen[row] = graph->walks;
	graph->open[open] = row;
	return open + 1;
}

size_t
import_graph_walk(struct import_graph *graph, const size_t *from, size_t count, const bool *without)
{
	size_t open = 0, reached = 0;

	graph->walks++;
	for (size_t i = 0; i < count; i++)
		open = come_to(graph, from[i], without, open);
	for (; open > 0; reached++) {
		size_t row = graph->open[--open];
		for (size_t edge = graph->first[row]; edge < graph->first[row + 1]; edge++)
			open = come_to(graph, graph->edges[edge], without, open);
	}
	return reached;
}

bool
import_graph_reached(const struct import_graph *graph, size_t row)
{
	return graph->seen[row] == graph->walks;
}
