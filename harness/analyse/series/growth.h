/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * runs.csv as series: rows that differ in nothing but the project's size and the repetition, as one point
 * a size with the median of every column.
 */
#ifndef GORGE_ANALYSE_SERIES_GROWTH_H
#define GORGE_ANALYSE_SERIES_GROWTH_H

#include "analyse/laws/law_choice.h"
#include "analyse/series/size_axis.h"
#include "analyse/numbers/statistics.h"
#include "record/runs.h"
#include "analyse/laws/fitting/law_fit.h"

struct point {
	double size;
	const size_t *rows; /* its rows of runs.csv, whatever their outcome; the growth's */
	size_t row_count;
	size_t ok; /* of these, the ones that the summaries are made of */
	/* Read by point_summary(); both are the growth's. */
	const unsigned char *places;
	struct summary *summaries;
};

struct series {
	char *key;            /* all that its rows have in common, as text */
	char *label;          /* the workload and what else tells it from the other series: "build GOGC=50" */
	size_t row;           /* its first row, for texts they all share */
	size_t axis;          /* index into the growth's axes: what its sizes count */
	struct point *points; /* ascending; the growth's */
	size_t point_count;
};

struct growth {
	/* The columns that tell one series of these rows from another, besides the parameters that are not the
	 * size: column_is_identity(), but a limit (memory, timeout) only where the rows have several, since it
	 * changes nothing about a run that ends within it, and old rows do not tell it. */
	bool identity[RUN_COLUMN_COUNT];
	struct size_axis *axes; /* one a generator */
	size_t axis_count, axis_capacity;
	struct series *series; /* by label */
	size_t series_count, series_capacity;
	struct point *points; /* those of each series in a row */
	size_t *rows;         /* those of each point in a row */
	unsigned char
		*places; /* one a column of runs.csv: which of a point's summaries is its, from 1 on; 0 = none */
	struct summary *summaries; /* those of each point in a row */
};

/* Groups the rows. Raises TOO_FEW_POINTS when there is none, RESULTS_FORMAT when a needed column is
 * missing (`name` is for the message). */
bool growth_collect(const struct table *runs, const char *name, struct growth *growth, struct error *err);
/* The same without summaries, keys and labels, and series in the order of their first rows: for those who
 * read the rows of points themselves. */
bool growth_group(const struct table *runs, const char *name, struct growth *growth, struct error *err);
void growth_dispose(struct growth *growth);

/* True for the columns that may tell one series from another. */
bool column_is_identity(enum run_column column);

/* What the sizes of a series count: "files", or a parameter's name. */
const char *growth_axis_name(const struct growth *growth, const struct series *series);
/* The same of all series together; "size" when they count different things. */
const char *growth_common_axis(const struct growth *growth);
/* Appends what the series' parameters are, besides its size. */
void growth_rest(
	const struct growth *growth, const struct table *runs, const struct series *series, struct text *rest);

/* The point of that size (within 2%: a generator may round), or NULL. */
const struct point *series_at(const struct series *series, double size);
/* The point that growth counts from: that of size 1 with the metric measured, or NULL. */
const struct point *series_initial(const struct series *series, enum run_column metric);
/* (value - initial) / initial; false when either was not measured, or for the initial point itself. */
bool series_growth(
	const struct series *series, const struct point *point, enum run_column metric, double *growth);
/* A column's ok rows at a point; count 0 = not measured. */
const struct summary *point_summary(const struct point *point, enum run_column column);
/* The median at a point; false when it was not measured. */
bool point_value(const struct point *point, enum run_column metric, double *value);
/* The first row of the point that ended ok (or, asked so, that did not), or SIZE_MAX. */
size_t point_row(const struct table *runs, const struct point *point, bool ok);
/* Copies the points with the metric measured into x and y (each with room for point_count). */
size_t series_points(const struct series *series, enum run_column metric, double *x, double *y);

#endif
