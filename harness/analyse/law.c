/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/law.h"
#include "base/memory.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

static double
linear_solve(const double *x, const double *y, size_t count, double *parameters)
{
	double cov00, cov01, cov11, squares;

	gsl_fit_linear(x, 1, y, 1, count, &parameters[0], &parameters[1], &cov00, &cov01, &cov11, &squares);
	return squares;
}

static double
linear_value(const double *parameters, double x)
{
	return parameters[0] + parameters[1] * x;
}

/* For a given exponent the other two parameters follow exactly, so only the exponent is searched: that
 * cannot diverge as a search over all three can. x is scaled to its largest, or x^4 would lose digits. */
struct power_search {
	const double *scaled_x, *y;
	double *raised; /* room for scaled_x^c */
	size_t count;
	double linear[2]; /* of the last exponent tried */
};

static double
power_squares(double exponent, void *context)
{
	struct power_search *search = context;

	for (size_t i = 0; i < search->count; i++)
		search->raised[i] = pow(search->scaled_x[i], exponent);
	return linear_solve(search->raised, search->y, search->count, search->linear);
}

enum { GRID_STEPS = 80, REFINE_MOST = 200 };

static double
grid_exponent(int step)
{
	return POWER_LEAST + (POWER_MOST - POWER_LEAST) * step / GRID_STEPS;
}

/* The best exponent of a coarse grid: the sum of squares can have more than one valley. */
static int
search_grid(struct power_search *search)
{
	double best = INFINITY;
	int best_step = 0;

	for (int step = 0; step <= GRID_STEPS; step++) {
		double squares = power_squares(grid_exponent(step), search);
		if (squares < best) {
			best = squares;
			best_step = step;
		}
	}
	return best_step;
}

/* Brent's method between the grid's neighbours of its best; at an edge of the range the edge stands. */
static double
refine(struct power_search *search, int step)
{
	gsl_function function = {.function = power_squares, .params = search};
	gsl_min_fminimizer *minimizer = NULL;
	double exponent = grid_exponent(step), low = grid_exponent(step - 1), high = grid_exponent(step + 1);
	double middle = power_squares(exponent, search), left, right;

	if (step == 0 || step == GRID_STEPS)
		return exponent;
	left = power_squares(low, search);
	right = power_squares(high, search);
	if (!(middle < left && middle < right))
		return exponent;
	minimizer = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
	if (!minimizer)
		BUG("out of memory for a minimizer");
	gsl_min_fminimizer_set_with_values(minimizer, &function, exponent, middle, low, left, high, right);
	for (int i = 0; i < REFINE_MOST && high - low > 1e-9; i++) {
		if (gsl_min_fminimizer_iterate(minimizer) != GSL_SUCCESS)
			break;
		low = gsl_min_fminimizer_x_lower(minimizer);
		high = gsl_min_fminimizer_x_upper(minimizer);
	}
	exponent = gsl_min_fminimizer_x_minimum(minimizer);
	gsl_min_fminimizer_free(minimizer);
	return exponent;
}

static double
power_solve(const double *x, const double *y, size_t count, double *parameters)
{
	CLEANUP_FREE double *scaled = memory_zeroed(count, sizeof *scaled);
	CLEANUP_FREE double *raised = memory_zeroed(count, sizeof *raised);
	struct power_search search = {.scaled_x = scaled, .y = y, .raised = raised, .count = count};
	double scale = gsl_stats_max(x, 1, count), squares;

	for (size_t i = 0; i < count; i++)
		scaled[i] = x[i] / scale;
	parameters[2] = refine(&search, search_grid(&search));
	squares = power_squares(parameters[2], &search);
	parameters[0] = search.linear[0];
	parameters[1] = search.linear[1] / pow(scale, parameters[2]);
	return squares;
}

static double
power_value(const double *parameters, double x)
{
	return parameters[0] + parameters[1] * pow(x, parameters[2]);
}

const struct law laws[LAW_COUNT] = {
	[LAW_LINEAR] = {"linear", "a + b*x", {"a", "b"}, linear_solve, linear_value},
	[LAW_POWER] = {"power", "a + b*x^c", {"a", "b", "c"}, power_solve, power_value},
};

size_t
law_parameter_count(const struct law *law)
{
	size_t count = 0;

	while (law->parameters[count])
		count++;
	return count;
}

static size_t
distinct_count(const double *values, size_t count)
{
	CLEANUP_FREE double *sorted = memory_zeroed(count, sizeof *sorted);
	size_t distinct = count > 0;

	for (size_t i = 0; i < count; i++)
		sorted[i] = values[i];
	gsl_sort(sorted, 1, count);
	for (size_t i = 1; i < count; i++)
		distinct += sorted[i] > sorted[i - 1];
	return distinct;
}

static bool
can_fit(const struct law *law, const double *x, const double *y, size_t count, const char *what,
	struct error *err)
{
	size_t needed = law_parameter_count(law) + 1, sizes = distinct_count(x, count);

	for (size_t i = 0; i < count; i++)
		if (!isfinite(x[i]) || !isfinite(y[i]) || x[i] < 0)
			return error_raise(
				err, ERROR_TOO_FEW_POINTS, what, "point %zu is not a size and a number", i + 1);
	if (sizes < needed)
		return error_raise(err, ERROR_TOO_FEW_POINTS, what, "%zu different size%s; the %s law needs %zu",
			sizes, sizes == 1 ? "" : "s", law->name, needed);
	if (distinct_count(y, count) < 2)
		return error_raise(
			err, ERROR_TOO_FEW_POINTS, what, "all %zu values are %g: nothing grows", count, y[0]);
	return true;
}

bool
law_fit(const struct law *law, const double *x, const double *y, size_t count, const char *what,
	struct fit *fit, struct error *err)
{
	double squares, total;

	*fit = (struct fit){0};
	if (!can_fit(law, x, y, count, what, err))
		return false;
	squares = law->solve(x, y, count, fit->parameters);
	total = gsl_stats_tss(y, 1, count);
	fit->law = law;
	fit->points = count;
	fit->r2 = 1 - squares / total;
	fit->residual_error = sqrt(squares / (double)(count - law_parameter_count(law)));
	return true;
}

double
fit_value(const struct fit *fit, double x)
{
	return fit->law->value(fit->parameters, x);
}
