/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/probe/probed.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A package and its row of packages.csv. */
struct named_row {
	const char *name;
	size_t row;
};

/* The packages that packages.csv has, by name. */
struct graph {
	const struct table *rows;
	struct named_row *by_name;
	size_t *seen; /* by row: the walk that came to it last, from 1 on */
	size_t *open; /* rows to be walked on from */
	size_t walks;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct named_row *)a)->name, ((const struct named_row *)b)->name);
}

static void
graph_init(struct graph *graph, const struct table *rows)
{
	const size_t count = rows->row_count + 1, name = table_column(rows, "package");

	*graph = (struct graph){.rows = rows};
	graph->by_name = memory_zeroed(count, sizeof *graph->by_name);
	graph->seen = memory_zeroed(count, sizeof *graph->seen);
	graph->open = memory_zeroed(count, sizeof *graph->open);
	for (size_t row = 0; row < rows->row_count; row++)
		graph->by_name[row] = (struct named_row){table_text(rows, row, name), row};
	qsort(graph->by_name, rows->row_count, sizeof *graph->by_name, compare_names);
}

static void
graph_dispose(struct graph *graph)
{
	free(graph->by_name);
	free(graph->seen);
	free(graph->open);
}

/* SIZE_MAX for what packages.csv does not have: std's. */
static size_t
graph_find(const struct graph *graph, const char *name)
{
	const struct named_row wanted = {.name = name};
	const struct named_row *found =
		bsearch(&wanted, graph->by_name, graph->rows->row_count, sizeof wanted, compare_names);

	return found ? found->row : SIZE_MAX;
}

/* Puts what a package imports, and was not come to yet, among those that are open. */
static size_t
open_imports(struct graph *graph, size_t row, size_t open)
{
	const char *imports = table_text(graph->rows, row, table_column(graph->rows, "imports"));
	CLEANUP_FREE char *copy = memory_copy_text(imports);
	char *rest = copy;

	for (char *name; (name = strsep(&rest, " ")) != NULL;) {
		size_t found = graph_find(graph, name);
		if (found == SIZE_MAX || graph->seen[found] == graph->walks)
			continue;
		graph->seen[found] = graph->walks;
		graph->open[open++] = found;
	}
	return open;
}

static size_t
count_reached(struct graph *graph, size_t row)
{
	size_t open = 0, reached = 0;

	graph->seen[row] = ++graph->walks;
	for (open = open_imports(graph, row, open); open > 0; reached++) {
		size_t next = graph->open[--open];
		open = open_imports(graph, next, open);
	}
	return reached;
}

static void
describe(struct graph *graph, struct probed_package *package)
{
	size_t row = graph_find(graph, package->name);

	package->counted = row != SIZE_MAX;
	if (!package->counted)
		return;
	(void)table_number(graph->rows, row, table_column(graph->rows, "lines"), &package->lines);
	(void)table_number(
		graph->rows, row, table_column(graph->rows, "generated_lines"), &package->generated_lines);
	package->reaches = count_reached(graph, row);
}

static int
by_package(const void *a, const void *b)
{
	const struct probed_tool *first = *(const struct probed_tool *const *)a;
	const struct probed_tool *second = *(const struct probed_tool *const *)b;

	return strcmp(first->package, second->package);
}

static int
larger_package_first(const void *a, const void *b)
{
	const struct probed_package *first = a, *second = b;

	if (first->peak_bytes != second->peak_bytes)
		return first->peak_bytes < second->peak_bytes ? 1 : -1;
	return strcmp(first->name, second->name);
}

static void
add_tool(struct probed *probed, const struct probed_tool *tool)
{
	struct probed_package *package;

	if (probed->package_count == 0 ||
		!text_equal(probed->packages[probed->package_count - 1].name, tool->package))
		probed->packages[probed->package_count++].name = tool->package;
	package = &probed->packages[probed->package_count - 1];
	package->cpu_ns += tool->cpu_ns;
	if (text_equal(tool->tool, "compile") && tool->peak_bytes > package->peak_bytes)
		package->peak_bytes = tool->peak_bytes;
}

void
probed_packages_find(struct probed *probed)
{
	CLEANUP_FREE const struct probed_tool **tools = memory_zeroed(probed->tool_count + 1, sizeof(void *));
	struct graph graph;
	size_t count = 0;

	probed->packages = memory_zeroed(probed->tool_count + 1, sizeof *probed->packages);
	for (size_t i = 0; i < probed->tool_count; i++)
		if (*probed->tools[i].package && !text_equal(probed->tools[i].tool, "link"))
			tools[count++] = &probed->tools[i];
	qsort(tools, count, sizeof(void *), by_package);
	for (size_t i = 0; i < count; i++)
		add_tool(probed, tools[i]);
	graph_init(&graph, &probed->package_rows);
	for (size_t i = 0; i < probed->package_count; i++)
		describe(&graph, &probed->packages[i]);
	graph_dispose(&graph);
	qsort(probed->packages, probed->package_count, sizeof *probed->packages, larger_package_first);
}
