/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_unseen.h"

#include <gsl/gsl_multifit.h>
#include <math.h>

static bool
levels_off(const struct fit *fit)
{
	return fit->law == &laws[LAW_CONSTANT] || fit->law == &laws[LAW_SATURATING] ||
		   (fit->law == &laws[LAW_POWER] && fit->parameters[2] < 1);
}

/* Columns of the least squares: what a start costs, the law's bend, the line. All relative to the law, so
 * that noise is the same everywhere; x is scaled to the largest. */
struct columns {
	gsl_matrix *terms, *covariance;
	gsl_vector *y, *weights, *numbers;
	gsl_multifit_linear_workspace *room;
};

static void
columns_init(const struct levels *levels, size_t count, struct columns *columns)
{
	*columns = (struct columns){.terms = gsl_matrix_alloc(levels->sizes, count),
		.covariance = gsl_matrix_alloc(count, count),
		.y = gsl_vector_alloc(levels->sizes),
		.weights = gsl_vector_alloc(levels->sizes),
		.numbers = gsl_vector_alloc(count),
		.room = gsl_multifit_linear_alloc(levels->sizes, count)};
}

static void
columns_dispose(struct columns *columns)
{
	gsl_matrix_free(columns->terms);
	gsl_matrix_free(columns->covariance);
	gsl_vector_free(columns->y);
	gsl_vector_free(columns->weights);
	gsl_vector_free(columns->numbers);
	gsl_multifit_linear_free(columns->room);
}

static void
fill(const struct levels *levels, const struct fit *fit, double variance, size_t count,
	struct columns *columns)
{
	const double largest = levels->x[levels->sizes - 1];

	for (size_t i = 0; i < levels->sizes; i++) {
		double value = fmax(fit_value(fit, levels->x[i]), 1e-9 * levels->unit);
		gsl_matrix_set(columns->terms, i, 0, levels->unit / value);
		if (count > 2)
			gsl_matrix_set(columns->terms, i, 1, 1 - fit->parameters[0] / value);
		gsl_matrix_set(columns->terms, i, count - 1, levels->unit * levels->x[i] / largest / value);
		gsl_vector_set(columns->y, i, levels->y[i] / value);
		gsl_vector_set(
			columns->weights, i, levels_tell(levels, i, value) ? 1 / (variance * levels->share[i]) : 0);
	}
}

double
law_unseen_slope(const struct levels *levels, const struct fit *fit, double variance)
{
	const size_t count = fit->law == &laws[LAW_CONSTANT] ? 2 : 3;
	struct columns columns;
	double chi_square, steepest;

	if (!levels_off(fit) || !levels->positive || levels->sizes <= count || !(variance > 0))
		return 0;
	columns_init(levels, count, &columns);
	fill(levels, fit, variance, count, &columns);
	(void)gsl_multifit_wlinear(columns.terms, columns.weights, columns.y, columns.numbers, columns.covariance,
		&chi_square, columns.room);
	steepest = fmax(0, gsl_vector_get(columns.numbers, count - 1)) +
			   2 * sqrt(gsl_matrix_get(columns.covariance, count - 1, count - 1));
	columns_dispose(&columns);
	return isfinite(steepest) ? steepest * levels->unit / levels->x[levels->sizes - 1] : 0;
}
