/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/chances.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct chances
chances_new(size_t room)
{
	return (struct chances){memory_zeroed(room, sizeof(double)), memory_zeroed(room, sizeof(double)), 0};
}

void
chances_add(struct chances *chances, double value, double chance)
{
	chances->values[chances->count] = value;
	chances->chances[chances->count++] = chance;
}

void
chances_dispose(struct chances *chances)
{
	free(chances->values);
	free(chances->chances);
	*chances = (struct chances){0};
}

/* That so many of `count` draws at least are among the first `place` values. */
static double
chance_of_reaching(size_t needed, size_t place, size_t count)
{
	double share = (double)place / (double)count;

	return place == count ? 1 : gsl_cdf_binomial_Q((unsigned)needed - 1, share, (unsigned)count);
}

/* That half of the draws lie beyond the first `place` values, and not all of these beyond the next. */
static double
chance_beyond(size_t place, size_t count)
{
	double half = (double)(count / 2), all = (double)count, left = (double)(count - place);

	return pow((left + 1) / all, half) - pow(left / all, half);
}

/* Two values in the middle, which can be the same one or not: half of the draws up to the lower, half from
 * the upper on. */
static void
add_pairs(const double *values, size_t count, struct chances *chances)
{
	const double ways = exp(gsl_sf_lnchoose((unsigned)count, (unsigned)count / 2));
	double reached = 0;

	for (size_t i = 1; i <= count; i++) {
		double up_to = chance_of_reaching(count / 2, i, count), rest = up_to - reached;
		double below = chance_beyond(count + 1 - i, count);
		reached = up_to;
		for (size_t j = i + 1; j <= count; j++) {
			double chance = ways * below * chance_beyond(j, count);
			chances_add(chances, (values[i - 1] + values[j - 1]) / 2, chance);
			rest -= chance;
		}
		chances_add(chances, values[i - 1], fmax(0, rest));
	}
}

struct chances
chances_of_median(const double *values, size_t count)
{
	struct chances chances = chances_new(count % 2 == 1 ? count : count * (count + 1) / 2);
	double reached = 0;

	if (count % 2 == 0) {
		add_pairs(values, count, &chances);
		return chances;
	}
	for (size_t i = 1; i <= count; i++) {
		double up_to = chance_of_reaching(count / 2 + 1, i, count);
		chances_add(&chances, values[i - 1], up_to - reached);
		reached = up_to;
	}
	return chances;
}

/* The chance that the difference is at most so much; both ascend. */
static double
chance_up_to(const struct chances *earlier, const struct chances *later, double difference)
{
	double above = 1, sum = 0;
	size_t i = 0;

	for (size_t j = 0; j < later->count; j++) {
		while (i < earlier->count && earlier->values[i] < later->values[j] - difference)
			above -= earlier->chances[i++];
		sum += later->chances[j] * (i < earlier->count ? above : 0);
	}
	return sum;
}

/* The least difference that has so large a chance of not being passed: by halving, to the last bit. */
static double
quantile_of(const struct chances *earlier, const struct chances *later, double share)
{
	double low = later->values[0] - earlier->values[earlier->count - 1];
	double high = later->values[later->count - 1] - earlier->values[0];

	if (chance_up_to(earlier, later, low) >= share)
		return low;
	for (double middle = low + (high - low) / 2; middle > low && middle < high;
		 middle = low + (high - low) / 2)
		*(chance_up_to(earlier, later, middle) >= share ? &high : &low) = middle;
	return high;
}

void
chances_of_difference(
	struct chances *earlier, struct chances *later, double confidence, double *low, double *high)
{
	double tail = (1 - confidence) / 2;

	gsl_sort2(earlier->values, 1, earlier->chances, 1, earlier->count);
	gsl_sort2(later->values, 1, later->chances, 1, later->count);
	*low = quantile_of(earlier, later, tail);
	*high = quantile_of(earlier, later, 1 - tail);
}

void
drawings_init(struct drawings *drawings, size_t things, struct random random)
{
	*drawings = (struct drawings){.times = memory_zeroed(things, sizeof *drawings->times),
		.chance = 1.0 / DRAWINGS,
		.things = things,
		.exact = things <= DRAWINGS_EXACT_MOST,
		.random = random};
}

/* From the first of all to one of a kind: every way to write the number of things as a sum of as many. */
static bool
next_of_all(struct drawings *drawings)
{
	uint32_t *times = drawings->times;
	size_t first = 0;

	if (drawings->made++ == 0) {
		times[0] = (uint32_t)drawings->things;
		return true;
	}
	while (times[first] == 0)
		first++;
	if (first + 1 == drawings->things)
		return false;
	uint32_t moved = times[first] - 1;
	times[first] = 0;
	times[0] = moved;
	times[first + 1]++;
	return true;
}

/* Multinomial. */
static double
chance_of(const struct drawings *drawings)
{
	double things = (double)drawings->things, chance = 1, drawn = 0;

	for (size_t i = 0; i < drawings->things; i++)
		for (uint32_t time = 1; time <= drawings->times[i]; time++)
			chance *= ++drawn / (double)time / things;
	return chance;
}

static bool
next_by_luck(struct drawings *drawings)
{
	const uint32_t things = (uint32_t)drawings->things;

	if (drawings->made++ == DRAWINGS)
		return false;
	memset(drawings->times, 0, drawings->things * sizeof *drawings->times);
	for (uint32_t draw = 0; draw < things; draw++)
		drawings->times[random_below(&drawings->random, things)]++;
	return true;
}

bool
drawings_next(struct drawings *drawings)
{
	if (!drawings->exact)
		return next_by_luck(drawings);
	if (!next_of_all(drawings))
		return false;
	drawings->chance = chance_of(drawings);
	return true;
}

void
drawings_dispose(struct drawings *drawings)
{
	free(drawings->times);
	*drawings = (struct drawings){0};
}
