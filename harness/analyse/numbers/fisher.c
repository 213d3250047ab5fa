/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/fisher.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double
fisher_exact_p(size_t some_with, size_t some, size_t others_with, size_t others)
{
	unsigned with = (unsigned)(some_with + others_with), without = (unsigned)(some + others) - with;
	double few, many;

	if (some == 0 || others == 0)
		return 1;
	few = gsl_cdf_hypergeometric_P((unsigned)some_with, with, without, (unsigned)some);
	many =
		some_with > 0 ? gsl_cdf_hypergeometric_Q((unsigned)some_with - 1, with, without, (unsigned)some) : 1;
	return fmin(1, 2 * fmin(few, many));
}
