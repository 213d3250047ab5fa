/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/units.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

char *
units_format_count(char *out, uint64_t count)
{
	char digits[UNITS_TEXT_BYTES];
	size_t length = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, count), used = 0;

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[used++] = ',';
		out[used++] = digits[i];
	}
	out[used] = '\0';
	return out;
}

char *
units_format_mb(char *out, uint64_t bytes)
{
	char count[UNITS_TEXT_BYTES];

	if (bytes < 9950000)
		(void)snprintf(out, UNITS_TEXT_BYTES, "%.1f MB", (double)bytes / 1e6);
	else
		(void)snprintf(
			out, UNITS_TEXT_BYTES, "%.26s MB", units_format_count(count, (bytes + 500000) / 1000000));
	return out;
}

char *
units_format_bytes(char *out, uint64_t bytes)
{
	static const char *const names[] = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
	double value = (double)bytes;
	size_t unit = 0;

	while (value >= 999.5) {
		value /= 1000;
		unit++;
	}
	(void)snprintf(
		out, UNITS_TEXT_BYTES, unit > 0 && value < 99.5 ? "%.1f %s" : "%.0f %s", value, names[unit]);
	return out;
}

char *
units_format_duration(char *out, uint64_t duration_ns)
{
	uint64_t seconds = (duration_ns + 500000000) / 1000000000;

	if (duration_ns < 1000000000)
		(void)snprintf(out, UNITS_TEXT_BYTES, "%" PRIu64 " ms", duration_ns / 1000000);
	else if (seconds < 60)
		(void)snprintf(out, UNITS_TEXT_BYTES, "%.1f s", (double)duration_ns / 1e9);
	else if (seconds < 3600)
		(void)snprintf(out, UNITS_TEXT_BYTES, "%" PRIu64 "m%02" PRIu64 "s", seconds / 60, seconds % 60);
	else
		(void)snprintf(
			out, UNITS_TEXT_BYTES, "%" PRIu64 "h%02" PRIu64 "m", seconds / 3600, seconds / 60 % 60);
	return out;
}
