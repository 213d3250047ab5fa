/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages/package_moves.h"
#include "analyse/numbers/change.h"
#include "analyse/numbers/few_runs.h"
#include "analyse/numbers/rank_sum.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Packages next to one another in size that its own move is held against: a sixteenth of all on either side,
 * and so many at least. More would be of other sizes, fewer could all be moved by one thing. */
enum { NEAREST_SHARE = 16, NEAREST_LEAST = 10, TESTED_LEAST = 8 };

static double
range_of(const struct package_builds *builds)
{
	double least = INFINITY, most = 0;

	for (size_t i = 0; i < builds->count; i++) {
		least = fmin(least, builds->items[i].peak_bytes);
		most = fmax(most, builds->items[i].peak_bytes);
	}
	return most / least - 1;
}

static int
compare_sizes(const void *a, const void *b)
{
	const struct package_pair *left = *(const struct package_pair *const *)a;
	const struct package_pair *right = *(const struct package_pair *const *)b;

	if (left->old_bytes < right->old_bytes || left->old_bytes > right->old_bytes)
		return left->old_bytes < right->old_bytes ? -1 : 1;
	return strcmp(left->package, right->package);
}

/* The median of the log ratios around a place; at either end as many as elsewhere. */
static double
middle_around(const struct package_pair *const *by_size, size_t count, size_t at, double *room)
{
	size_t reach = count / NEAREST_SHARE > NEAREST_LEAST ? count / NEAREST_SHARE : NEAREST_LEAST;
	size_t width = 2 * reach + 1 < count ? 2 * reach + 1 : count;
	size_t first = at > width / 2 ? at - width / 2 : 0;

	first = first + width > count ? count - width : first;
	for (size_t i = 0; i < width; i++)
		room[i] = by_size[first + i]->log_ratio;
	return median_of(room, width);
}

/* The move of packages alike in size, by pair; of those that tell. How many these are. */
static size_t
find_middles(const struct package_pairs *pairs, double *middles)
{
	CLEANUP_FREE const struct package_pair **by_size =
		memory_zeroed(pairs->count + 1, sizeof(const struct package_pair *));
	CLEANUP_FREE double *room = memory_zeroed(pairs->count + 1, sizeof *room);
	size_t count = 0;

	for (size_t i = 0; i < pairs->count; i++)
		if (package_pair_tells(&pairs->items[i]))
			by_size[count++] = &pairs->items[i];
	if (count > 1)
		qsort(by_size, count, sizeof(const struct package_pair *), compare_sizes);
	for (size_t i = 0; i < count; i++)
		middles[by_size[i] - pairs->items] = middle_around(by_size, count, i, room);
	return count;
}

/* Appends the peaks of one side, divided by what the others have moved; where they stand. */
static const double *
take_peaks(const struct package_builds *builds, double middle, double *values, size_t *used)
{
	const double *first = values + *used;

	for (size_t i = 0; i < builds->count; i++)
		values[(*used)++] = builds->items[i].peak_bytes / exp(middle);
	return first;
}

static size_t
count_builds(const struct package_pairs *pairs)
{
	size_t count = 0;

	for (size_t i = 0; i < pairs->count; i++)
		count += pairs->items[i].old.count + pairs->items[i].new.count;
	return count;
}

/* The p of those that tell, adjusted, one after the other. */
static void
test_pairs(const struct package_pairs *pairs, const double *middles, size_t tell, double *adjusted)
{
	CLEANUP_FREE struct ratio_sample *samples = memory_zeroed(tell, sizeof *samples);
	CLEANUP_FREE double *values = memory_zeroed(count_builds(pairs), sizeof *values);
	CLEANUP_FREE double *p = memory_zeroed(tell, sizeof *p);
	size_t used = 0, count = 0;

	for (size_t i = 0; i < pairs->count; i++) {
		const struct package_pair *pair = &pairs->items[i];
		if (!package_pair_tells(pair))
			continue;
		samples[count].old_values = take_peaks(&pair->old, 0, values, &used);
		samples[count].new_values = take_peaks(&pair->new, middles[i], values, &used);
		samples[count].old_count = pair->old.count;
		samples[count++].new_count = pair->new.count;
	}
	few_runs_test(samples, count, p);
	adjust_p_values(p, count, adjusted);
}

static void
test_moves(const struct package_pairs *pairs, const double *middles, size_t tell, struct package_moves *moves)
{
	CLEANUP_FREE double *adjusted = memory_zeroed(tell, sizeof *adjusted);
	size_t used = 0;

	test_pairs(pairs, middles, tell, adjusted);
	for (size_t i = 0; i < pairs->count; i++) {
		struct package_move *move = &moves->items[i];
		move->tested = package_pair_tells(&pairs->items[i]);
		if (move->tested)
			move->p = adjusted[used++];
		if (move->tested && move->p <= CHANGE_LEVEL &&
			fabs(log(move->beside)) >= log(1 + fmax(PACKAGE_LEAST_MOVE, move->noise)))
			move->direction = move->beside > 1 ? PACKAGE_ROSE : PACKAGE_FELL;
	}
}

static void
summarise(struct package_moves *moves)
{
	CLEANUP_FREE double *noises = memory_zeroed(moves->count + 1, sizeof *noises);

	for (size_t i = 0; i < moves->count; i++) {
		moves->directions[moves->items[i].direction]++;
		if (moves->items[i].tested)
			noises[moves->tested++] = moves->items[i].noise;
	}
	moves->noise = moves->tested > 0 ? median_of(noises, moves->tested) : 0;
}

/* What qsort() needs to know to order moves. */
struct ranked {
	struct package_move move;
	const struct package_pair *pair;
};

static int
compare_ranked(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;
	double moved_left = fabs(left->pair->new_bytes - left->pair->old_bytes);
	double moved_right = fabs(right->pair->new_bytes - right->pair->old_bytes);

	if ((left->move.direction == PACKAGE_STAYED) != (right->move.direction == PACKAGE_STAYED))
		return left->move.direction == PACKAGE_STAYED ? 1 : -1;
	if (moved_left < moved_right || moved_left > moved_right)
		return moved_left < moved_right ? 1 : -1;
	return strcmp(left->pair->package, right->pair->package);
}

static void
sort(const struct package_pairs *pairs, struct package_moves *moves)
{
	CLEANUP_FREE struct ranked *ranked = memory_zeroed(moves->count + 1, sizeof *ranked);

	for (size_t i = 0; i < moves->count; i++)
		ranked[i] = (struct ranked){moves->items[i], &pairs->items[moves->items[i].pair]};
	qsort(ranked, moves->count, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < moves->count; i++)
		moves->items[i] = ranked[i].move;
}

void
package_moves_find(const struct package_pairs *pairs, struct package_moves *moves)
{
	CLEANUP_FREE double *middles = memory_zeroed(pairs->count + 1, sizeof *middles);
	size_t tell = find_middles(pairs, middles);

	*moves = (struct package_moves){.count = pairs->count};
	moves->items = memory_zeroed(pairs->count + 1, sizeof *moves->items);
	for (size_t i = 0; i < pairs->count; i++) {
		const struct package_pair *pair = &pairs->items[i];
		moves->items[i] = (struct package_move){.pair = i,
			.noise = fmax(range_of(&pair->old), range_of(&pair->new)),
			.beside = exp(pair->log_ratio - middles[i]),
			.p = 1};
	}
	if (tell >= TESTED_LEAST)
		test_moves(pairs, middles, tell, moves);
	summarise(moves);
	sort(pairs, moves);
}

void
package_moves_dispose(struct package_moves *moves)
{
	free(moves->items);
	*moves = (struct package_moves){0};
}
