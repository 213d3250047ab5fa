/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_choice.h"
#include "analyse/laws/fitting/law_criterion.h"
#include "analyse/laws/fitting/law_drawing.h"
#include "analyse/laws/fitting/law_levels.h"
#include "analyse/laws/fitting/law_noise.h"
#include "analyse/laws/fitting/law_search.h"
#include "analyse/laws/law_segments.h"
#include "analyse/laws/law_unseen.h"
#include "analyse/numbers/resample.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"
#include "analyse/laws/fitting/law_fit.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* The best law's misfit counts as more than noise where chance makes it so large once in a hundred times. */
static const double MISFIT_CHANCE = 0.01;
static const char SIZES_NEEDED[] = "4, or 3 with repetitions (and 6 to tell curved laws apart)";
/* Fewer tell next to nothing about noise: two runs that agree by luck would make a law out of every wiggle.
 */
static const double NOISE_FREEDOM_LEAST = 3;
/* Sizes that differ by no more than rounding. */
static const double SAME_SIZE = 1e-9;

/* True unless the law that misses the medians least does so by more than the repetitions' noise explains. */
static bool
repetitions_count(const struct law_search *search, const struct law_choice *choice)
{
	const struct levels *levels = &search->levels;
	double least = INFINITY, freedom = 1, noise;

	if (levels->noise_freedom < NOISE_FREEDOM_LEAST)
		return false;
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		if (choice->fits[id].law && search->squares[id] / law_search_telling(search, id) < least) {
			freedom = law_search_telling(search, id);
			least = search->squares[id] / freedom;
		}
	noise = levels->noise_squares / levels->noise_freedom;
	return noise > 0 && gsl_cdf_fdist_Q(least / noise, freedom, levels->noise_freedom) > MISFIT_CHANCE;
}

/* The variance is a parameter too. */
static bool
corrected_aic(const struct law_search *search, enum law_id id, struct law_choice *choice)
{
	const struct levels *levels = &search->levels;
	bool by_runs = choice->by_runs;
	double count = by_runs ? (double)levels->runs : (double)levels->sizes + KNOWN_SIZES;
	double squares =
		search->squares[id] + (by_runs ? levels->noise_squares : KNOWN_SIZES * KNOWN_MISFIT * KNOWN_MISFIT);
	double price;

	if (!choice->fits[id].law || law_search_freedom(search, id) < (by_runs ? 1 : 2) ||
		!law_price(count, (double)law_parameter_count(&laws[id]) + 1, &price))
		return false;
	choice->deviance[id] = law_deviance(squares, count);
	choice->delta[id] = choice->deviance[id] + price;
	return true;
}

static void
rank(const struct law_search *search, struct law_choice *choice)
{
	double least = INFINITY;

	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		choice->ranked[id] = corrected_aic(search, id, choice);
		if (choice->ranked[id])
			least = fmin(least, choice->delta[id]);
	}
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		choice->delta[id] = choice->ranked[id] ? choice->delta[id] - least : 0;
}

/* Simpler is better among laws that are as good as the best; of equally simple ones the nearer. */
static bool
is_preferred(const struct law_choice *choice, enum law_id id, enum law_id other)
{
	size_t ours = law_parameter_count(&laws[id]), theirs = law_parameter_count(&laws[other]);

	return ours < theirs || (ours == theirs && choice->delta[id] < choice->delta[other]);
}

static void
choose(struct law_choice *choice)
{
	const double same = choice->by_runs ? LAW_DELTA_SAME : LAW_DELTA_SAME_SIZES;

	choice->law = choice->runner_up = LAW_COUNT;
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		if (choice->ranked[id] && choice->delta[id] <= same &&
			(choice->law == LAW_COUNT || is_preferred(choice, id, choice->law)))
			choice->law = id;
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		if (choice->ranked[id] && id != choice->law &&
			(choice->runner_up == LAW_COUNT || choice->delta[id] < choice->delta[choice->runner_up]))
			choice->runner_up = id;
}

/* Without repetitions noise and misfit are one, and called noise. */
static void
describe_noise(const struct law_search *search, struct law_choice *choice)
{
	const struct levels *levels = &search->levels;
	bool told_apart = !choice->by_runs && levels->noise_freedom >= 1;
	double freedom, about = law_variance_about(search, choice->law, choice->by_runs, &freedom);
	double drawn = law_variance_to_draw(search, choice->law, choice->by_runs, &freedom);
	double noise = told_apart ? levels->noise_squares / levels->noise_freedom : about;
	double share = levels_mean_share(levels);

	choice->noise = sqrt(noise);
	choice->misfit = sqrt(fmax(0, about - noise) * share);
	choice->level_error = sqrt(drawn * share);
	choice->scatter = told_apart ? sqrt(noise + fmax(0, drawn - noise) * share) : sqrt(drawn);
}

static void
find_gap(const struct law_search *search, struct law_choice *choice)
{
	enum law_id best = LAW_CONSTANT;
	double noise = search->levels.noise_freedom >= 1 ? choice->noise : 0;

	for (enum law_id id = 0; id < LAW_COUNT; id++)
		if (choice->fits[id].law && search->squares[id] < search->squares[best])
			best = id;
	if (!choice->by_runs)
		law_gap_find(&search->levels, &choice->fits[best], noise, &choice->gap);
}

static void
draw_chosen(struct law_search *search, uint64_t seed, struct law_choice *choice)
{
	struct random random = random_stream(seed, 1, (uint64_t)choice->law);
	struct law_drawing drawing;

	law_drawing_init(&drawing, search, law_chosen(choice), choice->by_runs);
	for (size_t i = 0; i < choice->draw_count; i++) {
		struct law_draw *draw = &choice->draws[i];
		draw->spread = law_draw(&drawing, &random, draw->parameters);
		if (choice->law == LAW_POWER)
			draw->exponent = draw->parameters[2];
	}
	law_drawing_dispose(&drawing);
}

static void
draw_exponents(struct law_search *search, uint64_t seed, struct law_choice *choice)
{
	struct random random = random_stream(seed, 1, LAW_POWER);
	double parameters[LAW_PARAMETERS_MOST];
	struct law_drawing drawing;

	if (choice->law == LAW_POWER || !choice->fits[LAW_POWER].law)
		return;
	law_drawing_init(&drawing, search, &choice->fits[LAW_POWER], choice->by_runs);
	for (size_t i = 0; i < choice->draw_count; i++) {
		(void)law_draw(&drawing, &random, parameters);
		choice->draws[i].exponent = parameters[2];
	}
	law_drawing_dispose(&drawing);
}

static void
set_intervals(struct law_choice *choice)
{
	CLEANUP_FREE double *values = memory_zeroed(choice->draw_count, sizeof *values);

	for (size_t i = 0; i < choice->draw_count; i++)
		values[i] = choice->draws[i].exponent;
	percentile_interval(
		values, choice->draw_count, choice->confidence, &choice->exponent.low, &choice->exponent.high);
	for (size_t i = 0; i < choice->draw_count; i++)
		values[i] = laws[choice->law].exponent(choice->draws[i].parameters, choice->largest);
	percentile_interval(values, choice->draw_count, choice->confidence, &choice->local_interval.low,
		&choice->local_interval.high);
}

/* A column that never changes is all right here. */
static bool
check(const struct law_points *points, struct error *err)
{
	size_t sizes;

	if (!law_points_check(points, err))
		return false;
	sizes = distinct_count(points->x, points->count);
	if (sizes < 3)
		return error_raise(err, ERROR_TOO_FEW_POINTS, points->what,
			"%zu different size%s; a choice of law needs %s", sizes, sizes == 1 ? "" : "s", SIZES_NEEDED);
	return true;
}

static void
set_out(struct law_search *search, const struct law_points *points, const struct law_options *options,
	struct law_choice *choice)
{
	levels_init(&search->levels, points->x, points->y, points->count);
	choice->runs = search->levels.runs;
	choice->sizes = search->levels.sizes;
	choice->positive = search->levels.positive;
	choice->wild = memory_zeroed(search->levels.wild_count + 1, sizeof *choice->wild);
	choice->wild_count = search->levels.wild_count;
	for (size_t i = 0; i < choice->wild_count; i++)
		choice->wild[i] = search->levels.wild[i];
	choice->smallest = search->levels.x[0];
	choice->largest = search->levels.x[choice->sizes - 1];
	choice->confidence = options && options->confidence > 0 ? options->confidence : 0.95;
	if (options && options->brief)
		return;
	choice->draw_count = options && options->resamples > 0 ? options->resamples : LAW_RESAMPLES;
	choice->draws = memory_zeroed(choice->draw_count, sizeof *choice->draws);
}

static void
fit_and_choose(struct law_search *search, size_t below, struct law_choice *choice)
{
	search->levels.below = below;
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		law_search_fit(search, id, &choice->fits[id]);
	choice->by_runs = repetitions_count(search, choice);
	rank(search, choice);
	if (choice->ranked[LAW_LINEAR])
		choose(choice);
}

/* By how much the chosen law misses a size that tells about it, in squares. A law of more numbers than there
 * are such sizes is told by the others. */
static double
missed_by(const struct law_search *search, const struct law_choice *choice)
{
	size_t telling = search->levels.sizes - search->levels.below;

	if (!choice->ranked[LAW_LINEAR] || law_parameter_count(&laws[choice->law]) > telling)
		return HUGE_VAL;
	return search->squares[choice->law] / (double)telling;
}

/* Chooses with the first floor under which the law is missed by no more than without any: a transition that
 * no floor explains is left to the laws. */
static void
choose_above_floor(struct law_search *search, const struct law_options *options, struct law_choice *choice)
{
	struct levels *levels = &search->levels;
	double missed;

	fit_and_choose(search, 0, choice);
	missed = missed_by(search, choice);
	for (size_t i = 0; options && choice->positive && i < COUNT_OF(options->floors); i++) {
		if (!levels_set_floor(levels, options->floors[i]))
			continue;
		fit_and_choose(search, levels->within, choice);
		if (missed_by(search, choice) <= missed)
			break;
		fit_and_choose(search, 0, choice);
	}
	choice->floor = levels->floor;
	choice->within = levels->within > 0 ? levels->x[levels->within - 1] : 0;
	choice->below = levels->below;
	choice->smallest = levels->x[levels->below];
}

/* What the bootstrap tells of the chosen law. */
static void
draw(struct law_search *search, uint64_t seed, struct law_choice *choice)
{
	double freedom, variance = law_variance_to_draw(search, choice->law, choice->by_runs, &freedom);

	law_back_test(&search->levels, law_chosen(choice), choice->noise, choice->by_runs, &choice->back_test);
	choice->unseen_slope = law_unseen_slope(&search->levels, law_chosen(choice), variance);
	draw_chosen(search, seed, choice);
	draw_exponents(search, seed, choice);
	set_intervals(choice);
}

static bool choose_by(const struct law_points *points, const struct law_options *options, bool may_divide,
	struct law_choice *choice, struct error *err);

/* The runs of the sizes from..to alone. */
static bool
choose_between(const struct law_points *points, const struct law_options *options, double from, double to,
	struct law_choice *choice)
{
	CLEANUP_FREE double *x = memory_zeroed(points->count, sizeof *x);
	CLEANUP_FREE double *y = memory_zeroed(points->count, sizeof *y);
	struct law_points part = {x, y, 0, points->what};
	struct error too_few = ERROR_INIT;

	for (size_t i = 0; i < points->count; i++)
		if (from <= points->x[i] && points->x[i] <= to) {
			x[part.count] = points->x[i];
			y[part.count++] = points->y[i];
		}
	return choose_by(&part, options, false, choice, &too_few);
}

/* Both parts name what strayed; the choice as a whole does. */
static void
join_wild(struct law_choice *upper, const struct law_choice *lower)
{
	size_t count = lower->wild_count + upper->wild_count;
	struct wild_run *wild = memory_zeroed(count + 1, sizeof *wild);

	for (size_t i = 0; i < count; i++)
		wild[i] = i < lower->wild_count ? lower->wild[i] : upper->wild[i - lower->wild_count];
	free(upper->wild);
	upper->wild = wild;
	upper->wild_count = count;
}

/* Puts a choice for either segment in the place of the one for all sizes. */
static bool
choose_segments(const struct law_points *points, const struct law_options *options,
	const struct segments *segments, struct law_choice *choice)
{
	CLEANUP_CHOICE struct law_choice lower = {0}, upper = {0};
	double middle = (segments->last + segments->first) / 2; /* levels of many sizes stand in their midst */

	if (!choose_between(points, options, 0, middle, &lower) ||
		!choose_between(points, options, middle, HUGE_VAL, &upper))
		return false;
	join_wild(&upper, &lower);
	law_choice_dispose(choice);
	*choice = upper;
	choice->lower = memory_zeroed(1, sizeof *choice->lower);
	*choice->lower = lower;
	upper = lower = (struct law_choice){0};
	return true;
}

static bool
choose_by(const struct law_points *points, const struct law_options *options, bool may_divide,
	struct law_choice *choice, struct error *err)
{
	CLEANUP_SEARCH struct law_search search = {0};
	struct segments segments;

	*choice = (struct law_choice){0};
	if (!check(points, err))
		return false;
	set_out(&search, points, options, choice);
	choose_above_floor(&search, options, choice);
	if (!choice->ranked[LAW_LINEAR]) {
		law_choice_dispose(choice);
		return error_raise(err, ERROR_TOO_FEW_POINTS, points->what,
			"3 different sizes, and the repetitions do not help; a choice of law needs %s", SIZES_NEEDED);
	}
	if (may_divide && !choice->by_runs && law_segments_find(&search, &segments) &&
		choose_segments(points, options, &segments, choice))
		return true;
	describe_noise(&search, choice);
	find_gap(&search, choice);
	choice->local = fit_exponent(law_chosen(choice), choice->largest);
	if (choice->draws)
		draw(&search, options ? options->seed : 0, choice);
	return true;
}

bool
law_choose(const struct law_points *points, const struct law_options *options, struct law_choice *choice,
	struct error *err)
{
	return choose_by(points, options, true, choice, err);
}

void
law_choice_dispose(struct law_choice *choice)
{
	if (choice->lower)
		law_choice_dispose(choice->lower);
	free(choice->lower);
	free(choice->draws);
	free(choice->wild);
	*choice = (struct law_choice){0};
}

const struct law_choice *
law_choice_at(const struct law_choice *choice, double size)
{
	return choice->lower && size <= choice->lower->largest * (1 + SAME_SIZE) ? choice->lower : choice;
}

double
law_choice_value(const struct law_choice *choice, double size)
{
	return fit_value(law_chosen(law_choice_at(choice, size)), size);
}

const char *
law_choice_name(const struct law_choice *choice)
{
	return choice->gap.found ? "no law" : laws[choice->law].name;
}

const struct fit *
law_chosen(const struct law_choice *choice)
{
	return &choice->fits[choice->law];
}

void
law_draw_values(const struct law_choice *whole, double x, double *values)
{
	const struct law_choice *choice = law_choice_at(whole, x);
	double fitted = fit_value(law_chosen(choice), x);

	for (size_t i = 0; i < choice->draw_count; i++) {
		values[i] = laws[choice->law].value(choice->draws[i].parameters, x);
		if (choice->positive && values[i] < fitted)
			values[i] = fitted * exp(values[i] / fitted - 1);
	}
}
