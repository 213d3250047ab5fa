/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/pattern_law.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

const char *
growth_verdict_name(enum growth_verdict verdict)
{
	static const char *const names[GROWTH_VERDICT_COUNT] = {
		"same", "grows faster", "grows slower", "unknown"};

	return names[verdict];
}

static bool
measured_everywhere(const struct sides *sides, const struct side_cell *cell, const struct metric *metric)
{
	double median;

	for (size_t i = 0; i < sides->count; i++)
		if (!cell->sides[i].point ||
			!metric_median(metric, &sides->items[i].runs, cell->sides[i].point, &median))
			return false;
	return true;
}

/* The power law of one side over the cells from..to, which are one pattern's. */
static void
fit_side(const struct sides *sides, size_t from, size_t to, size_t side, const struct metric *metric,
	struct fit *fit)
{
	CLEANUP_FREE double *x = memory_zeroed(to - from, sizeof *x);
	CLEANUP_FREE double *y = memory_zeroed(to - from, sizeof *y);
	struct error too_few = ERROR_INIT;
	size_t count = 0;

	for (size_t i = from; i < to; i++) {
		const struct side_cell *cell = &sides->cells[i];
		if (!measured_everywhere(sides, cell, metric))
			continue;
		(void)metric_median(metric, &sides->items[side].runs, cell->sides[side].point, &y[count]);
		x[count++] = cell->size;
	}
	if (!law_fit(&laws[LAW_POWER], x, y, count, sides->cells[from].pattern, fit, &too_few))
		*fit = (struct fit){0};
}

static void
add_pattern(const struct sides *sides, size_t from, size_t to, const struct metric *metric,
	struct pattern_laws *found)
{
	const struct side_cell *cell = &sides->cells[from];
	size_t first = 0;
	struct pattern_law law = {.pattern = cell->pattern, .side_count = sides->count};

	while (!cell->sides[first].point)
		first++;
	law.axis = growth_axis_name(&sides->items[first].growth, cell->sides[first].series);
	law.fits = memory_zeroed(sides->count, sizeof *law.fits);
	for (size_t side = 0; side < sides->count; side++)
		fit_side(sides, from, to, side, metric, &law.fits[side]);
	found->items = memory_grow(found->items, found->count, &found->capacity, sizeof *found->items);
	found->items[found->count++] = law;
}

void
pattern_laws_find(const struct sides *sides, const struct metric *metric, struct pattern_laws *found)
{
	*found = (struct pattern_laws){0};
	for (size_t from = 0, to; from < sides->cell_count; from = to) {
		for (to = from + 1; to < sides->cell_count; to++)
			if (!text_equal(sides->cells[to].pattern, sides->cells[from].pattern))
				break;
		if (to - from > 1)
			add_pattern(sides, from, to, metric, found);
	}
}

void
pattern_laws_release(struct pattern_laws *found)
{
	for (size_t i = 0; i < found->count; i++)
		free(found->items[i].fits);
	free(found->items);
	*found = (struct pattern_laws){0};
}

enum growth_verdict
pattern_law_change(const struct pattern_law *law, size_t side)
{
	const struct fit *earlier = &law->fits[side - 1], *later = &law->fits[side];
	double difference;

	if (!earlier->law || !later->law)
		return GROWTH_UNKNOWN;
	difference = later->parameters[2] - earlier->parameters[2];
	if (fabs(difference) <= GROWTH_EXPONENT_BAND)
		return GROWTH_SAME;
	return difference > 0 ? GROWTH_FASTER : GROWTH_SLOWER;
}
