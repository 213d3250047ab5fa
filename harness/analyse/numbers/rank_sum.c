/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/rank_sum.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The values of both sides, ranked together. Ranks are doubled, which keeps the mean ranks of ties whole. */
struct ranking {
	size_t *ranks; /* first side, then second */
	size_t first, total;
	double ties; /* sum of t^3 - t over groups of t equal values */
};

static void
share_ranks(struct ranking *ranking, const double *values, const size_t *order)
{
	for (size_t from = 0, to; from < ranking->total; from = to) {
		for (to = from + 1; to < ranking->total && values[order[to]] == values[order[from]]; to++)
			continue;
		double tied = (double)(to - from);
		ranking->ties += tied * tied * tied - tied;
		for (size_t i = from; i < to; i++)
			ranking->ranks[order[i]] = from + 1 + to;
	}
}

static struct ranking
rank(const double *first, size_t first_count, const double *second, size_t second_count)
{
	size_t total = first_count + second_count;
	struct ranking ranking = {.first = first_count, .total = total};
	CLEANUP_FREE double *values = memory_zeroed(total, sizeof *values);
	CLEANUP_FREE size_t *order = memory_zeroed(total, sizeof *order);

	ranking.ranks = memory_zeroed(total, sizeof *ranking.ranks);
	for (size_t i = 0; i < total; i++)
		values[i] = i < first_count ? first[i] : second[i - first_count];
	gsl_sort_index(order, values, 1, total);
	share_ranks(&ranking, values, order);
	return ranking;
}

static int
compare_ranks(const void *a, const void *b)
{
	size_t left = *(const size_t *)a, right = *(const size_t *)b;

	return (left > right) - (left < right);
}

/* The sum of so many of the ranks that follow each other. */
static size_t
sum_of_ranks(const size_t *ranks, size_t count)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += ranks[i];
	return sum;
}

/* ways[k * sums + s]: how many choices of k of the ranks add up to s. The ranks ascend, so that k of the
 * first so many add up to at least the first k of them, and to at most the last k; a k that cannot become all
 * that are to be chosen is left out. */
static double *
count_ways(const struct ranking *ranking, const size_t *ranks, size_t sums)
{
	double *ways = memory_zeroed((ranking->first + 1) * sums, sizeof *ways);

	ways[0] = 1;
	for (size_t i = 0; i < ranking->total; i++) {
		size_t left = ranking->total - i - 1, least = ranking->first > left ? ranking->first - left : 1;
		for (size_t k = i < ranking->first ? i + 1 : ranking->first; k >= least; k--) {
			size_t to = sum_of_ranks(ranks + i + 1 - k, k);
			double *here = ways + k * sums;
			const double *before = ways + (k - 1) * sums;
			for (size_t s = sum_of_ranks(ranks, k - 1) + ranks[i]; s <= to; s++)
				here[s] += before[s - ranks[i]];
		}
	}
	return ways;
}

static double
exact_p(const struct ranking *ranking, size_t sum)
{
	size_t sums = ranking->total * (ranking->total + 1) + 1;
	double middle = (double)(ranking->first * (ranking->total + 1)), far = fabs((double)sum - middle);
	double all = 0, as_far = 0;
	CLEANUP_FREE size_t *ranks = memory_zeroed(ranking->total, sizeof *ranks);

	memcpy(ranks, ranking->ranks, ranking->total * sizeof *ranks);
	qsort(ranks, ranking->total, sizeof *ranks, compare_ranks);
	CLEANUP_FREE double *ways = count_ways(ranking, ranks, sums);
	for (size_t s = 0; s < sums; s++) {
		double count = ways[ranking->first * sums + s];
		all += count;
		if (fabs((double)s - middle) >= far)
			as_far += count;
	}
	return as_far / all;
}

static double
normal_p(const struct ranking *ranking, double u)
{
	double first = (double)ranking->first, total = (double)ranking->total, pairs = first * (total - first);
	double variance = pairs / 12 * (total + 1 - ranking->ties / (total * (total - 1)));
	double far = fabs(u - pairs / 2) - 0.5;

	return variance > 0 && far > 0 ? 2 * gsl_cdf_ugaussian_Q(far / sqrt(variance)) : 1;
}

struct rank_sum
rank_sum_test(const double *first, size_t first_count, const double *second, size_t second_count)
{
	struct rank_sum test = {.p = 1, .exact = first_count + second_count <= RANK_EXACT_MOST};
	size_t sum = 0;

	if (first_count == 0 || second_count == 0)
		return test;
	struct ranking ranking = rank(first, first_count, second, second_count);
	CLEANUP_FREE size_t *owned = ranking.ranks;
	for (size_t i = 0; i < first_count; i++)
		sum += owned[i];
	/* Pairs that the first side wins are its rank sum less the least it could be; the rest is ours. */
	test.u =
		(double)(first_count * second_count) - ((double)sum - (double)(first_count * (first_count + 1))) / 2;
	test.p = test.exact ? exact_p(&ranking, sum) : normal_p(&ranking, test.u);
	return test;
}

double
rank_sum_least_p(size_t first_count, size_t second_count)
{
	return fmin(1, 2 * exp(-gsl_sf_lnchoose((unsigned)(first_count + second_count), (unsigned)first_count)));
}

void
adjust_p_values(const double *p, size_t count, double *adjusted)
{
	CLEANUP_FREE size_t *order = memory_zeroed(count, sizeof *order);
	double least = 1;

	gsl_sort_index(order, p, 1, count);
	for (size_t i = count; i-- > 0;) {
		least = fmin(least, p[order[i]] * (double)count / (double)(i + 1));
		adjusted[order[i]] = least;
	}
}
