/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growth laws fitted to points (x, y) by least squares. A new law is a row of laws[] and its function.
 */
#ifndef GORGE_ANALYSE_LAW_H
#define GORGE_ANALYSE_LAW_H

#include "base/error.h"

#include <stddef.h>

enum { LAW_PARAMETERS_MOST = 3 };

struct fit;

struct law {
	const char *name;    /* "linear" */
	const char *formula; /* "a + b*x" */
	const char *parameters[LAW_PARAMETERS_MOST + 1];
	/* Fills fit->parameters so that the sum of squares is least, and returns that sum. */
	double (*solve)(const double *x, const double *y, size_t count, double *parameters);
	double (*value)(const double *parameters, double x);
};

enum law_id { LAW_LINEAR, LAW_POWER, LAW_COUNT };

/* linear: parameters a (y at 0), b (slope).
 * power: a (offset), b, c: a + b*x^c, the exponent c within POWER_LEAST and POWER_MOST. */
extern const struct law laws[LAW_COUNT];
#define POWER_LEAST 0.05
#define POWER_MOST  4.0

struct fit {
	const struct law *law; /* NULL = could not be fitted; `why` says what was missing */
	double parameters[LAW_PARAMETERS_MOST];
	size_t points;
	double r2;             /* share of the variance explained */
	double residual_error; /* standard error of the residuals, in units of y */
};

/* How many parameters a law has. */
size_t law_parameter_count(const struct law *law);
/* Fits one law. Wants one point more than parameters, at as many different x, none of them negative, and
 * y that are not all the same; else raises TOO_FEW_POINTS with what is missing. `what` names the points in
 * the message. Every number of a fit is finite. */
bool law_fit(const struct law *law, const double *x, const double *y, size_t count, const char *what,
	struct fit *fit, struct error *err);
double fit_value(const struct fit *fit, double x);

#endif
