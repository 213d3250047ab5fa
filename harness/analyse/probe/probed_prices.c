/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/probe/probed_prices.h"
#include "analyse/probe/import_graph.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The graph with what each row belongs to and has cost. */
struct priced {
	struct import_graph graph;
	const char **modules;                   /* by row */
	const struct probed_package **packages; /* by row; NULL = was not compiled */
	size_t *own;                            /* rows of the project itself */
	size_t own_count;
	bool *without; /* by row, of the module at hand */
	bool *used;    /* by row: the build comes to it at all */
};

static bool
lies_under(const char *package, const char *module)
{
	size_t length = strlen(module);

	return strncmp(package, module, length) == 0 && (package[length] == '\0' || package[length] == '/');
}

static const char *
module_of(const char *package, const struct list *modules)
{
	const char *longest = NULL;

	for (size_t i = 0; i < modules->count; i++)
		if (lies_under(package, modules->items[i]) &&
			(!longest || strlen(modules->items[i]) > strlen(longest)))
			longest = modules->items[i];
	return longest ? longest : package;
}

static void
priced_init(const struct probed *probed, const struct list *modules, struct priced *priced)
{
	const size_t count = probed->package_rows.row_count + 1;

	*priced = (struct priced){0};
	import_graph_init(&probed->package_rows, &priced->graph);
	priced->modules = memory_zeroed(count, sizeof(char *));
	priced->packages = memory_zeroed(count, sizeof(struct probed_package *));
	priced->own = memory_zeroed(count, sizeof *priced->own);
	priced->without = memory_zeroed(count, sizeof *priced->without);
	priced->used = memory_zeroed(count, sizeof *priced->used);
	for (size_t i = 0; i < priced->graph.count; i++) {
		const struct named_row *named = &priced->graph.by_name[i];
		priced->modules[named->row] = module_of(named->name, modules);
		if (modules->count > 0 && priced->modules[named->row] == modules->items[0])
			priced->own[priced->own_count++] = named->row;
	}
	for (size_t i = 0; i < probed->package_count; i++) {
		size_t row = import_graph_find(&priced->graph, probed->packages[i].name);
		if (row != SIZE_MAX)
			priced->packages[row] = &probed->packages[i];
	}
	(void)import_graph_walk(&priced->graph, priced->own, priced->own_count, NULL);
	for (size_t row = 0; row < priced->graph.count; row++)
		priced->used[row] = import_graph_reached(&priced->graph, row);
}

static void
priced_dispose(struct priced *priced)
{
	import_graph_dispose(&priced->graph);
	free(priced->modules);
	free(priced->packages);
	free(priced->own);
	free(priced->without);
	free(priced->used);
}

/* What the build no longer comes to without a module. */
static struct probed_price
price_of(struct priced *priced, const char *module)
{
	struct probed_price price = {.module = module};

	for (size_t row = 0; row < priced->graph.count; row++)
		priced->without[row] = text_equal(priced->modules[row], module);
	(void)import_graph_walk(&priced->graph, priced->own, priced->own_count, priced->without);
	for (size_t row = 0; row < priced->graph.count; row++) {
		const struct probed_package *package = priced->packages[row];
		if (!priced->used[row] || !package || import_graph_reached(&priced->graph, row))
			continue;
		price.packages++;
		price.lines += package->lines;
		price.cpu_ns += package->cpu_ns;
		price.peak_bytes = package->peak_bytes > price.peak_bytes ? package->peak_bytes : price.peak_bytes;
	}
	return price;
}

static bool
is_priced(const struct probed_prices *prices, const char *module)
{
	for (size_t i = 0; i < prices->count; i++)
		if (text_equal(prices->items[i].module, module))
			return true;
	return false;
}

static int
dearer_first(const void *a, const void *b)
{
	double first = ((const struct probed_price *)a)->cpu_ns,
		   second = ((const struct probed_price *)b)->cpu_ns;

	return (first < second) - (first > second);
}

void
probed_prices_find(const struct probed *probed, const struct list *modules, struct probed_prices *prices)
{
	struct priced priced;

	*prices = (struct probed_prices){0};
	priced_init(probed, modules, &priced);
	prices->items = memory_zeroed(priced.graph.count + 1, sizeof *prices->items);
	for (size_t i = 0; i < priced.own_count; i++)
		for (size_t edge = priced.graph.first[priced.own[i]]; edge < priced.graph.first[priced.own[i] + 1];
			 edge++) {
			const char *module = priced.modules[priced.graph.edges[edge]];
			if (!text_equal(module, modules->items[0]) && !is_priced(prices, module))
				prices->items[prices->count++] = price_of(&priced, module);
		}
	qsort(prices->items, prices->count, sizeof *prices->items, dearer_first);
	priced_dispose(&priced);
}

void
probed_prices_dispose(struct probed_prices *prices)
{
	free(prices->items);
	*prices = (struct probed_prices){0};
}
