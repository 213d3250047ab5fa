/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_criterion.h"

#include <math.h>

/* Relative squares that are nothing but rounding. */
static const double ROUNDING = 1e-24;

double
law_deviance(double squares, double count)
{
	return count * log(squares / count + ROUNDING);
}

bool
law_price(double count, double parameters, double *price)
{
	double left = count - parameters - 1;

	if (left < 1)
		return false;
	*price = 2 * parameters + 2 * parameters * (parameters + 1) / left;
	return true;
}
