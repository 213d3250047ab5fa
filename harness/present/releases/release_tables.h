/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A comparison of releases as grids, for the terminal and for Markdown. Each appends rows to an empty grid
 * whose columns it sets, and stays without rows where there is nothing to say.
 */
#ifndef GORGE_PRESENT_RELEASES_RELEASE_TABLES_H
#define GORGE_PRESENT_RELEASES_RELEASE_TABLES_H

#include "analyse/compare/releases.h"
#include "present/grid.h"

/* An empty grid with a column for texts under `title`, and one for each side from `first` on. */
void wide_columns_of(const struct sides *sides, const char *title, size_t first, bool left,
	struct wide_columns *columns, struct grid *grid);

/* "+8.0%" of a ratio of 1.08, and "+7.0% to +9.0%" of its interval. */
char *format_change(char *out, double ratio);
char *format_interval(char *out, const struct ratio *ratio);

/* Cells called worse, the worst first, then those called better; where all are asked for, the unclear and
 * the same behind them. Beyond `most` (0: no limit) worse or better ones are left out. */
void table_of_changes(
	const struct releases *releases, size_t metric, bool all, size_t most, struct grid *grid);
/* The geometric mean of each metric, step by step. */
void table_of_means(const struct releases *releases, struct wide_columns *columns, struct grid *grid);
/* A row a cell, a column a release: the median, and by how much it differs from the one before. Without
 * `all`, only cells that changed somewhere. */
void table_of_releases(const struct releases *releases, size_t metric, bool all, struct wide_columns *columns,
	struct grid *grid);
/* A row a pattern and a release since which it follows another law, or lies higher or lower: the laws before
 * and since, with the exponent of the power law, and how many times as much the largest size takes. With
 * `all`, unchanged ones too, and those with too few sizes; else those that changed farthest, `most` of each
 * verdict. Returns how many are left out. */
size_t table_of_pattern_laws(
	const struct releases *releases, size_t metric, bool all, size_t most, struct grid *grid);
/* Cells that build on one side of a step and not on the other. */
void table_of_fates(const struct releases *releases, struct grid *grid);

#endif
