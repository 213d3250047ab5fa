/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/peaks.h"
#include "base/memory.h"
#include "base/text.h"

#include <gsl/gsl_statistics_uint.h>
#include <gsl/gsl_statistics_ulong.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(unsigned) == sizeof(uint32_t) && sizeof(unsigned long) == sizeof(uint64_t),
	"GSL's functions for unsigned and unsigned long are given uint32_t and uint64_t");

enum { KIB = 1024, MOST_DIGITS = 15 };             /* a number of that many digits is below 2^53 */
static const double MOST_BYTES = 9007199254740992; /* 2^53: whole numbers below it are exact as double */

/* GSL adds the middle two before it halves them, so half the range of 32 bits is left unused. */
static bool
fits_narrow(uint64_t bytes)
{
	return bytes % KIB == 0 && bytes / KIB <= INT32_MAX;
}

static void
widen(struct peaks *peaks)
{
	const uint32_t *narrow = peaks->values;
	uint64_t *wide = memory_resize(NULL, peaks->capacity, sizeof *wide);

	for (size_t i = 0; i < peaks->count; i++)
		wide[i] = (uint64_t)narrow[i] * KIB;
	free(peaks->values);
	peaks->values = wide;
	peaks->wide = true;
}

void
peaks_add(struct peaks *peaks, uint64_t bytes)
{
	if (!peaks->wide && !fits_narrow(bytes))
		widen(peaks);
	peaks->values = memory_grow(
		peaks->values, peaks->count, &peaks->capacity, peaks->wide ? sizeof(uint64_t) : sizeof(uint32_t));
	if (peaks->wide)
		((uint64_t *)peaks->values)[peaks->count++] = bytes;
	else
		((uint32_t *)peaks->values)[peaks->count++] = (uint32_t)(bytes / KIB);
}

double
peaks_median(struct peaks *peaks)
{
	return peaks->wide ? gsl_stats_ulong_median(peaks->values, 1, peaks->count)
					   : gsl_stats_uint_median(peaks->values, 1, peaks->count) * KIB;
}

void
peaks_dispose(struct peaks *peaks)
{
	free(peaks->values);
	*peaks = (struct peaks){0};
}

static bool
read_digits(const char *bytes, size_t count, uint64_t *value)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		if (bytes[i] < '0' || bytes[i] > '9')
			return false;
		sum = sum * 10 + (uint64_t)(bytes[i] - '0');
	}
	*value = sum;
	return count > 0 && count <= MOST_DIGITS;
}

static bool
read_number(const char *text, uint64_t *value)
{
	double number;

	if (!text_to_number(text, &number) || !(number >= 0 && number < MOST_BYTES) || number != floor(number))
		return false;
	*value = (uint64_t)number;
	return true;
}

void
peak_cell_set(struct peak_cell *cell, const char *bytes, size_t count)
{
	size_t kept = count < sizeof cell->text ? count : sizeof cell->text - 1;

	cell->kind = count == 0 ? PEAK_NOT_MEASURED : PEAK_MEASURED;
	if (count == 0 || read_digits(bytes, count, &cell->bytes))
		return;
	memcpy(cell->text, bytes, kept);
	cell->text[kept] = '\0';
	if (strlen(cell->text) != count || strchr(cell->text, '%') || !read_number(cell->text, &cell->bytes))
		cell->kind = PEAK_NO_SIZE;
}
