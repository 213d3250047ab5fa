/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Results of several toolchains side by side: cells that share everything but the toolchain (project with all
 * its parameters, workload, cache, meter, every setting), matched one to one.
 */
#ifndef GORGE_ANALYSE_COMPARE_SIDES_H
#define GORGE_ANALYSE_COMPARE_SIDES_H

#include "analyse/series/growth.h"
#include "base/hash.h"

struct side {
	char *name;        /* "1.26.8", or the folder that it was read from */
	char *folder;      /* where its tools.csv stands */
	struct table runs; /* its rows, and no other side's */
	struct growth growth;
};

/* A cell as one side has it. */
struct side_point {
	const struct series *series;
	const struct point *point; /* NULL = this side does not have the cell */
};

struct side_cell {
	struct hash key;
	char *pattern; /* what stands for its series: "many_methods", "module workload=vet" */
	char *label;   /* the pattern and its size: "many_methods types=200" */
	double size;
	struct side_point *sides; /* per side */
};

struct sides {
	struct side *items;
	size_t count, capacity;
	/* of sides_match(), by label: */
	struct side_cell *cells;
	size_t cell_count, cell_capacity;
};

/* Adds a side; takes its table over, also on failure. Raises what growth_group() does. */
bool sides_add(
	struct sides *sides, const char *name, const char *folder, struct table *runs, struct error *err);
/* Matches the cells of all sides. Raises DIFFERENT_RESULTS when no cell is on two sides, with the columns in
 * which they differ, or, unless `across_hosts`, when a side was measured on other hosts than the first. */
bool sides_match(struct sides *sides, bool across_hosts, struct error *err);
void sides_dispose(struct sides *sides);
#define CLEANUP_SIDES __attribute__((cleanup(sides_dispose)))

/* The first side that has the cell: whose texts stand for it. */
size_t side_cell_first(const struct side_cell *cell);
/* The outcome of a cell's runs on one side that did not end ok: "oom", "failed" ...; NULL when all did, or
 * when it has none. */
const char *sides_failure(const struct sides *sides, const struct side_cell *cell, size_t side);
/* False when one side was measured after the other, or in blocks: runs of the two take turns less than half
 * as often as shuffled ones. Then what the host did in between counts too. */
bool sides_interleaved(const struct sides *sides, size_t first, size_t second);

/* run_of_real_code() of its runs. */
bool sides_real_code(const struct sides *sides, const struct side_cell *cell);

#endif
