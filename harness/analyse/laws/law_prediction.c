/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_prediction.h"
#include "analyse/numbers/resample.h"
#include "base/memory.h"
#include "base/units.h"
#include "analyse/laws/fitting/law_fit.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

/* Sizes above this are written with digits and a power of ten. */
static const double COUNTED_MOST = 1e15;

static const char *
size_text(char *out, double size)
{
	if (size < COUNTED_MOST && fabs(size - round(size)) < 1e-9 * size)
		return units_format_count(out, (uint64_t)llround(size));
	(void)snprintf(out, UNITS_TEXT_BYTES, "%.3g", size);
	return out;
}

/* Two digits are enough for a size that somebody is asked to measure. */
static const char *
suggestion(char *out, double size)
{
	double digit = pow(10, floor(log10(size)) - 1);

	return size_text(out, digit >= 1 ? ceil(size / digit) * digit : ceil(size));
}

__attribute__((format(printf, 2, 3))) static bool
refuse(struct prediction *prediction, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	(void)vsnprintf(prediction->why, sizeof prediction->why, format, list);
	va_end(list);
	prediction->refused = true;
	return false;
}

__attribute__((format(printf, 2, 3))) static void
instead(struct prediction *prediction, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	(void)vsnprintf(prediction->instead, sizeof prediction->instead, format, list);
	va_end(list);
}

static bool
is_above_floor(const struct law_choice *choice, struct prediction *prediction)
{
	char size[UNITS_TEXT_BYTES], below[UNITS_TEXT_BYTES];

	if (choice->below == 0 || (prediction->size > choice->within && prediction->value > choice->floor))
		return true;
	instead(prediction, "measure at %s", suggestion(size, prediction->size));
	return refuse(prediction,
		"sizes up to %s need no more than a first heap, so that the law does not tell what they need",
		size_text(below, choice->within));
}

static bool
has_sizes(const struct law_choice *choice, struct prediction *prediction)
{
	const struct law *law = &laws[choice->law];
	size_t needed = law->sizes_to_predict > 0 ? law->sizes_to_predict : PREDICTION_SIZES;
	size_t sizes = choice->sizes - choice->below;
	char largest[UNITS_TEXT_BYTES];

	if (sizes >= needed)
		return true;
	instead(prediction, "measure at least %zu sizes, up to %s or beyond", needed,
		size_text(largest, choice->largest));
	if (law->sizes_to_predict > 0)
		return refuse(prediction, "%zu sizes were measured; the %s law needs %zu to go beyond them", sizes,
			law->name, needed);
	return refuse(prediction, "%zu sizes were measured%s; a law to go beyond them needs %zu", sizes,
		choice->below > 0 ? " above the first heap" : "", needed);
}

/* The law is seen over one span of sizes; over more than as much again it is a guess. */
static bool
is_in_reach(const struct law_choice *choice, struct prediction *prediction)
{
	double size = prediction->size, low = fmax(choice->smallest, choice->largest / PREDICTION_REACH);
	double span = choice->largest / low, factor = fmax(size / choice->largest, low / size);
	char largest[UNITS_TEXT_BYTES];

	if (factor <= span * (1 + 1e-9))
		return true;
	if (size > choice->largest)
		instead(prediction, "measure up to %s or beyond",
			suggestion(largest, fmax(size / PREDICTION_REACH, sqrt(size * fmax(choice->smallest, 1e-9)))));
	else
		instead(prediction, "measure smaller sizes");
	return refuse(prediction,
		"that is a factor of %.4g %s the measured sizes, which span a factor of only %.4g", factor,
		size > choice->largest ? "above" : "below", span);
}

static double
apart(double a, double b)
{
	return a > 0 && b > 0 ? fmax(a / b, b / a) : HUGE_VAL;
}

static double
law_at(const struct law_choice *choice, enum law_id id, double size)
{
	return fit_value(&choice->fits[id], size);
}

/* The first size on the way to the target where two laws are apart by four times the noise of a run. */
static double
telling_size(const struct law_choice *choice, enum law_id rival, double target)
{
	enum { STEPS = 100 };
	double enough = 1 + fmax(4 * choice->scatter, 0.02);
	double from = target > choice->largest ? choice->largest : choice->smallest;

	for (int i = 1; i < STEPS; i++) {
		double size = from * pow(target / from, (double)i / STEPS);
		if (apart(law_at(choice, rival, size), law_at(choice, choice->law, size)) >= enough)
			return size;
	}
	return target;
}

/* A law that holds the chosen one as a special case is never far from it in AICc; it has a say only when its
 * further parameter explains more than AIC's price of one. */
static bool
has_a_say(const struct law_choice *choice, enum law_id id)
{
	if (!choice->ranked[id] || choice->delta[id] > PREDICTION_DELTA)
		return false;
	return law_parameter_count(&laws[id]) <= law_parameter_count(&laws[choice->law]) ||
		   choice->deviance[choice->law] - choice->deviance[id] > 2;
}

static bool
has_no_gap(const struct law_choice *choice, struct prediction *prediction)
{
	const struct law_gap *gap = &choice->gap;
	char from[UNITS_TEXT_BYTES], to[UNITS_TEXT_BYTES], between[UNITS_TEXT_BYTES];

	if (!gap->found)
		return true;
	instead(prediction, "measure between %s and %s, as at %s", size_text(from, gap->from),
		size_text(to, gap->to), suggestion(between, sqrt(fmax(gap->from, 1e-9) * gap->to)));
	return refuse(prediction, "no law: it is %.2f times as much at %s as at %s, next to it",
		gap->after / gap->before, to, from);
}

static bool
has_hit(const struct law_choice *choice, struct prediction *prediction)
{
	const struct back_test *test = &choice->back_test;
	char size[UNITS_TEXT_BYTES], next[UNITS_TEXT_BYTES];

	if (test->passed)
		return true;
	instead(prediction, "measure at %s", suggestion(next, sqrt(choice->largest * prediction->size)));
	return refuse(prediction,
		"fitted without the largest %s, the %s law misses what was measured at %s by %+.0f%%",
		test->held_back == 1 ? "size" : "two sizes", laws[choice->law].name, size_text(size, test->size),
		100 * test->off);
}

/* The upper sizes alone say the same. */
static bool
goes_on(const struct law_choice *choice, struct prediction *prediction)
{
	const struct fit *upper = &choice->back_test.upper;
	double value = upper->law ? fit_value(upper, prediction->size) : prediction->value;
	char size[UNITS_TEXT_BYTES];

	if (!upper->law || apart(value, prediction->value) <= PREDICTION_UPPER)
		return true;
	instead(prediction, "measure at %s", suggestion(size, sqrt(choice->largest * prediction->size)));
	return refuse(
		prediction, "the upper half of the sizes alone says %.2f times as much", value / prediction->value);
}

/* What levels off goes on so: no line lies under it that the measured sizes cannot show. */
static bool
levels_off(const struct law_choice *choice, struct prediction *prediction)
{
	double further = fmax(0, prediction->size - choice->largest) * choice->unseen_slope;
	double factor = prediction->value > 0 ? 1 + further / prediction->value : 1;
	char size[UNITS_TEXT_BYTES], next[UNITS_TEXT_BYTES];

	if (factor <= PREDICTION_RIVAL)
		return true;
	instead(prediction, "measure at %s", suggestion(next, sqrt(choice->largest * prediction->size)));
	return refuse(prediction,
		"a line under the %s law, too flat to be seen up to %s, may make %.2f times as much of it",
		laws[choice->law].name, size_text(size, choice->largest), factor);
}

static bool
has_no_rival(const struct law_choice *choice, struct prediction *prediction)
{
	char size[UNITS_TEXT_BYTES];
	double most = PREDICTION_RIVAL;
	enum law_id rival = LAW_COUNT;

	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		double far =
			has_a_say(choice, id) ? apart(law_at(choice, id, prediction->size), prediction->value) : 1;
		if (far <= most)
			continue;
		rival = id;
		most = far;
	}
	if (rival == LAW_COUNT)
		return true;
	instead(prediction, "measure at %s, where the two begin to differ",
		suggestion(size, telling_size(choice, rival, prediction->size)));
	if (most > 1000)
		return refuse(prediction,
			"the %s law cannot be ruled out (AICc %+.1f), and says something else altogether",
			laws[rival].name, choice->delta[rival] - choice->delta[choice->law]);
	return refuse(prediction, "the %s law cannot be ruled out (AICc %+.1f), and says %.2f times as much",
		laws[rival].name, choice->delta[rival] - choice->delta[choice->law],
		law_at(choice, rival, prediction->size) / prediction->value);
}

static bool
is_narrow(const struct law_choice *choice, struct prediction *prediction)
{
	const struct interval *interval = &prediction->interval;
	char size[UNITS_TEXT_BYTES];

	if (interval->low > 0 && interval->high <= PREDICTION_WIDTH * interval->low)
		return true;
	if (prediction->size > choice->largest)
		instead(prediction, "measure up to %s, or more repetitions",
			suggestion(size, sqrt(choice->largest * prediction->size)));
	else if (!prediction->beyond)
		instead(prediction, "measure at %s", suggestion(size, prediction->size));
	else
		instead(prediction, "measure smaller sizes, or more repetitions");
	if (!(interval->low > 0))
		return refuse(
			prediction, "the interval of the %s law reaches down to nothing there", laws[choice->law].name);
	return refuse(prediction,
		"the interval of the %s law is too wide there: its ends differ by a factor of %.3g",
		laws[choice->law].name, interval->high / interval->low);
}

/* What each law weighs at a size: AICc weights (Burnham and Anderson 2002, 2.9) of those that have a say. */
static void
weigh(const struct law_choice *choice, double size, double *weights)
{
	double sum = 0;

	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		bool counts = id == choice->law || (has_a_say(choice, id) && law_at(choice, id, size) > 0);
		weights[id] = counts ? exp(-choice->delta[id] / 2) : 0;
		sum += weights[id];
	}
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		weights[id] /= sum;
}

/* Draws of the chosen law become those of its rivals, as many of each as it weighs, by what they say there:
 * which law it is is in doubt, too. Returns the mean of the laws, in logarithms. */
static double
average_laws(const struct law_choice *choice, double size, double *values)
{
	double weights[LAW_COUNT], chosen = law_at(choice, choice->law, size), mean = 0, reached = 0;
	size_t i = 0;

	if (!choice->positive || !(chosen > 0))
		return chosen;
	weigh(choice, size, weights);
	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		double ratio = weights[id] > 0 ? law_at(choice, id, size) / chosen : 1;
		mean += weights[id] * log(ratio);
		reached += weights[id] * (double)choice->draw_count;
		for (; i < choice->draw_count && (double)i < reached; i++)
			values[i] *= ratio;
	}
	return chosen * exp(mean);
}

static double
with_noise(const struct law_choice *choice, double value, double off)
{
	return choice->positive && off < 0 ? value * exp(off) : value * (1 + off);
}

static void
set_interval(const struct law_choice *choice, struct prediction *prediction)
{
	struct random random = random_stream(1, 2, choice->draw_count);
	CLEANUP_FREE double *values = memory_zeroed(choice->draw_count, sizeof *values);
	double noise = choice->scatter;

	law_draw_values(choice, prediction->size, values);
	prediction->value = average_laws(choice, prediction->size, values);
	for (size_t i = 0; i < choice->draw_count; i++) {
		values[i] = with_noise(choice, values[i], noise * choice->draws[i].spread * random_normal(&random));
		if (!isfinite(values[i]))
			values[i] = HUGE_VAL;
	}
	percentile_interval(values, choice->draw_count, choice->confidence, &prediction->interval.low,
		&prediction->interval.high);
}

/* Laws can leave what a double holds; an interval of the screen must not. */
static void
keep_finite(struct prediction *prediction)
{
	double *numbers[] = {&prediction->value, &prediction->interval.low, &prediction->interval.high};

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		if (!isfinite(*numbers[i])) {
			*numbers[i] = 0;
			(void)refuse(prediction, "the law is beyond all numbers there");
			instead(prediction, "take a smaller size");
		}
}

/* Where the lower law has ended, and the upper one has not begun. */
static bool
is_between_laws(const struct law_choice *choice, struct prediction *prediction)
{
	char from[UNITS_TEXT_BYTES], to[UNITS_TEXT_BYTES], size[UNITS_TEXT_BYTES];

	if (!choice->lower || prediction->size >= choice->smallest * (1 - 1e-9))
		return false;
	instead(prediction, "measure at %s", suggestion(size, prediction->size));
	(void)refuse(prediction, "one law holds up to %s, another from %s on",
		size_text(from, choice->lower->largest), size_text(to, choice->smallest));
	return true;
}

double
law_highest(const struct law_choice *whole, double size)
{
	const struct law_choice *choice = law_choice_at(whole, size);
	double highest = law_at(choice, choice->law, size);

	for (enum law_id id = 0; id < LAW_COUNT; id++)
		if (has_a_say(choice, id))
			highest = fmax(highest, law_at(choice, id, size));
	return highest;
}

void
law_predict(const struct law_choice *whole, double size, struct prediction *prediction)
{
	const struct law_choice *choice = law_choice_at(whole, size);

	*prediction = (struct prediction){.size = size};
	prediction->value = fit_value(law_chosen(choice), size);
	prediction->beyond = size > whole->largest * (1 + 1e-9) || size < choice->smallest * (1 - 1e-9);
	set_interval(choice, prediction);
	if (is_between_laws(choice, prediction) || !has_no_gap(choice, prediction) ||
		!is_above_floor(choice, prediction) ||
		(prediction->beyond && !(has_sizes(choice, prediction) && is_in_reach(choice, prediction) &&
								   has_hit(choice, prediction) && goes_on(choice, prediction) &&
								   levels_off(choice, prediction)))) {
		keep_finite(prediction);
		return;
	}
	if (has_no_rival(choice, prediction))
		(void)is_narrow(choice, prediction);
	keep_finite(prediction);
}
