/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which size an experiment grows: found for each generator from what varies in its rows, so that any
 * experiment with size axes can be analysed without being told.
 */
#ifndef GORGE_ANALYSE_SERIES_SIZE_AXIS_H
#define GORGE_ANALYSE_SERIES_SIZE_AXIS_H

#include "base/text.h"
#include "record/table.h"

struct size_axis {
	const char *generator; /* as in the generator column; points into the table */
	char *parameter;       /* the generator's parameter that is the size; NULL = none varies */
	size_t params, files;  /* columns of runs.csv */
};

/* Over the rows of that generator: the parameter `files` when it varies; else the numeric parameter with the
 * most different values (seed and go line apart). Where none varies, as in a dir: project, sizes are the
 * files that were counted. */
void size_axis_find(const struct table *runs, const char *generator, struct size_axis *axis);
void size_axis_dispose(struct size_axis *axis);
/* "files", or the parameter's name. */
const char *size_axis_name(const struct size_axis *axis);
/* True when that "name=value" of the params is the size. */
bool size_axis_is(const struct size_axis *axis, const char *assignment);
/* The size of a row; false when it has none. */
bool size_axis_value(const struct size_axis *axis, const struct table *runs, size_t row, double *size);
/* Appends the row's params without the size. */
void size_axis_rest(const struct size_axis *axis, const struct table *runs, size_t row, struct text *rest);

#endif
