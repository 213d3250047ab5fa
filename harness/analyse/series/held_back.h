/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sizes that were measured but are kept from the laws, which are then asked about them: what a prediction is
 * worth on rows one has.
 */
#ifndef GORGE_ANALYSE_SERIES_HELD_BACK_H
#define GORGE_ANALYSE_SERIES_HELD_BACK_H

#include "analyse/series/growth.h"
#include "analyse/series/law_history.h"
#include "analyse/laws/law_prediction.h"

struct held_size {
	size_t series;                /* index into the growth's series */
	double size, measured;        /* measured: the median of the metric there */
	struct prediction prediction; /* of a run there by the law without it; refused where there is no law */
};

struct held_back {
	struct held_size *items; /* by series, then by size */
	size_t count, capacity;
};

/* What the answers were worth together. */
struct held_score {
	size_t asked, answered;
	size_t off;     /* answers that miss the median by more than HELD_OFF */
	size_t covered; /* answers whose interval holds it */
	double miss;    /* median of how far answers miss it, as a share of it; 0 without any */
};
#define HELD_OFF 0.10

/* Takes from each series the points of its `sizes` largest sizes at which the metric was measured, and those
 * between them. A series that would have none left keeps all. */
void held_back_take(struct growth *growth, enum run_column metric, size_t sizes, struct held_back *held);
/* Asks the laws, which were found after held_back_take() and are drawn where they are not, about each. */
void held_back_ask(struct held_back *held, const struct growth *growth, const struct table *runs,
	struct series_laws *found, enum run_column metric);
struct held_score held_back_score(const struct held_back *held);
/* By how much a prediction misses what was measured, as a share of that; above 0: it says more. */
double held_size_miss(const struct held_size *held);
/* Whether the interval of the prediction holds what was measured. */
bool held_size_is_covered(const struct held_size *held);
void held_back_dispose(struct held_back *held);
#define CLEANUP_HELD __attribute__((cleanup(held_back_dispose)))

#endif
