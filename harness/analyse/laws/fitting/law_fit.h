/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One law fitted to points (x, y) by least squares.
 */
#ifndef GORGE_ANALYSE_LAWS_FITTING_LAW_FIT_H
#define GORGE_ANALYSE_LAWS_FITTING_LAW_FIT_H

#include "analyse/laws/law.h"

struct fit {
	const struct law *law; /* NULL = could not be fitted; `why` says what was missing */
	double parameters[LAW_PARAMETERS_MOST];
	size_t points;
	double r2;             /* share of the variance explained */
	double residual_error; /* standard error of the residuals, in units of y */
};

/* Fits one law, every point counting alike. Wants one point more than parameters, at as many different x,
 * none of them negative, and y that are not all the same; else raises TOO_FEW_POINTS with what is missing, or
 * what law_points_check() does. Every number of a fit is finite. */
bool law_fit(const struct law *law, const struct law_points *points, struct fit *fit, struct error *err);
double fit_value(const struct fit *fit, double x);
/* The local exponent at x of what grows, the value at 0 left out: x*f'(x) / (f(x) - f(0)). 0 for a constant,
 * 1 for a line, c for a power, and what a power law would have there for the others. */
double fit_exponent(const struct fit *fit, double x);

#endif
