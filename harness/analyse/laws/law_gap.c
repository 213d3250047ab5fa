/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_gap.h"

#include <math.h>

static double
residual(const struct levels *levels, const struct fit *fit, size_t i)
{
	return log(levels->y[i] / fit_value(fit, levels->x[i]));
}

/* What falls where the law does not, or grows by more than its size where the law grows by less. */
static bool
is_gap(const struct levels *levels, size_t i, double step, double noise)
{
	double fallen = fmin(-step, log(levels->y[i] / levels->y[i + 1]));
	double allowed = LAW_GAP_NOISE * noise * sqrt(levels->share[i] + levels->share[i + 1]);
	bool leaps = levels->y[i + 1] / levels->y[i] > levels->x[i + 1] / levels->x[i];

	return fabs(step) > allowed && (fallen > log(LAW_GAP_FALL) || (leaps && step > log(LAW_GAP_LEAP)));
}

void
law_gap_find(const struct levels *levels, const struct fit *best, double noise, struct law_gap *gap)
{
	double widest = 0;

	*gap = (struct law_gap){0};
	for (size_t i = levels->below; levels->positive && i + 1 < levels->sizes; i++) {
		double step = residual(levels, best, i + 1) - residual(levels, best, i);
		if (!is_gap(levels, i, step, noise) || fabs(step) <= widest)
			continue;
		widest = fabs(step);
		*gap = (struct law_gap){true, levels->x[i], levels->x[i + 1], levels->y[i], levels->y[i + 1]};
	}
}
