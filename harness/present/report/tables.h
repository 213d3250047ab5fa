/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of a report as grids, shared by the terminal and Markdown. Each appends rows to an empty grid
 * whose columns it sets; a table with nothing to say stays without rows.
 */
#ifndef GORGE_PRESENT_REPORT_TABLES_H
#define GORGE_PRESENT_REPORT_TABLES_H

#include "present/grid.h"
#include "analyse/study/study.h"

/* The memories that must not be mixed up, the time, and how many runs stand behind them. */
void table_of_memories(const struct study *study, const struct series *series, struct grid *grid);
/* Who held the memory at the tree's peak, size by size. */
void table_of_holders(const struct study *study, const struct series *series, struct grid *grid);

/* What a load workload says of its own heap. */
void table_of_heap(const struct study *study, const struct series *series, struct grid *grid);
/* Each series' laws for a metric, and those of the published points (for tree_peak_bytes). */
void table_of_laws(const struct study *study, enum run_column metric, struct grid *grid);
/* Slope of every segment: of the published points and of ours at the same sizes. */
void table_of_slopes(const struct study *study, enum run_column metric, struct grid *grid);

/* A report has tables of so many series, each its own. */
enum { SERIES_SHOWN_MOST = 1000 };
/* Says how many there are when these are more, and where the others stand. */
void series_left_out(const struct study *study, struct text *text);

#endif
