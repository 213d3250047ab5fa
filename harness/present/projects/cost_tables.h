/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What packages and programs take, project beside project, as people read it.
 */
#ifndef GORGE_PRESENT_PROJECTS_COST_TABLES_H
#define GORGE_PRESENT_PROJECTS_COST_TABLES_H

#include "analyse/projects/package_costs.h"
#include "present/page.h"

/* Appends, under a heading each, compiles by size, by transitive imports and by both, and links: a row a
 * class, a column a project, the median with the number of packages. Generated projects stand behind the real
 * ones and the median of these, each with its distance from that. A class that no real project has is left
 * out. Nothing when no project was measured. */
void cost_tables(
	const struct survey *surveys, size_t count, const struct page_style *style, struct text *text);

#endif
