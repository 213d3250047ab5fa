/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/held_back.h"
#include "analyse/numbers/statistics.h"
#include "analyse/series/series_prediction.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The first point of the `sizes` last ones that have the metric; point_count = there are not so many, and one
 * to spare. */
static size_t
first_held(const struct series *series, enum run_column metric, size_t sizes)
{
	double value;
	size_t at = series->point_count, found = 0;

	while (at > 1 && found < sizes)
		found += point_value(&series->points[--at], metric, &value);
	return found == sizes ? at : series->point_count;
}

static void
take_from(struct series *series, size_t index, enum run_column metric, size_t sizes, struct held_back *held)
{
	size_t first = first_held(series, metric, sizes);
	double value;

	for (size_t p = first; p < series->point_count; p++) {
		if (!point_value(&series->points[p], metric, &value))
			continue;
		held->items = memory_grow(held->items, held->count, &held->capacity, sizeof *held->items);
		held->items[held->count++] =
			(struct held_size){.series = index, .size = series->points[p].size, .measured = value};
	}
	series->point_count = first;
}

void
held_back_take(struct growth *growth, enum run_column metric, size_t sizes, struct held_back *held)
{
	for (size_t s = 0; s < growth->series_count; s++)
		take_from(&growth->series[s], s, metric, sizes, held);
}

void
held_back_ask(struct held_back *held, const struct growth *growth, const struct table *runs,
	struct series_laws *found, enum run_column metric)
{
	for (size_t i = 0; i < held->count; i++) {
		struct held_size *item = &held->items[i];
		struct series_law *law = &found->items[item->series];
		series_law_draw(law);
		if (law->known) {
			series_predict(
				&growth->series[item->series], runs, metric, &law->choice, item->size, &item->prediction);
			continue;
		}
		item->prediction.refused = true;
		(void)snprintf(item->prediction.why, sizeof item->prediction.why, "%s", law->why);
	}
}

double
held_size_miss(const struct held_size *held)
{
	return held->measured > 0 ? held->prediction.value / held->measured - 1 : HUGE_VAL;
}

bool
held_size_is_covered(const struct held_size *held)
{
	const struct interval *interval = &held->prediction.interval;

	return interval->low <= held->measured && held->measured <= interval->high;
}

struct held_score
held_back_score(const struct held_back *held)
{
	CLEANUP_FREE double *misses = memory_zeroed(held->count + 1, sizeof *misses);
	struct held_score score = {.asked = held->count};

	for (size_t i = 0; i < held->count; i++) {
		const struct held_size *item = &held->items[i];
		if (item->prediction.refused)
			continue;
		misses[score.answered] = fabs(held_size_miss(item));
		score.off += misses[score.answered++] > HELD_OFF;
		score.covered += held_size_is_covered(item);
	}
	score.miss = score.answered > 0 ? median_of(misses, score.answered) : 0;
	return score;
}

void
held_back_dispose(struct held_back *held)
{
	free(held->items);
	*held = (struct held_back){0};
}
