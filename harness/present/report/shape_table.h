/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What points say about the shape that a published table claims of the growth.
 */
#ifndef GORGE_PRESENT_REPORT_SHAPE_TABLE_H
#define GORGE_PRESENT_REPORT_SHAPE_TABLE_H

#include "analyse/study/study.h"
#include "present/grid.h"

/* One row a set of points (the article's own first, then each series): does it grow as claimed? */
void table_of_shape(const struct study *study, enum run_column metric, struct grid *grid);
/* Appends a paragraph for each of these rows: the numbers and the limits they were held against. */
void explain_shape(const struct study *study, enum run_column metric, struct text *text);

#endif
