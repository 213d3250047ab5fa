/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/precision.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <math.h>

double
median_half_width(const double *values, size_t count)
{
	CLEANUP_FREE double *sorted = memory_zeroed(count + 1, sizeof *sorted);
	struct summary summary;
	double low, high;

	for (size_t i = 0; i < count; i++)
		sorted[i] = values[i];
	summary = summary_of(sorted, count);
	if (!median_interval(sorted, count, 0.95, &low, &high) || !(fabs(summary.median) > 0))
		return INFINITY;
	return (high - low) / 2 / fabs(summary.median);
}
