/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_paired.h"
#include "base/memory.h"

#include <math.h>

static const double SAME_SIZE = 0.02;

static bool
is_same_size(double a, double b)
{
	return fabs(a - b) <= SAME_SIZE * fmax(a, b);
}

/* Log sizes and log ratios of what both have; how many. Sets from, to and part. */
static size_t
match(const struct law_curve *earlier, const struct law_curve *later, double *z, double *ratios,
	struct law_pair *pair)
{
	size_t count = 0;
	double first = 0;

	for (size_t i = 0, j = 0; i < earlier->count && j < later->count;) {
		double x = earlier->x[i], before = earlier->y[i], after = later->y[j];
		if (!is_same_size(x, later->x[j])) {
			*(x < later->x[j] ? &i : &j) += 1;
			continue;
		}
		i++, j++;
		if (!(x > 0 && before > 0 && after > 0))
			continue;
		first = count == 0 ? before : first;
		pair->from = count == 0 ? x : pair->from;
		pair->to = x;
		pair->part = first / before;
		z[count] = log(x);
		ratios[count++] = log(after / before);
	}
	return count;
}

/* The next power of z, less what the terms before have of it (Gram and Schmidt). */
static void
make_term(const double *z, double *const *terms, size_t term, const struct law_pair *pair)
{
	size_t count = pair->sizes;

	for (size_t i = 0; i < count; i++)
		terms[term][i] = pow(z[i] - z[0], (double)term);
	for (size_t before = 0; before < term; before++) {
		double product = 0;
		for (size_t i = 0; i < count; i++)
			product += terms[term][i] * terms[before][i];
		for (size_t i = 0; i < count; i++)
			terms[term][i] -= product / pair->squares[before] * terms[before][i];
	}
}

/* Weighs one term, and takes it out of what is left of the ratios. */
static void
take_term(const double *values, double *rest, size_t term, struct law_pair *pair)
{
	double product = 0;

	for (size_t i = 0; i < pair->sizes; i++) {
		pair->squares[term] += values[i] * values[i];
		product += values[i] * rest[i];
	}
	pair->weights[term] = product / pair->squares[term];
	pair->start[term] = values[0];
	pair->end[term] = values[pair->sizes - 1];
	for (size_t i = 0; i < pair->sizes; i++)
		rest[i] -= pair->weights[term] * values[i];
}

/* What is left of the ratios afterwards is what the curve misses. */
static void
fit_curve(const double *z, double *ratios, struct law_pair *pair)
{
	size_t count = pair->sizes;
	CLEANUP_FREE double *room = memory_zeroed(LAW_PAIRED_TERMS * count, sizeof *room);
	double *const terms[LAW_PAIRED_TERMS] = {room, room + count, room + 2 * count};
	double squares = 0;

	pair->terms = count >= LAW_PAIRED_BENT ? LAW_PAIRED_TERMS : 2;
	for (size_t term = 0; term < LAW_PAIRED_TERMS && term < pair->terms; term++) {
		make_term(z, terms, term, pair);
		take_term(terms[term], ratios, term, pair);
	}
	for (size_t i = 0; i < count; i++)
		squares += ratios[i] * ratios[i];
	pair->spread.freedom = (double)(count - pair->terms);
	pair->spread.variance = squares / pair->spread.freedom;
}

static bool
is_one_sided(const double *ratios, size_t count)
{
	size_t up = 0, down = 0;

	for (size_t i = 0; i < count; i++) {
		up += ratios[i] > log1p(LAW_ONE_SIDED);
		down += ratios[i] < -log1p(LAW_ONE_SIDED);
	}
	return up == count || down == count;
}

bool
law_pair_fit(const struct law_curve *earlier, const struct law_curve *later, struct law_pair *pair)
{
	CLEANUP_FREE double *room = memory_zeroed(2 * earlier->count + 1, sizeof *room);
	double *ratios = room + earlier->count;

	*pair = (struct law_pair){0};
	pair->sizes = match(earlier, later, room, ratios, pair);
	if (pair->sizes < LAW_PAIRED_LEAST)
		return false;
	pair->one_sided = is_one_sided(ratios, pair->sizes);
	fit_curve(room, ratios, pair);
	return true;
}

/* A sum of the terms, so many of each. */
static double
sum_of(const struct law_pair *pair, const double *amounts)
{
	double sum = 0;

	for (size_t i = 0; i < LAW_PAIRED_TERMS && i < pair->terms; i++)
		sum += pair->weights[i] * amounts[i];
	return sum;
}

/* Its standard error. */
static double
error_of(const struct law_pair *pair, const struct spread *spread, const double *amounts)
{
	double sum = 0;

	for (size_t i = 0; i < LAW_PAIRED_TERMS && i < pair->terms; i++)
		sum += amounts[i] * amounts[i] / pair->squares[i];
	return sqrt(spread->variance * sum);
}

static struct law_estimate
estimate(const struct law_pair *pair, const struct spread *spread, double reach, const double *amounts)
{
	double value = sum_of(pair, amounts), error = reach * error_of(pair, spread, amounts);

	return (struct law_estimate){value, {value - error, value + error}};
}

static struct law_estimate
ratio_of(struct law_estimate logs)
{
	return (struct law_estimate){exp(logs.value), {exp(logs.interval.low), exp(logs.interval.high)}};
}

/* What growing adds. It is 0 where the later curve ends at `kept`, which is what it would end at had it added
 * as much; the interval is that of the logarithm of end over `kept`, to first order in the terms. */
static struct law_estimate
added(const struct law_pair *pair, const struct spread *spread, double reach, const struct law_change *change)
{
	double start = pair->part * change->smallest.value, kept = 1 - pair->part + start, error;
	double largest = change->largest.value, amounts[LAW_PAIRED_TERMS];

	for (size_t i = 0; i < pair->terms; i++)
		amounts[i] = pair->end[i] - start / kept * pair->start[i];
	error = reach * error_of(pair, spread, amounts);
	return (struct law_estimate){largest - kept, {largest * exp(-error) - kept, largest * exp(error) - kept}};
}

static int
side_of(const struct law_estimate *estimate, double same)
{
	if (fabs(estimate->value - same) < LAW_CHANGE_LEAST)
		return 0;
	return (estimate->interval.low > same) - (estimate->interval.high < same);
}

static bool
is_wide(const struct law_estimate *ratio)
{
	return ratio->interval.low < 1 / LAW_SAME_WIDTH || ratio->interval.high > LAW_SAME_WIDTH;
}

static enum law_verdict
steeper(int direction)
{
	return direction > 0 ? LAW_FASTER : LAW_SLOWER;
}

/* Curves that cross are seen in the exponent, and not at the largest size. One that lies higher on the whole
 * and ends lower is neither. */
static enum law_verdict
called(const struct law_change *change, const struct law_estimate *level)
{
	int faster = side_of(&change->added, 0), higher = side_of(&change->largest, 1);
	int bends = side_of(&change->exponent, 0);

	if (faster != 0 && (higher != 0 || bends == faster))
		return steeper(faster);
	higher = higher != 0 ? higher : side_of(level, 1);
	if (higher * (change->largest.value - 1) < 0)
		return LAW_UNCLEAR;
	if (higher != 0)
		return higher > 0 ? LAW_HIGHER : LAW_LOWER;
	return bends != 0 ? steeper(bends) : LAW_SAME;
}

/* Of the joint test: stricter than the intervals, since the spread of uneven patterns is shrunk to less than
 * it is (tests/unit/test_law_paired.c). */
static const double JOINT_SHARE = 0.5;

static bool
is_nothing(const struct law_pair *pair, const struct spread *spread, double confidence)
{
	double squares = 0, terms = (double)pair->terms;

	for (size_t i = 0; i < pair->terms; i++)
		squares += pair->weights[i] * pair->weights[i] * pair->squares[i];
	return !(squares > 0) ||
		   (spread->variance > 0 && spread_p_of_several(spread, terms, squares / terms / spread->variance) >
										JOINT_SHARE * (1 - confidence));
}

void
law_pair_judge(
	const struct law_pair *pair, const struct spread *spread, double confidence, struct law_change *change)
{
	static const double mean[LAW_PAIRED_TERMS] = {1}, slope[LAW_PAIRED_TERMS] = {0, 1};
	double reach = spread_reach(spread, confidence);
	struct law_estimate level = ratio_of(estimate(pair, spread, reach, mean));
	enum law_verdict verdict;

	change->from = pair->from;
	change->to = pair->to;
	change->smallest = ratio_of(estimate(pair, spread, reach, pair->start));
	change->largest = ratio_of(estimate(pair, spread, reach, pair->end));
	change->added = added(pair, spread, reach, change);
	change->exponent = estimate(pair, spread, reach, slope);
	change->has_exponent = true;
	verdict = called(change, &level);
	if (verdict == LAW_SAME && (pair->one_sided || is_wide(&change->smallest) || is_wide(&change->largest)))
		verdict = LAW_UNCLEAR;
	if (law_verdict_is_change(verdict) && is_nothing(pair, spread, confidence))
		verdict = LAW_UNCLEAR;
	change->verdict = verdict;
}
