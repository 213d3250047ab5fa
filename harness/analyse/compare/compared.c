/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/compared.h"
#include "analyse/numbers/fisher.h"
#include "analyse/numbers/rank_sum.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static size_t
row_count(const struct sides *sides, size_t side)
{
	return sides->items[side].runs.row_count;
}

/* Appends the values of a cell on one side; how many. */
static size_t
take_values(const struct sides *sides, const struct side_cell *cell, size_t side, struct compared *compared,
	size_t *used)
{
	const struct side_point *place = &cell->sides[side];
	size_t count = 0;

	if (place->point)
		count = metric_repetitions(&compared->metric, &sides->items[side].runs, place->point,
			compared->values + *used, compared->repetitions + *used);
	*used += count;
	return count;
}

static void
collect(const struct sides *sides, size_t old_side, size_t new_side, struct compared *compared)
{
	size_t used = 0;

	for (size_t i = 0; i < sides->cell_count; i++) {
		size_t old_at = used, old_count = take_values(sides, &sides->cells[i], old_side, compared, &used);
		size_t new_at = used, new_count = take_values(sides, &sides->cells[i], new_side, compared, &used);
		if (old_count == 0 || new_count == 0)
			continue;
		compared->cells[compared->count] = i;
		compared->changes[compared->count++] = (struct change){.key = sides->cells[i].key.low,
			.old_beyond = runs_beyond(&sides->items[old_side].runs, sides->cells[i].sides[old_side].point),
			.new_beyond = runs_beyond(&sides->items[new_side].runs, sides->cells[i].sides[new_side].point),
			.sample = {compared->values + old_at, compared->values + new_at, old_count, new_count,
				compared->repetitions + old_at, compared->repetitions + new_at}};
	}
}

/* Over the cells that were tested; where none was, over all, and then it is not judged. */
static void
find_mean(struct compared *compared)
{
	CLEANUP_FREE struct ratio_sample *samples = memory_zeroed(compared->count, sizeof *samples);
	struct random random = random_stream(2, 0, 0);
	size_t count = 0;

	for (size_t i = 0; i < compared->count; i++)
		compared->tested = compared->tested || change_can_be_tested(&compared->changes[i]);
	for (size_t i = 0; i < compared->count; i++)
		if (!compared->tested || change_can_be_tested(&compared->changes[i]))
			samples[count++] = compared->changes[i].sample;
	(void)ratio_geometric_mean(samples, count, &random, &compared->mean, &compared->mean_cells);
}

static void
collect_changes(const struct sides *sides, size_t old_side, size_t new_side, const struct metric *metric,
	struct compared *compared)
{
	size_t rows = row_count(sides, old_side) + row_count(sides, new_side);

	*compared = (struct compared){.metric = *metric};
	compared->changes = memory_zeroed(sides->cell_count, sizeof *compared->changes);
	compared->cells = memory_zeroed(sides->cell_count, sizeof *compared->cells);
	compared->values = memory_zeroed(rows + 1, sizeof *compared->values);
	compared->repetitions = memory_zeroed(rows + 1, sizeof *compared->repetitions);
	collect(sides, old_side, new_side, compared);
}

void
compare_sides(const struct sides *sides, size_t old_side, size_t new_side, const struct metric *metric,
	struct compared *compared)
{
	collect_changes(sides, old_side, new_side, metric, compared);
	judge_changes(compared->changes, compared->count, &metric->limits);
	for (size_t i = 0; i < compared->count; i++)
		compared->verdicts[compared->changes[i].verdict]++;
	find_mean(compared);
}

void
compare_means(const struct sides *sides, size_t old_side, size_t new_side, const struct metric *metric,
	struct compared *compared)
{
	struct compared changes;

	collect_changes(sides, old_side, new_side, metric, &changes);
	find_mean(&changes);
	*compared = (struct compared){
		.metric = *metric, .mean = changes.mean, .mean_cells = changes.mean_cells, .tested = changes.tested};
	compared_dispose(&changes);
}

void
compared_dispose(struct compared *compared)
{
	free(compared->changes);
	free(compared->cells);
	free(compared->values);
	free(compared->repetitions);
	*compared = (struct compared){0};
}

const struct change *
compared_cell(const struct compared *compared, size_t cell)
{
	size_t from = 0, to = compared->count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (compared->cells[middle] < cell)
			from = middle + 1;
		else
			to = middle;
	}
	return from < compared->count && compared->cells[from] == cell ? &compared->changes[from] : NULL;
}

bool
change_is_worse(const struct change *change, double threshold)
{
	return change->verdict == CHANGE_WORSE && (change->by_beyond || change->ratio.value > 1 + threshold);
}

bool
compared_mean_is_worse(const struct compared *compared, double threshold)
{
	return compared->tested && compared->mean.low > 1 + threshold;
}

bool
compared_is_worse(const struct compared *compared, double threshold)
{
	for (size_t i = 0; i < compared->count; i++)
		if (change_is_worse(&compared->changes[i], threshold))
			return true;
	return compared_mean_is_worse(compared, threshold);
}

static bool
builds(const struct point *point)
{
	return point->ok > 0 && 2 * point->ok >= point->row_count;
}

static bool
fewer_ok(const struct point *old, const struct point *new)
{
	return new->ok * old->row_count < old->ok *new->row_count;
}

enum fate
cell_fate(const struct sides *sides, const struct side_cell *cell, size_t old_side, size_t new_side)
{
	const struct point *old = cell->sides[old_side].point, *new = cell->sides[new_side].point;

	if (!old || !new || (!builds(old) && !builds(new)))
		return FATE_SAME;
	if (builds(old) && builds(new))
		return fewer_ok(old, new) ? FATE_SHAKY : FATE_SAME;
	if (text_equal(sides_failure(sides, cell, builds(old) ? new_side : old_side), "unsupported"))
		return FATE_SAME;
	return builds(old) ? FATE_BROKEN : FATE_REPAIRED;
}

/* How likely the new side would have so few ok runs of all by chance; 1 where it has no smaller share of
 * them. */
static double
fewer_ok_p(const struct point *old, const struct point *new)
{
	return fewer_ok(old, new) ? fisher_exact_p(new->ok, new->row_count, old->ok, old->row_count) : 1;
}

bool
sides_end_worse(const struct sides *sides, size_t old_side, size_t new_side)
{
	CLEANUP_FREE double *p = memory_zeroed(2 * sides->cell_count + 1, sizeof *p);
	double *adjusted = p + sides->cell_count;
	size_t count = 0;

	for (size_t i = 0; i < sides->cell_count; i++) {
		const struct point *old = sides->cells[i].sides[old_side].point;
		const struct point *new = sides->cells[i].sides[new_side].point;
		if (old && new &&builds(old) && builds(new) && old->ok + new->ok < old->row_count + new->row_count)
			p[count++] = fewer_ok_p(old, new);
	}
	adjust_p_values(p, count, adjusted);
	for (size_t i = 0; i < count; i++)
		if (adjusted[i] <= CHANGE_LEVEL)
			return true;
	return false;
}
