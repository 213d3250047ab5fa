/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/probe/import_graph.h"
#include "analyse/probe/probed.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static void
describe(struct import_graph *graph, const struct table *rows, struct probed_package *package)
{
	size_t row = import_graph_find(graph, package->name);

	package->counted = row != SIZE_MAX;
	if (!package->counted)
		return;
	(void)table_number(rows, row, table_column(rows, "lines"), &package->lines);
	(void)table_number(rows, row, table_column(rows, "generated_lines"), &package->generated_lines);
	package->reaches = import_graph_walk(graph, &row, 1, NULL) - 1;
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
	CLEANUP_GRAPH struct import_graph graph = {0};
	size_t count = 0;

	probed->packages = memory_zeroed(probed->tool_count + 1, sizeof *probed->packages);
	for (size_t i = 0; i < probed->tool_count; i++)
		if (*probed->tools[i].package && !text_equal(probed->tools[i].tool, "link"))
			tools[count++] = &probed->tools[i];
	qsort(tools, count, sizeof(void *), by_package);
	for (size_t i = 0; i < count; i++)
		add_tool(probed, tools[i]);
	import_graph_init(&probed->package_rows, &graph);
	for (size_t i = 0; i < probed->package_count; i++)
		describe(&graph, &probed->package_rows, &probed->packages[i]);
	qsort(probed->packages, probed->package_count, sizeof *probed->packages, larger_package_first);
}
