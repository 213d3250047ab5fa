/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages/package_causes.h"
#include "analyse/numbers/change.h"
#include "analyse/numbers/fisher.h"
#include "analyse/numbers/rank_sum.h"
#include "base/hash_index.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two features are alike where so large a share of the packages that have either have both. */
static const double ALIKE = 0.8;
enum { ALIKE_MOST = 5 };

/* A package that is asked about. */
struct asked {
	bool in; /* false: it does not tell, or what was named already explains it */
	enum package_direction direction;
	double log_beside;
	double rank; /* of that among all that are in, from 1 */
};

struct question {
	const struct package_features *features;
	struct asked *pairs; /* per pair */
	size_t pair_count;
	size_t count; /* that are in */
	size_t directions[PACKAGE_DIRECTIONS];
	double sum; /* of log_beside */
};

/* What one feature says. */
struct tested {
	size_t with, directions[PACKAGE_DIRECTIONS];
	double rank_sum, least_rank, most_rank;
	double apart; /* by how much the logarithms of those with it lie above those without, on average */
	double p;
};

static enum package_direction
direction_of(const struct tested *tested)
{
	return tested->apart > 0 ? PACKAGE_ROSE : PACKAGE_FELL;
}

/* Do most of them lie high, or low? By the normal law, which is good from a handful on and calls too little
 * below. */
static double
rank_p(const struct question *question, const struct tested *tested)
{
	double m = (double)tested->with, n = (double)(question->count - tested->with);
	double u = tested->rank_sum - m * (m + 1) / 2, deviation = sqrt(m * n * (m + n + 1) / 12);

	return 2 * gsl_cdf_ugaussian_Q(fmax(0, fabs(u - m * n / 2) - 0.5) / deviation);
}

/* Do all of them lie among the highest, or the lowest? How likely chance deals them all to so few places.
 * Of what most packages have, it would be the others that speak. */
static double
extreme_p(const struct question *question, const struct tested *tested)
{
	double all = (double)question->count, p = 2;
	double places = tested->apart > 0 ? all - tested->least_rank + 1 : tested->most_rank;

	if (2 * tested->with > question->count)
		return 1;
	for (size_t i = 0; i < tested->with; i++)
		p *= (places - (double)i) / (all - (double)i);
	return p;
}

/* Have more of those that moved it than of the others? */
static double
frequency_p(const struct question *question, const struct tested *tested)
{
	enum package_direction direction = direction_of(tested);
	size_t moved = question->directions[direction], moved_with = tested->directions[direction];

	return fisher_exact_p(moved_with, moved, tested->with - moved_with, question->count - moved);
}

static struct tested
test_feature(const struct question *question, const struct package_feature *feature)
{
	struct tested tested = {.p = 1, .least_rank = INFINITY};
	double sum = 0;

	for (size_t i = 0; i < feature->count; i++) {
		const struct asked *asked = &question->pairs[feature->pairs[i]];
		if (!asked->in)
			continue;
		tested.with++;
		tested.directions[asked->direction]++;
		tested.rank_sum += asked->rank;
		tested.least_rank = fmin(tested.least_rank, asked->rank);
		tested.most_rank = fmax(tested.most_rank, asked->rank);
		sum += asked->log_beside;
	}
	size_t without = question->count - tested.with;
	if (tested.with < CAUSE_PACKAGES_LEAST || without < CAUSE_PACKAGES_LEAST)
		return tested;
	tested.apart = sum / (double)tested.with - (question->sum - sum) / (double)without;
	tested.p = fmin(rank_p(question, &tested), frequency_p(question, &tested));
	tested.p = fmin(1, 3 * fmin(tested.p, extreme_p(question, &tested)));
	return tested;
}

/* Which packages have it, so that features of the same packages are one test. */
static struct hash
hash_of(const struct question *question, const struct package_feature *feature)
{
	CLEANUP_TEXT struct text text = {0};

	for (size_t i = 0; i < feature->count; i++)
		if (question->pairs[feature->pairs[i]].in)
			text_append_bytes(&text, &feature->pairs[i], sizeof feature->pairs[i]);
	return hash_bytes(text_string(&text), text.length);
}

/* The feature of least p among those that lie apart far enough; its adjusted p. SIZE_MAX: there is none. */
static size_t
find_surest(const struct question *question, struct tested *surest)
{
	const struct package_features *features = question->features;
	CLEANUP_FREE double *p = memory_zeroed(2 * features->count + 1, sizeof *p);
	CLEANUP_HASH_INDEX struct hash_index seen = {0};
	double *adjusted = p + features->count;
	size_t best = SIZE_MAX, place = 0, count = 0;

	for (size_t i = 0; i < features->count; i++) {
		struct tested tested = test_feature(question, &features->items[i]);
		if (tested.with < CAUSE_PACKAGES_LEAST || question->count - tested.with < CAUSE_PACKAGES_LEAST ||
			hash_index_put(&seen, hash_of(question, &features->items[i]), i) != i)
			continue;
		if (fabs(tested.apart) >= log(1 + PACKAGE_LEAST_MOVE) && (best == SIZE_MAX || tested.p < surest->p)) {
			best = i;
			place = count;
			*surest = tested;
		}
		p[count++] = tested.p;
	}
	adjust_p_values(p, count, adjusted);
	if (best != SIZE_MAX)
		surest->p = adjusted[place];
	return best;
}

static size_t
count_both(const struct package_feature *a, const struct package_feature *b)
{
	size_t both = 0;

	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		size_t left = a->pairs[i], right = b->pairs[j];
		both += left == right;
		i += left <= right;
		j += right <= left;
	}
	return both;
}

/* A feature by how alike it is to another. */
struct likeness {
	size_t feature;
	double share;
};

static int
compare_likeness(const void *a, const void *b)
{
	const struct likeness *left = a, *right = b;

	if (left->share < right->share || left->share > right->share)
		return left->share < right->share ? 1 : -1;
	return (left->feature > right->feature) - (left->feature < right->feature);
}

static double
likeness_of(const struct package_feature *a, const struct package_feature *b)
{
	size_t both = count_both(a, b);

	return (double)both / (double)(a->count + b->count - both);
}

static char *
find_alike(const struct package_features *features, size_t which)
{
	CLEANUP_FREE struct likeness *found = memory_zeroed(features->count, sizeof *found);
	struct text alike = {0};
	size_t count = 0;

	text_append(&alike, "");
	for (size_t i = 0; i < features->count; i++) {
		double share = likeness_of(&features->items[which], &features->items[i]);
		if (i != which && share >= ALIKE)
			found[count++] = (struct likeness){i, share};
	}
	if (count > 1)
		qsort(found, count, sizeof *found, compare_likeness);
	for (size_t i = 0; i < count && i < ALIKE_MOST; i++)
		text_append_format(&alike, "%s%s", i > 0 ? ", " : "", features->items[found[i].feature].says);
	return alike.data;
}

/* Per pair, whether it has the feature; the caller frees it. */
static bool *
holders_of(const struct question *question, size_t which)
{
	const struct package_feature *feature = &question->features->items[which];
	bool *has = memory_zeroed(question->pair_count + 1, sizeof *has);

	for (size_t i = 0; i < feature->count; i++)
		has[feature->pairs[i]] = true;
	return has;
}

/* The geometric means of all that are in. */
static void
find_means(const struct package_pairs *pairs, const struct question *question, const bool *has,
	struct package_cause *cause)
{
	double sums[2] = {0};
	size_t counts[2] = {0};

	for (size_t i = 0; i < pairs->count; i++)
		if (question->pairs[i].in) {
			sums[has[i]] += pairs->items[i].log_ratio;
			counts[has[i]]++;
		}
	cause->with = exp(sums[1] / (double)counts[1]);
	cause->without = exp(sums[0] / (double)counts[0]);
}

static int
compare_besides(const void *a, const void *b)
{
	const struct asked *left = *(const struct asked *const *)a, *right = *(const struct asked *const *)b;

	return (left->log_beside > right->log_beside) - (left->log_beside < right->log_beside);
}

/* Counts those that are in, and ranks them. */
static void
rank(struct question *question)
{
	CLEANUP_FREE struct asked **order = memory_zeroed(question->pair_count + 1, sizeof(struct asked *));

	question->count = 0;
	question->sum = 0;
	memset(question->directions, 0, sizeof question->directions);
	for (size_t i = 0; i < question->pair_count; i++) {
		struct asked *asked = &question->pairs[i];
		if (!asked->in)
			continue;
		order[question->count++] = asked;
		question->sum += asked->log_beside;
		question->directions[asked->direction]++;
	}
	if (question->count > 1)
		qsort(order, question->count, sizeof(struct asked *), compare_besides);
	for (size_t i = 0; i < question->count; i++)
		order[i]->rank = (double)(i + 1);
}

static bool
find_next(const struct package_pairs *pairs, struct question *question, struct package_causes *causes)
{
	struct tested tested;
	size_t which = find_surest(question, &tested);

	if (which == SIZE_MAX || tested.p > CHANGE_LEVEL)
		return false;
	CLEANUP_FREE bool *has = holders_of(question, which);
	enum package_direction direction = direction_of(&tested);
	struct package_cause cause = {.says = memory_copy_text(question->features->items[which].says),
		.alike = find_alike(question->features, which),
		.direction = direction,
		.moved_with = tested.directions[direction],
		.moved = question->directions[direction],
		.others_with = tested.with - tested.directions[direction],
		.others = question->count - question->directions[direction],
		.p = tested.p};
	find_means(pairs, question, has, &cause);
	causes->items = memory_grow(causes->items, causes->count, &causes->capacity, sizeof *causes->items);
	causes->items[causes->count++] = cause;
	for (size_t i = 0; i < question->pair_count; i++)
		question->pairs[i].in = question->pairs[i].in && !has[i];
	rank(question);
	return true;
}

static size_t
moved_of(const struct question *question)
{
	return question->directions[PACKAGE_ROSE] + question->directions[PACKAGE_FELL];
}

void
package_causes_find(const struct package_pairs *pairs, const struct package_moves *moves,
	const struct package_features *features, struct package_causes *causes)
{
	CLEANUP_FREE struct asked *asked = memory_zeroed(pairs->count + 1, sizeof *asked);
	struct question question = {.features = features, .pairs = asked, .pair_count = pairs->count};

	*causes = (struct package_causes){0};
	for (size_t i = 0; i < moves->count; i++) {
		const struct package_move *move = &moves->items[i];
		asked[move->pair] = (struct asked){
			move->tested && features->known[move->pair], move->direction, log(move->beside), 0};
	}
	rank(&question);
	while (causes->count < CAUSES_MOST && moved_of(&question) > 0 && find_next(pairs, &question, causes))
		continue;
}

void
package_causes_dispose(struct package_causes *causes)
{
	for (size_t i = 0; i < causes->count; i++) {
		free(causes->items[i].says);
		free(causes->items[i].alike);
	}
	free(causes->items);
	*causes = (struct package_causes){0};
}
