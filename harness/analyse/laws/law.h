/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growth laws. A new one is a row of laws[] and its functions; law_fit.h fits them to points.
 *
 * Every law is a + b*g(x), g with at most one number of its own that is not linear (the exponent, the rate,
 * the quadratic share). For a given such number a and b follow exactly, so only it is searched: that cannot
 * diverge as a search over all three can.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_H
#define GORGE_ANALYSE_LAWS_LAW_H

#include "base/error.h"

#include <stddef.h>

enum { LAW_PARAMETERS_MOST = 3 };

/* One size, as laws read it: scaled to the largest of its points (or x^4 would lose digits). */
struct law_size {
	double x, scaled, log_scaled;
};

struct law {
	const char *name;    /* "linear" */
	const char *formula; /* "a + b*x" */
	const char *parameters[LAW_PARAMETERS_MOST + 1];
	/* g, which has shape 0 when the law has no number of its own; NULL = the law is a alone. */
	double (*basis)(const struct law_size *size, double shape);
	double shape_least, shape_most; /* where its own number is searched; both 0 = it has none */
	bool shape_by_ratio;            /* the search goes in equal ratios, not in equal steps */
	bool only_grows;                /* b is held at 0 or above */
	size_t sizes_to_predict; /* how many it must rest on to say anything beyond them; 0 = PREDICTION_SIZES */
	/* From b of the scaled size and the shape to the parameters behind a. */
	void (*unscale)(double b, double shape, double scale, double *parameters);
	double (*value)(const double *parameters, double x);
	double (*exponent)(const double *parameters, double x);
};

enum law_id {
	LAW_CONSTANT,
	LAW_LINEAR,
	LAW_LOGLINEAR,
	LAW_POWER,
	LAW_QUADRATIC,
	LAW_EXPONENTIAL,
	LAW_SATURATING,
	LAW_COUNT
};

/* constant: a. linear: a (y at 0), b (slope). n log n: a, b: a + b*x*ln(x). power: a (offset), b, c: a +
 * b*x^c, the exponent c within POWER_LEAST and POWER_MOST. quadratic: a, b, c: a + b*x + c*x^2, neither b nor
 * c below 0: a parabola that falls first is no growth. exponential: a, b, c: a + b*exp(c*x), b not below 0, c
 * times the largest x within RATE_LEAST and RATE_MOST (below the first it is a line, beyond the second a
 * single point). saturating: a + b*x/(x + c), b not below 0, half of the growth done at c, which over the
 * largest x is within HALF_LEAST and HALF_MOST (above it is a line). */
extern const struct law laws[LAW_COUNT];
#define POWER_LEAST 0.05
#define POWER_MOST  4.0
#define RATE_LEAST  0.2
#define RATE_MOST   60.0
#define HALF_LEAST  1e-4
#define HALF_MOST   0.3

/* How many parameters a law has. */
size_t law_parameter_count(const struct law *law);
/* What a law is held against. Borrows all of it. */
struct law_points {
	const double *x, *y; /* sizes, in any order and some perhaps alike, and what was measured there */
	size_t count;
	const char *what; /* names them in messages */
};

/* Raises TOO_FEW_POINTS for what is no size (below 0) or no number, and RESULTS_FORMAT for numbers beyond
 * POINT_MOST or nearer to 0 than 1 / POINT_MOST: nothing measured is, and squares of them are no numbers. */
bool law_points_check(const struct law_points *points, struct error *err);
#define POINT_MOST 1e18

#endif
