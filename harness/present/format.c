/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/format.h"
#include "base/units.h"

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

void
format_law(const struct fit *fit, const char *unit, const char *axis, struct text *text)
{
	char offset[FORMAT_BYTES], rate[FORMAT_BYTES];

	format_rate(offset, unit, fit->parameters[0]);
	format_rate(rate, unit, fabs(fit->parameters[1]));
	text_append_format(text, "%s %c %s x %s", offset, fit->parameters[1] < 0 ? '-' : '+', rate, axis);
	if (law_parameter_count(fit->law) <= 2)
		return;
	text_append_format(text, "^%.2f", fit->parameters[2]);
	if (fit->parameters[2] <= POWER_LEAST || fit->parameters[2] >= POWER_MOST)
		text_append(text, " (at the limit of the search)");
}
