/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What releases are compared by: columns of runs.csv, or sums of them, with the limits of their verdicts.
 * Less is better in all of them.
 */
#ifndef GORGE_ANALYSE_COMPARE_METRIC_H
#define GORGE_ANALYSE_COMPARE_METRIC_H

#include "analyse/numbers/change.h"
#include "analyse/series/growth.h"

struct metric {
	const char *name, *unit;
	const char *says; /* "largest compile": for headings */
	enum run_column column;
	bool judged; /* cell by cell without being asked; else by its geometric mean alone */
	struct change_limits limits;
	size_t repetitions; /* that find a change of one cell alone as large as the band: docs/comparing.md; 0 =
						   not known */
};

/* Those of every comparison, ended by a NULL name. */
extern const struct metric metrics[];

/* One of these, or any other measured column of runs.csv with limits by its unit; else a raised UNKNOWN_NAME
 * with the nearest name. */
bool metric_find(const char *name, struct metric *metric, struct error *err);
/* Copies the values of a point's ok runs (room for point->row_count) and returns how many there are. */
size_t metric_values(
	const struct metric *metric, const struct table *runs, const struct point *point, double *values);
/* The same with the repetition of each value, as its row tells it, or in order where none does. */
size_t metric_repetitions(const struct metric *metric, const struct table *runs, const struct point *point,
	double *values, uint32_t *repetitions);
/* How many of a point's runs took more than could be measured: those that ended as oom or timeout. */
size_t runs_beyond(const struct table *runs, const struct point *point);
/* Their median; false when there is none. */
bool metric_median(
	const struct metric *metric, const struct table *runs, const struct point *point, double *median);

#endif
