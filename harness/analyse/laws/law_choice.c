/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_choice.h"
#include "analyse/laws/law_levels.h"
#include "analyse/laws/law_search.h"
#include "analyse/numbers/resample.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"
#include "analyse/laws/law_fit.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* The best law's misfit counts as more than noise where chance makes it so large once in a hundred times. */
static const double MISFIT_CHANCE = 0.01;
static const char SIZES_NEEDED[] = "4, or 3 with repetitions (and 6 to tell curved laws apart)";
/* How far curves are from their laws is not unknown even where few sizes tell it: as if so many further sizes
 * had been off by so much. Without, AICc calls five sizes that grow forty-fold a constant. */
static const double KNOWN_SIZES = 4, KNOWN_MISFIT = 0.05;
/* The same for how far a new size will be: up to so many sizes, one observation each. */
static const double TELLING_SIZES = 8;
/* Fewer tell next to nothing about noise: two runs that agree by luck would make a law out of every wiggle.
 */
static const double NOISE_FREEDOM_LEAST = 3;
/* Relative squares that are nothing but rounding. */
static const double ROUNDING = 1e-24;

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

/* Hurvich and Tsai 1989; the variance is a parameter too. The correction has no meaning, and a pole, where
 * observations do not outnumber parameters by two. */
static bool
corrected_aic(const struct law_search *search, enum law_id id, struct law_choice *choice)
{
	const struct levels *levels = &search->levels;
	bool by_runs = choice->by_runs;
	double count = by_runs ? (double)levels->runs : (double)levels->sizes + KNOWN_SIZES;
	double squares =
		search->squares[id] + (by_runs ? levels->noise_squares : KNOWN_SIZES * KNOWN_MISFIT * KNOWN_MISFIT);
	double k = (double)law_parameter_count(&laws[id]) + 1;

	if (!choice->fits[id].law || law_search_freedom(search, id) < (by_runs ? 1 : 2) || count - k - 1 < 1)
		return false;
	choice->deviance[id] = count * log(squares / count + ROUNDING);
	choice->delta[id] = choice->deviance[id] + 2 * k + 2 * k * (k + 1) / (count - k - 1);
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

/* Relative variance of one run about a law, and its degrees of freedom. */
static double
variance_about(const struct law_search *search, enum law_id id, bool by_runs, double *freedom)
{
	const struct levels *levels = &search->levels;
	double squares = search->squares[id];

	*freedom = law_search_telling(search, id);
	if (by_runs) {
		squares += levels->noise_squares;
		*freedom += levels->noise_freedom;
	}
	return squares / *freedom;
}

static double
mean_share(const struct levels *levels)
{
	double share = 0;

	for (size_t i = 0; i < levels->sizes; i++)
		share += levels->share[i] / (double)levels->sizes;
	return share;
}

/* What it costs that a law which bends was chosen by how near the sizes are to it: one freedom, and another
 * where only the largest few of them tell its number. */
static double
cost_of_choice(enum law_id id)
{
	if (!(laws[id].shape_most > laws[id].shape_least))
		return 0;
	return laws[id].sizes_to_predict > 0 ? 2 : 1;
}

/* The same as it has to be drawn where each size is one observation. Five sizes can lie on a law by luck: as
 * if as many further ones as make TELLING_SIZES were off by KNOWN_MISFIT, unless these are. */
static double
variance_to_draw(const struct law_search *search, enum law_id id, bool by_runs, double *freedom)
{
	double variance = variance_about(search, id, by_runs, freedom), squares = variance * *freedom;
	double further = fmax(0, TELLING_SIZES - (double)(search->levels.sizes - search->levels.below));
	double known = KNOWN_MISFIT * KNOWN_MISFIT / mean_share(&search->levels);

	if (by_runs)
		return variance;
	if (further < 1) {
		*freedom = fmax(1, *freedom - cost_of_choice(id));
	} else if (variance < known) {
		squares += further * known;
		*freedom += further;
	}
	return squares / *freedom;
}

/* Without repetitions noise and misfit are one, and called noise. */
static void
describe_noise(const struct law_search *search, struct law_choice *choice)
{
	const struct levels *levels = &search->levels;
	bool told_apart = !choice->by_runs && levels->noise_freedom >= 1;
	double freedom, about = variance_about(search, choice->law, choice->by_runs, &freedom);
	double drawn = variance_to_draw(search, choice->law, choice->by_runs, &freedom);
	double noise = told_apart ? levels->noise_squares / levels->noise_freedom : about;
	double share = mean_share(levels);

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

/* How much more than estimated the noise may be: sqrt(freedom / chi-square), at evenly spread chances. With
 * it what is drawn spreads as Student's t does, which matters where few sizes tell the noise. */
enum { SPREADS = 256 };

static void
set_spreads(double freedom, double *spreads)
{
	for (int i = 0; i < SPREADS; i++)
		spreads[i] = sqrt(freedom / chi_squared_quantile((i + 0.5) / SPREADS, freedom));
}

/* Draws curves as the fitted law and its noise would give them, and fits each. Fills what `place` points to
 * in each draw. */
struct drawing {
	struct law_search *search;
	enum law_id id;
	double *expected, *deviation, *drawn; /* a size each */
	double spreads[SPREADS];
};

static void
drawing_init(
	struct drawing *drawing, struct law_search *search, const struct law_choice *choice, enum law_id id)
{
	const struct levels *levels = &search->levels;
	double freedom, variance = variance_to_draw(search, id, choice->by_runs, &freedom);

	*drawing = (struct drawing){.search = search, .id = id};
	drawing->expected = memory_zeroed(3 * levels->sizes, sizeof *drawing->expected);
	drawing->deviation = drawing->expected + levels->sizes;
	drawing->drawn = drawing->deviation + levels->sizes;
	for (size_t i = 0; i < levels->sizes; i++) {
		drawing->expected[i] = fit_value(&choice->fits[id], levels->x[i]);
		drawing->deviation[i] =
			(levels->positive ? drawing->expected[i] : levels->unit) * sqrt(variance * levels->share[i]);
	}
	set_spreads(freedom, drawing->spreads);
}

/* Noise is drawn as a factor where nothing is below 0; upwards it is as good as a difference. */
static double
drawn_value(const struct drawing *drawing, size_t i, double off)
{
	double expected = drawing->expected[i], difference = drawing->deviation[i] * off;

	if (!drawing->search->levels.positive || !(difference < 0))
		return expected + difference;
	return expected * exp(difference / expected);
}

static double
draw_law(struct drawing *drawing, struct random *random, double *parameters)
{
	const struct levels *levels = &drawing->search->levels;
	double spread = drawing->spreads[random_below(random, SPREADS)];

	for (size_t i = 0; i < levels->sizes; i++)
		drawing->drawn[i] = drawn_value(drawing, i, spread * random_normal(random));
	law_solver_solve_roughly(
		&drawing->search->solvers[drawing->id], drawing->drawn, levels->from_zero, parameters);
	return spread;
}

static void
draw_chosen(struct law_search *search, uint64_t seed, struct law_choice *choice)
{
	struct random random = random_stream(seed, 1, (uint64_t)choice->law);
	struct drawing drawing;

	drawing_init(&drawing, search, choice, choice->law);
	for (size_t i = 0; i < choice->draw_count; i++) {
		struct law_draw *draw = &choice->draws[i];
		draw->spread = draw_law(&drawing, &random, draw->parameters);
		if (choice->law == LAW_POWER)
			draw->exponent = draw->parameters[2];
	}
	free(drawing.expected);
}

static void
draw_exponents(struct law_search *search, uint64_t seed, struct law_choice *choice)
{
	struct random random = random_stream(seed, 1, LAW_POWER);
	double parameters[LAW_PARAMETERS_MOST];
	struct drawing drawing;

	if (choice->law == LAW_POWER || !choice->fits[LAW_POWER].law)
		return;
	drawing_init(&drawing, search, choice, LAW_POWER);
	for (size_t i = 0; i < choice->draw_count; i++) {
		(void)draw_law(&drawing, &random, parameters);
		choice->draws[i].exponent = parameters[2];
	}
	free(drawing.expected);
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
	law_back_test(&search->levels, law_chosen(choice), choice->noise, choice->by_runs, &choice->back_test);
	draw_chosen(search, seed, choice);
	draw_exponents(search, seed, choice);
	set_intervals(choice);
}

bool
law_choose(const struct law_points *points, const struct law_options *options, struct law_choice *choice,
	struct error *err)
{
	CLEANUP_SEARCH struct law_search search = {0};

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
	describe_noise(&search, choice);
	find_gap(&search, choice);
	choice->local = fit_exponent(law_chosen(choice), choice->largest);
	if (choice->draws)
		draw(&search, options ? options->seed : 0, choice);
	return true;
}

void
law_choice_dispose(struct law_choice *choice)
{
	free(choice->draws);
	free(choice->wild);
	*choice = (struct law_choice){0};
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
law_draw_values(const struct law_choice *choice, double x, double *values)
{
	double fitted = fit_value(law_chosen(choice), x);

	for (size_t i = 0; i < choice->draw_count; i++) {
		values[i] = laws[choice->law].value(choice->draws[i].parameters, x);
		if (choice->positive && values[i] < fitted)
			values[i] = fitted * exp(values[i] / fitted - 1);
	}
}
