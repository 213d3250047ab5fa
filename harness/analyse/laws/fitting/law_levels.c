/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_levels.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* pi/2 over the count for large ones; the small terms are fitted to the exact values of 3 to 10. */
double
median_variance(size_t count)
{
	if (count <= 2)
		return 1 / (double)count;
	return M_PI_2 / ((double)count + (count % 2 ? 0.5 : 1.3));
}

/* The runs of one size: from `first` on, so many, of values that are ordered by size. */
struct group {
	const double *values;
	size_t count;
};

static void
set_level(struct levels *levels, size_t level, struct group group)
{
	CLEANUP_FREE double *values = memory_zeroed(group.count, sizeof *values);

	memcpy(values, group.values, group.count * sizeof *values);
	levels->y[level] = median_of(values, group.count);
	levels->share[level] = median_variance(group.count);
}

static void
add_noise(struct levels *levels, size_t level, struct group group)
{
	double scale = levels->positive ? levels->y[level] : levels->unit;

	levels->noise_squares += gsl_stats_tss(group.values, 1, group.count) / (scale * scale);
}

static double
off_by(const struct levels *levels, size_t level, double value)
{
	return fabs(log(value / levels->y[level]));
}

/* The standard deviation of the logarithm of a run, from the median deviation, which a few wild runs leave
 * as it is. Of an odd number of runs the median itself says nothing. */
static double
typical_noise(const struct levels *levels, const struct group *groups)
{
	static const double NORMAL = 0.6745; /* median deviation of a normal value, in standard deviations */
	CLEANUP_FREE double *off = memory_zeroed(levels->runs, sizeof *off);
	size_t count = 0;

	for (size_t level = 0; level < levels->sizes; level++) {
		bool left_out = groups[level].count % 2 == 0;
		for (size_t i = 0; i < groups[level].count; i++) {
			double now = off_by(levels, level, groups[level].values[i]);
			if (now > 0 || left_out)
				off[count++] = now;
			else
				left_out = true;
		}
	}
	gsl_sort(off, 1, count);
	return count > 0 ? off[(count - 1) / 2] / NORMAL : 0;
}

/* What the nearest two sizes say about a level, on a line in logarithms: those on either side, or at an end
 * the next two. */
static double
by_neighbours(const struct levels *levels, size_t level)
{
	size_t left = level == 0 ? 1 : level - 1;
	size_t right = level == 0 ? 2 : level + 1 < levels->sizes ? level + 1 : level - 2;
	const double *x = levels->x, *y = levels->y;

	if (!(x[level] > 0 && x[left] > 0 && x[right] > 0))
		return y[left];
	return y[left] * pow(y[right] / y[left], log(x[level] / x[left]) / log(x[right] / x[left]));
}

/* The one run of the group that is off by more than `most`, or its count. */
static size_t
find_wild(const struct levels *levels, size_t level, struct group group, double most)
{
	size_t found = group.count, count = 0;

	for (size_t i = 0; i < group.count; i++)
		if (off_by(levels, level, group.values[i]) > most) {
			found = i;
			count++;
		}
	if (group.count == 2 && count == 2 && levels->sizes > 2) {
		double expected = by_neighbours(levels, level);
		return fabs(log(group.values[1] / expected)) > fabs(log(group.values[0] / expected));
	}
	return count == 1 && group.count > 2 ? found : group.count;
}

/* Names the wild run of each size and takes it out; groups are changed. `values` is what they point into. */
static void
leave_out_wild(struct levels *levels, struct group *groups, double *values)
{
	double most = fmax(WILD_TIMES * typical_noise(levels, groups), log(WILD_LEAST));

	for (size_t level = 0; level < levels->sizes; level++) {
		struct group *group = &groups[level];
		size_t wild = find_wild(levels, level, *group, most), place = (size_t)(group->values - values) + wild;
		if (wild == group->count)
			continue;
		levels->wild[levels->wild_count] = (struct wild_run){.x = levels->x[level], .y = values[place]};
		values[place] = group->values[group->count - 1];
		group->count--;
		levels->runs--;
		set_level(levels, level, *group);
		levels->wild[levels->wild_count++].others = levels->y[level];
	}
}

/* Sorts the runs by size into `values`, and makes a group and a level of each size. */
static void
group_runs(struct levels *levels, const double *x, const double *y, double *values, struct group *groups)
{
	CLEANUP_FREE size_t *order = memory_zeroed(levels->runs, sizeof *order);

	gsl_sort_index(order, x, 1, levels->runs);
	for (size_t i = 0; i < levels->runs; i++) {
		double size = x[order[i]];
		values[i] = y[order[i]];
		if (levels->sizes == 0 || size - levels->x[levels->sizes - 1] > 1e-9 * size) {
			groups[levels->sizes] = (struct group){.values = values + i};
			levels->x[levels->sizes++] = size;
		}
		groups[levels->sizes - 1].count++;
	}
	for (size_t level = 0; level < levels->sizes; level++)
		set_level(levels, level, groups[level]);
}

static size_t
count_runs(const struct group *groups, size_t count)
{
	size_t runs = 0;

	for (size_t i = 0; i < count; i++)
		runs += groups[i].count;
	return runs;
}

/* The neighbours from..to, which are left in disorder, become one level, which stands at `from` or before. */
static void
join(struct levels *levels, const struct group *groups, size_t from, size_t to, size_t level)
{
	double y = median_of(levels->y + from, to - from);

	levels->share[level] = median_variance(count_runs(groups + from, to - from));
	levels->x[level] = median_of(levels->x + from, to - from);
	levels->y[level] = y;
}

static void
join_neighbours(struct levels *levels, const struct group *groups)
{
	const size_t inner = levels->sizes - 2, most = LEVELS_MOST - 2;

	for (size_t level = 0; level < most; level++)
		join(levels, groups, 1 + level * inner / most, 1 + (level + 1) * inner / most, level + 1);
	join(levels, groups, levels->sizes - 1, levels->sizes, LEVELS_MOST - 1);
	levels->sizes = LEVELS_MOST;
}

static void
look_at_values(struct levels *levels, const double *y)
{
	levels->positive = levels->from_zero = true;
	for (size_t i = 0; i < levels->runs; i++) {
		levels->positive = levels->positive && y[i] > 0;
		levels->from_zero = levels->from_zero && y[i] >= 0;
		levels->unit = fmax(levels->unit, fabs(y[i]));
	}
	if (!(levels->unit > 0))
		levels->unit = 1;
}

void
levels_init(struct levels *levels, const double *x, const double *y, size_t count)
{
	CLEANUP_FREE struct group *groups = memory_zeroed(count, sizeof *groups);
	CLEANUP_FREE double *values = memory_zeroed(count, sizeof *values);
	double **columns[] = {&levels->x, &levels->y, &levels->share};

	*levels = (struct levels){.runs = count, .wild = memory_zeroed(count, sizeof *levels->wild)};
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		*columns[i] = memory_zeroed(count, sizeof **columns[i]);
	look_at_values(levels, y);
	group_runs(levels, x, y, values, groups);
	if (levels->positive)
		leave_out_wild(levels, groups, values);
	for (size_t level = 0; level < levels->sizes; level++)
		add_noise(levels, level, groups[level]);
	levels->noise_freedom = (double)(levels->runs - levels->sizes);
	if (levels->sizes > LEVELS_MOST)
		join_neighbours(levels, groups);
}

bool
levels_set_floor(struct levels *levels, double floor)
{
	size_t within = 0;

	while (within < levels->sizes && levels->y[within] <= floor)
		within++;
	levels->within = within;
	levels->floor = within > 0 ? floor : 0;
	return within > 0 && levels->sizes - within >= LEVELS_ABOVE;
}

struct levels
levels_part(const struct levels *levels, size_t from, size_t to)
{
	struct levels part = *levels;

	part.x += from;
	part.y += from;
	part.share += from;
	part.sizes = to - from;
	part.below = levels->below > from ? levels->below - from : 0;
	if (part.below + LEVELS_ABOVE > part.sizes)
		part.below = 0;
	return part;
}

bool
levels_tell(const struct levels *levels, size_t level, double expected)
{
	return level >= levels->below || expected > levels->y[level];
}

void
levels_dispose(struct levels *levels)
{
	free(levels->x);
	free(levels->y);
	free(levels->share);
	free(levels->wild);
	*levels = (struct levels){0};
}
