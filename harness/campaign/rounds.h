/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Repetitions by need: which cells get another round, from all rows they have so far. The statistic is
 * analyse's, the runs are execute's, and neither links the other: what joins them is here.
 */
#ifndef GORGE_CAMPAIGN_ROUNDS_H
#define GORGE_CAMPAIGN_ROUNDS_H

#include "execute/session.h"

/* What is known of one cell's metric. */
struct cell_values {
	enum run_column metric;
	size_t rows; /* of any outcome */
	double *items;
	size_t count, capacity; /* of the rows that ended ok with the metric measured */
};

struct rounds {
	const struct experiment *experiment;
	struct plan *plan;
	struct cell_values *cells; /* as the plan's */
	uint64_t next;             /* the repetition that the next round would be */
};

/* True when some cell of the plan adapts. */
bool rounds_adapt(const struct plan *plan);
/* Reads the rows that the results have already (runs_path NULL: none). Raises UNKNOWN_NAME when a criterion's
 * metric is no column of numbers. On failure nothing needs to be disposed of. */
bool rounds_open(struct session *session, const char *runs_path, struct rounds *rounds, struct error *err);
void rounds_dispose(struct rounds *rounds);

/* Takes the row of a finished run. */
void rounds_take(struct rounds *rounds, const struct run *run, const struct row *row);
/* Appends the next round to the plan: one more repetition of each cell whose median is not known well enough.
 * False when none is left. A cell of which no run ended ok gets no more. */
bool rounds_extend(struct rounds *rounds);
/* How many runs may be appended yet at most. */
size_t rounds_most_to_come(const struct rounds *rounds);
/* At the end: one line for each cell that is known less well than wanted, however often it was measured. */
void rounds_tell_wide(const struct rounds *rounds, struct text *story);

#endif
