/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/drawn_median.h"
#include "base/memory.h"

#include <gsl/gsl_sort.h>
#include <stdlib.h>

struct ordered
ordered_of(const double *values, size_t count)
{
	struct ordered ordered = {.count = count};

	/* In one piece: there may be a hundred thousand of one value. */
	ordered.values = memory_zeroed(count, sizeof *ordered.values + sizeof *ordered.places);
	ordered.places = (size_t *)(ordered.values + count);
	gsl_sort_index(ordered.places, values, 1, count);
	for (size_t i = 0; i < count; i++)
		ordered.values[i] = values[ordered.places[i]];
	return ordered;
}

void
ordered_dispose(struct ordered *ordered)
{
	free(ordered->values);
	*ordered = (struct ordered){0};
}

double
drawn_median(const struct ordered *ordered, const uint32_t *times, size_t total)
{
	size_t at = 0, passed = times[ordered->places[0]];
	double lower;

	while (passed <= (total - 1) / 2)
		passed += times[ordered->places[++at]];
	lower = ordered->values[at];
	while (passed <= total / 2)
		passed += times[ordered->places[++at]];
	return total % 2 == 1 ? lower : (lower + ordered->values[at]) / 2;
}
