/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages/package_classes.h"
#include "analyse/compare/metric.h"
#include "analyse/numbers/resample.h"
#include "analyse/numbers/spread.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static const struct package_class CLASSES[PACKAGE_CLASSES] = {
	{.name = "under 60 MB", .below_bytes = 60e6},
	{.name = "60 to 120 MB", .below_bytes = 120e6},
	{.name = "above 120 MB", .below_bytes = INFINITY},
	{.name = "not judged", .below_bytes = INFINITY},
};

size_t
package_size_class(double old_bytes)
{
	size_t index = 0;

	while (old_bytes >= CLASSES[index].below_bytes)
		index++;
	return index;
}

const char *
package_size_name(double old_bytes)
{
	return CLASSES[package_size_class(old_bytes)].name;
}

/* The packages of one class. */
struct members {
	const struct package_pair **items;
	size_t count;
	size_t *of_cell; /* how many of them each cell has */
	size_t cell_count;
};

static void
members_dispose(struct members *members)
{
	free(members->items);
	free(members->of_cell);
}

static bool
any_tells(const struct package_pairs *pairs)
{
	for (size_t i = 0; i < pairs->count; i++)
		if (package_pair_tells(&pairs->items[i]))
			return true;
	return false;
}

static void
collect(const struct package_pairs *pairs, size_t class, struct members *members)
{
	bool judges = any_tells(pairs);

	members->of_cell = memory_zeroed(members->cell_count + 1, sizeof *members->of_cell);
	members->items = memory_zeroed(pairs->count + 1, sizeof(const struct package_pair *));
	for (size_t i = 0; i < pairs->count; i++) {
		const struct package_pair *pair = &pairs->items[i];
		bool left_out = judges && !package_pair_tells(pair);
		if ((left_out ? PACKAGE_SIZES : package_size_class(pair->old_bytes)) != class)
			continue;
		members->items[members->count++] = pair;
		members->of_cell[pair->cell]++;
	}
}

/* Means of a class over the builds of a cell on one side, as their squares say how far builds are off as a
 * whole. */
struct block {
	size_t packages, builds;
	double squares; /* of the builds' means about their own */
};

static struct package_builds
half_of(const struct package_pair *pair, bool new)
{
	return new ? pair->new : pair->old;
}

/* How many builds of the cell the side has, as the package that has most of them tells. */
static size_t
builds_of(const struct members *members, size_t cell, bool new)
{
	size_t most = 0;

	for (size_t i = 0; i < members->count; i++)
		if (members->items[i]->cell == cell && half_of(members->items[i], new).count > most)
			most = half_of(members->items[i], new).count;
	return most;
}

/* Packages that lack a build are left out: their means would be of others. */
static struct block
block_of(const struct members *members, size_t cell, bool new)
{
	struct block block = {.builds = builds_of(members, cell, new)};
	CLEANUP_FREE double *means = memory_zeroed(block.builds + 1, sizeof *means);
	double mean = 0;

	for (size_t i = 0; i < members->count; i++) {
		struct package_builds builds = half_of(members->items[i], new);
		if (members->items[i]->cell != cell || builds.count != block.builds)
			continue;
		block.packages++;
		for (size_t b = 0; b < builds.count; b++)
			means[b] += log(builds.items[b].peak_bytes);
	}
	for (size_t b = 0; b < block.builds; b++)
		mean += means[b] / (double)block.builds;
	for (size_t b = 0; b < block.builds; b++)
		block.squares += pow((means[b] - mean) / (double)block.packages, 2);
	return block;
}

/* The variance of one build's mean, from all cells on both sides that were built several times; those with
 * more packages tell more of what a build as a whole is off by. */
static struct spread
spread_of_builds(const struct members *members)
{
	struct spread spread = {0};
	double weights = 0;

	for (size_t i = 0; i < 2 * members->cell_count; i++) {
		if (members->of_cell[i / 2] == 0)
			continue;
		struct block block = block_of(members, i / 2, i % 2 == 1);
		if (block.builds < PACKAGE_BUILDS_LEAST)
			continue;
		double freedom = (double)(block.builds - 1), packages = (double)block.packages;
		spread.variance += packages * block.squares;
		weights += packages * freedom;
		spread.freedom += freedom;
	}
	spread.variance = weights > 0 ? spread.variance / weights : 0;
	return spread;
}

/* By how much the variance of one build's mean goes into that of the ratio: builds of different cells are
 * others. */
static double
weight_of_builds(const struct members *members)
{
	double weight = 0;

	for (size_t cell = 0; cell < members->cell_count; cell++) {
		double share = (double)members->of_cell[cell] / (double)members->count;
		if (members->of_cell[cell] > 0)
			weight +=
				share * share *
				(1 / (double)builds_of(members, cell, false) + 1 / (double)builds_of(members, cell, true));
	}
	return weight;
}

static double
mean_of(const double *values, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return sum / (double)count;
}

/* Student's t, so scaled, by the inverse of its distribution. */
static double
draw_t(const struct spread *spread, double weight, struct random *random)
{
	double share = random_unit(random);

	return spread->freedom > 0
			   ? sqrt(spread->variance * weight) * gsl_cdf_tdist_Pinv(fmax(share, 1e-9), spread->freedom)
			   : 0;
}

static struct ratio
ratio_of(const struct members *members, const struct spread *spread, double weight, size_t class)
{
	CLEANUP_FREE double *logs = memory_zeroed(members->count, sizeof *logs);
	CLEANUP_FREE double *drawn = memory_zeroed(members->count, sizeof *drawn);
	CLEANUP_FREE double *means = memory_zeroed(RATIO_RESAMPLES, sizeof *means);
	struct random random = random_stream(3, class, 0);
	double low, high;

	for (size_t i = 0; i < members->count; i++)
		logs[i] = members->items[i]->log_ratio;
	for (size_t i = 0; i < RATIO_RESAMPLES; i++) {
		resample(logs, members->count, &random, drawn);
		means[i] = mean_of(drawn, members->count) + draw_t(spread, weight, &random);
	}
	percentile_interval(means, RATIO_RESAMPLES, RATIO_CONFIDENCE, &low, &high);
	return (struct ratio){exp(mean_of(logs, members->count)), exp(low), exp(high)};
}

static enum change_verdict
verdict_of(const struct ratio *ratio, const struct change_limits *limits)
{
	if (ratio->low > 1 + limits->floor)
		return CHANGE_WORSE;
	if (ratio->high < 1 - limits->floor)
		return CHANGE_BETTER;
	return ratio->low >= 1 - limits->band && ratio->high <= 1 + limits->band ? CHANGE_SAME : CHANGE_UNCLEAR;
}

static void
find_class(const struct package_pairs *pairs, size_t cell_count, size_t index, struct package_class *class)
{
	__attribute__((cleanup(members_dispose))) struct members members = {.cell_count = cell_count};
	struct spread spread;

	*class = CLASSES[index];
	class->verdict = CHANGE_UNCLEAR;
	collect(pairs, index, &members);
	class->count = members.count;
	if (members.count == 0)
		return;
	spread = spread_of_builds(&members);
	class->noise = sqrt(spread.variance);
	class->has_noise = spread.freedom > 0;
	class->ratio = ratio_of(&members, &spread, weight_of_builds(&members), index);
	class->tested = members.count >= PACKAGES_LEAST && package_pair_tells(members.items[0]);
	if (class->tested)
		class->verdict = verdict_of(&class->ratio, &metrics[0].limits);
}

void
package_classes_find(const struct package_pairs *pairs, size_t cell_count, struct package_class *classes)
{
	for (size_t i = 0; i < PACKAGE_CLASSES; i++)
		find_class(pairs, cell_count, i, &classes[i]);
}
