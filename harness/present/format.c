/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/format.h"
#include "base/units.h"
#include "analyse/laws/fitting/law_fit.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Beyond what a uint64_t holds (a law far outside its points) the sign and "huge" tell enough. */
static bool
fits_count(double value)
{
	return fabs(value) < 1e18;
}

static char *
scientific(char *out, double value)
{
	(void)snprintf(out, FORMAT_BYTES, "%.4g", value);
	return out;
}

/* Writes the sign; the rest of the number goes behind it. */
static char *
sign(char *out, double value)
{
	size_t length = value < 0;

	memcpy(out, "-", length);
	out[length] = '\0';
	return out + length;
}

char *
format_quantity(char *out, const char *unit, double value)
{
	char *rest = sign(out, value);
	double magnitude = fabs(value);

	if (!fits_count(value))
		return scientific(out, value);
	if (text_equal(unit, "bytes"))
		units_format_mb(rest, (uint64_t)llround(magnitude));
	else if (text_equal(unit, "ns"))
		units_format_duration(rest, (uint64_t)llround(magnitude));
	else
		(void)snprintf(rest, FORMAT_BYTES - 2, "%.4g%s%.24s", magnitude, unit[0] ? " " : "", unit);
	return out;
}

/* Three digits, so that a column of rates lines up. */
static int
decimals_of(double value)
{
	return fabs(value) < 9.995 ? 2 : fabs(value) < 99.95 ? 1 : 0;
}

char *
format_digits(char *out, double value)
{
	if (!fits_count(value))
		return scientific(out, value);
	(void)snprintf(out, FORMAT_BYTES, "%.*f", decimals_of(value), value);
	return out;
}

char *
format_distance(char *out, double ratio)
{
	double percent = round(100 * (ratio - 1));

	(void)snprintf(out, FORMAT_BYTES, "%+.0f%%", percent == 0 ? 0 : percent);
	return out;
}

char *
format_rate(char *out, const char *unit, double value)
{
	static const struct {
		const char *unit, *name;
		double factor, from;
	} scales[] = {{"bytes", "GB", 1e9, 1e9}, {"bytes", "MB", 1e6, 1e6}, {"bytes", "kB", 1e3, 1e3},
		{"bytes", "B", 1, 0}, {"ns", "s", 1e9, 1e9}, {"ns", "ms", 1e6, 1e6}, {"ns", "us", 1e3, 1e3},
		{"ns", "ns", 1, 0}};

	if (!fits_count(value))
		return scientific(out, value);
	for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++)
		if (text_equal(unit, scales[i].unit) && fabs(value) >= scales[i].from) {
			value /= scales[i].factor;
			if (fabs(value) > 0 && fabs(value) < 0.0095)
				(void)snprintf(out, FORMAT_BYTES, "%.2g %s", value, scales[i].name);
			else
				(void)snprintf(out, FORMAT_BYTES, "%.*f %s", decimals_of(value), value, scales[i].name);
			return out;
		}
	(void)snprintf(out, FORMAT_BYTES, "%.3g%s%.24s", value, unit[0] ? " " : "", unit);
	return out;
}

char *
format_size(char *out, double size)
{
	char *rest = sign(out, size);

	if (!fits_count(size) || fabs(size - round(size)) > 1e-9 * fabs(size))
		return scientific(out, size);
	units_format_count(rest, (uint64_t)llround(fabs(size)));
	return out;
}

char *
format_percent(char *out, double fraction)
{
	char number[FORMAT_BYTES];

	(void)snprintf(out, FORMAT_BYTES, "%.*s%%", FORMAT_BYTES - 2, format_size(number, round(fraction * 100)));
	return out;
}

static char
sign_of(double value)
{
	return value < 0 ? '-' : '+';
}

/* "+ 32.8 kB x files" */
static void
linear_term(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	char rate[FORMAT_BYTES];

	text_append_format(text, " %c %s x %s", sign_of(fit->parameters[1]),
		format_rate(rate, unit, fabs(fit->parameters[1])), axis);
}

static void
loglinear_term(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	linear_term(fit, unit, axis, text);
	text_append_format(text, " x ln(%s)", axis);
}

static void
power_term(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	linear_term(fit, unit, axis, text);
	text_append_format(text, "^%.2f", fit->parameters[2]);
	if (fit->parameters[2] <= POWER_LEAST || fit->parameters[2] >= POWER_MOST)
		text_append(text, " (at the limit of the search)");
}

static void
quadratic_term(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	char rate[FORMAT_BYTES];

	linear_term(fit, unit, axis, text);
	text_append_format(text, " + %s x %s^2", format_rate(rate, unit, fit->parameters[2]), axis);
}

/* By what it takes to double, which is a size that one can picture. */
static void
exponential_term(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	char rate[FORMAT_BYTES];

	text_append_format(text, " + %s x 2^(%s/%.3g)", format_rate(rate, unit, fit->parameters[1]), axis,
		log(2) / fit->parameters[2]);
}

static void
saturating_term(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	linear_term(fit, unit, axis, text);
	text_append_format(text, "/(%s + %.3g)", axis, fit->parameters[2]);
}

void
format_law(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	static void (*const terms[LAW_COUNT])(const struct fit *, const char *, const char *, struct text *) = {
		[LAW_LINEAR] = linear_term,
		[LAW_LOGLINEAR] = loglinear_term,
		[LAW_POWER] = power_term,
		[LAW_QUADRATIC] = quadratic_term,
		[LAW_EXPONENTIAL] = exponential_term,
		[LAW_SATURATING] = saturating_term};
	char offset[FORMAT_BYTES];

	text_append(text, format_rate(offset, unit, fit->parameters[0]));
	if (terms[fit->law - laws])
		terms[fit->law - laws](fit, unit, axis, text);
}
