/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_change.h"
#include "analyse/numbers/resample.h"
#include "base/memory.h"
#include "analyse/laws/fitting/law_fit.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Normal noise can draw a law below 0, where nothing measured is; a ratio of such draws would be negative. A
 * draw is never less than this share of what was fitted. */
static const double DRAWN_LEAST = 0.01;

/* What is sure to be called no change may be so by chance of the draws: as a share of what an interval
 * reaches. */
static const double CHANCE_LEAST = 0.9;

static const char *const names[LAW_VERDICT_COUNT] = {[LAW_SAME] = "same",
	[LAW_FASTER] = "faster",
	[LAW_SLOWER] = "slower",
	[LAW_HIGHER] = "higher",
	[LAW_LOWER] = "lower",
	[LAW_UNCLEAR] = "unclear"};

const char *
law_verdict_name(enum law_verdict verdict)
{
	return names[verdict];
}

bool
law_verdict_is_change(enum law_verdict verdict)
{
	return verdict != LAW_SAME && verdict != LAW_UNCLEAR;
}

/* Both laws at one size, as fitted or as drawn. */
struct pair {
	double earlier, later;
};

/* Draws are independent from side to side only if the sides were drawn with different seeds. In case they
 * were not, draw i of one side is held against draw i + half of the other, which no seed makes alike. */
static struct law_draw
partner(const struct law_choice *later, size_t i)
{
	return later->draws[(i + later->draw_count / 2) % later->draw_count];
}

static struct pair
drawn_at(const struct law_choice *earlier, const struct law_choice *later, size_t i, double size)
{
	struct law_draw theirs = partner(later, i);

	return (struct pair){laws[earlier->law].value(earlier->draws[i].parameters, size),
		laws[later->law].value(theirs.parameters, size)};
}

static double
ratio_of(struct pair pair)
{
	return pair.earlier > 0 ? pair.later / pair.earlier : 1;
}

static struct pair
kept_above_zero(struct pair drawn, struct pair fitted)
{
	return (struct pair){
		fmax(drawn.earlier, DRAWN_LEAST * fitted.earlier), fmax(drawn.later, DRAWN_LEAST * fitted.later)};
}

static double
added_of(struct pair from, struct pair to)
{
	return to.earlier > 0 ? ((to.later - from.later) - (to.earlier - from.earlier)) / to.earlier : 0;
}

static struct pair
fitted_at(const struct law_choice *earlier, const struct law_choice *later, double size)
{
	return (struct pair){law_choice_value(earlier, size), law_choice_value(later, size)};
}

/* Room for what each draw says. */
struct drawn {
	double *smallest, *largest, *added, *exponent;
};

static void
draw(const struct law_choice *earlier, const struct law_choice *later, const struct law_change *change,
	const struct drawn *drawn)
{
	struct pair from_fitted = fitted_at(earlier, later, change->from);
	struct pair to_fitted = fitted_at(earlier, later, change->to);

	for (size_t i = 0; i < earlier->draw_count; i++) {
		struct pair from = drawn_at(earlier, later, i, change->from);
		struct pair to = drawn_at(earlier, later, i, change->to);
		drawn->smallest[i] = ratio_of(kept_above_zero(from, from_fitted));
		drawn->largest[i] = ratio_of(kept_above_zero(to, to_fitted));
		drawn->added[i] = added_of(from, to);
		drawn->exponent[i] = partner(later, i).exponent - earlier->draws[i].exponent;
	}
}

static void
set_estimates(const struct law_choice *earlier, const struct law_choice *later, double confidence,
	struct law_change *change)
{
	size_t count = earlier->draw_count;
	CLEANUP_FREE double *room = memory_zeroed(4 * count, sizeof *room);
	struct drawn drawn = {room, room + count, room + 2 * count, room + 3 * count};
	struct law_estimate *estimates[] = {
		&change->smallest, &change->largest, &change->added, &change->exponent};
	struct pair from = fitted_at(earlier, later, change->from), to = fitted_at(earlier, later, change->to);

	draw(earlier, later, change, &drawn);
	for (size_t i = 0; i < COUNT_OF(estimates); i++)
		percentile_interval(
			room + i * count, count, confidence, &estimates[i]->interval.low, &estimates[i]->interval.high);
	change->smallest.value = ratio_of(from);
	change->largest.value = ratio_of(to);
	change->added.value = added_of(from, to);
	change->has_exponent = earlier->fits[LAW_POWER].law && later->fits[LAW_POWER].law;
	if (change->has_exponent)
		change->exponent.value =
			later->fits[LAW_POWER].parameters[2] - earlier->fits[LAW_POWER].parameters[2];
}

/* 1 or -1 when the estimate is surely, and not by next to nothing, above or below `same`. */
static int
side_of(const struct law_estimate *estimate, double same)
{
	if (fabs(estimate->value - same) < LAW_CHANGE_LEAST)
		return 0;
	return (estimate->interval.low > same) - (estimate->interval.high < same);
}

static bool
is_unclear(const struct law_estimate *ratio)
{
	return ratio->interval.low < 1 / LAW_SAME_WIDTH || ratio->interval.high > LAW_SAME_WIDTH;
}

/* Faster growth also has to be seen at the largest size. Where the law adds surely more, yet the values at
 * the largest size may be the same, only the choice of the law differs. */
static enum law_verdict
judge(const struct law_change *change)
{
	int faster = side_of(&change->added, 0), higher = side_of(&change->largest, 1);

	if (faster != 0 && higher != 0)
		return faster > 0 ? LAW_FASTER : LAW_SLOWER;
	if (higher != 0)
		return higher > 0 ? LAW_HIGHER : LAW_LOWER;
	return is_unclear(&change->largest) ? LAW_UNCLEAR : LAW_SAME;
}

/* True when the data of one side are clearly worse described by that law. One side is enough to tell two laws
 * apart: a law that can take the other's form (a power with exponent 1) fits data of either. */
static bool
speaks_against(const struct law_choice *choice, enum law_id id)
{
	return choice->ranked[id] && choice->delta[id] > LAW_DELTA_SAME;
}

/* Whether the curves differ, at the largest size and in how they get there. That another law was chosen is
 * not enough: between laws that describe the data alike the choice is luck. */
static bool
grows_otherwise(const struct law_change *change)
{
	return side_of(&change->largest, 1) != 0 &&
		   (side_of(&change->added, 0) != 0 || (change->has_exponent && side_of(&change->exponent, 0) != 0));
}

bool
law_is_another(
	const struct law_choice *earlier, const struct law_choice *later, const struct law_change *change)
{
	return earlier->law != later->law && grows_otherwise(change) &&
		   (speaks_against(earlier, later->law) || speaks_against(later, earlier->law));
}

bool
law_span(const struct law_choice *earlier, const struct law_choice *later, struct law_change *change)
{
	*change = (struct law_change){.from = fmax(earlier->smallest, later->smallest),
		.to = fmin(earlier->largest, later->largest),
		.verdict = LAW_UNCLEAR};
	return change->from < change->to;
}

/* Relative variance of a law's values where they are known best: every number of it costs as much as that of
 * a constant, but one that is held at 0. */
static double
least_variance(const struct law_choice *choice)
{
	const struct fit *fit = law_chosen(choice);
	double parameters = (double)law_parameter_count(fit->law) - (fit->parameters[0] > 0 ? 0 : 1);

	return fmax(1, parameters) * pow(choice->level_error, 2) / (double)choice->sizes;
}

bool
law_may_differ(const struct law_choice *earlier, const struct law_choice *later, double confidence)
{
	struct law_change change;
	double ratio, reach;

	if (!law_span(earlier, later, &change))
		return false;
	ratio = ratio_of(fitted_at(earlier, later, change.to));
	if (fabs(ratio - 1) < LAW_CHANGE_LEAST)
		return false;
	if (!earlier->positive || !later->positive || !(ratio > 0))
		return true;
	reach = CHANCE_LEAST * gsl_cdf_ugaussian_Pinv((1 + confidence) / 2);
	return fabs(log(ratio)) > reach * sqrt(least_variance(earlier) + least_variance(later));
}

void
law_compare(const struct law_choice *earlier, const struct law_choice *later, double confidence,
	struct law_change *change)
{
	if (!law_span(earlier, later, change))
		return;
	set_estimates(earlier, later, confidence, change);
	change->verdict = judge(change);
	change->other_law = law_is_another(earlier, later, change);
}
