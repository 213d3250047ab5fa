/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The packages of real code as grids: the verdict on each size, and what moved for itself.
 */
#ifndef GORGE_PRESENT_RELEASES_PACKAGE_TABLES_H
#define GORGE_PRESENT_RELEASES_PACKAGE_TABLES_H

#include "analyse/compare/releases.h"
#include "present/grid.h"

/* The geometric mean of each size class, step by step, with its verdict; without rows where no step has
 * packages. */
void table_of_package_classes(
	const struct releases *releases, struct wide_columns *columns, struct grid *grid);
/* The packages that moved for themselves in one step, by how many bytes, `most` at most; behind them half
 * as many of those that could not be tested. Where none moved, or with `all`, others too. */
void table_of_packages(
	const struct releases *releases, size_t step, bool all, size_t most, struct grid *grid);
/* What those that rose in a step have in common, and those that fell. */
void table_of_causes(const struct releases *releases, size_t step, struct grid *grid);

#endif
