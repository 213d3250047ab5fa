/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Least squares of one law at the same sizes again and again, as a bootstrap wants it: what depends on the
 * sizes alone (the basis at the steps of the search) is worked out once.
 */
#ifndef GORGE_ANALYSE_LAWS_FITTING_LAW_SOLVER_H
#define GORGE_ANALYSE_LAWS_FITTING_LAW_SOLVER_H

#include "analyse/laws/law.h"

#include <gsl/gsl_min.h>

/* A basis in the form that makes a fit one product: `centred` is g - mean. */
struct law_basis {
	bool placed;          /* `values`, g, are filled, */
	size_t weighing;      /* and the rest by that weighing of the solver; 0 = not yet */
	double mean, squares; /* weighted mean of g; sum of w*(g - mean)^2 */
	double *values, *centred;
};

struct law_solver {
	const struct law *law;
	size_t count, steps;
	double scale;    /* the largest size */
	size_t weighing; /* how often it was given weights */
	double total_weight;
	double *weights;
	double *weighted_y; /* of the fit at hand */
	struct law_size *sizes;
	double *room; /* what the bases point into */
	struct law_basis
		*grid; /* one a step of the search, filled when it is come to; one in all without a shape */
	struct law_basis trial; /* between the steps */
	gsl_min_fminimizer *minimizer;
};

/* x: `count` sizes, at least one of them above 0; weights: NULL = all alike. Both are copied. */
void law_solver_init(
	struct law_solver *solver, const struct law *law, const double *x, const double *weights, size_t count);
void law_solver_dispose(struct law_solver *solver);
/* Gives it other weights for the same sizes. */
void law_solver_weigh(struct law_solver *solver, const double *weights);
/* Fills the parameters so that the weighted sum of squares is least, and returns it. from_zero: an offset
 * below 0 is held at 0 (what is measured cannot be less). */
double law_solver_solve(struct law_solver *solver, const double *y, bool from_zero, double *parameters);
/* The same for curves that are drawn by the thousand: the shape is exact to a hundredth of a step of the
 * search, an eight-thousandth of its range. */
void law_solver_solve_roughly(struct law_solver *solver, const double *y, bool from_zero, double *parameters);

#endif
