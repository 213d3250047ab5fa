/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_solver.h"
#include "base/memory.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

enum { GRID_STEPS = 80, REFINE_MOST = 60 };

/* The y of one fit, and sums that every basis needs. */
struct response {
	struct law_solver *solver;
	const double *y;
	bool from_zero;
	double sum, squares; /* of w*y and w*y^2 */
};

struct solution {
	double a, b, squares;
};

static void
place_basis(const struct law_solver *solver, double shape, struct law_basis *basis)
{
	const double *weights = solver->weights;
	double sum = 0;

	for (size_t i = 0; i < solver->count; i++) {
		basis->centred[i] = solver->law->basis(&solver->sizes[i], shape);
		sum += weights[i] * basis->centred[i];
	}
	basis->mean = sum / solver->total_weight;
	basis->squares = 0;
	for (size_t i = 0; i < solver->count; i++) {
		basis->centred[i] -= basis->mean;
		basis->squares += weights[i] * basis->centred[i] * basis->centred[i];
	}
}

static struct solution
solve_linear(const struct response *response, const struct law_basis *basis)
{
	const struct law_solver *solver = response->solver;
	const double mean = response->sum / solver->total_weight;
	double product = 0, a, b;

	for (size_t i = 0; i < solver->count; i++)
		product += basis->centred[i] * solver->weighted_y[i];
	b = basis->squares > 0 ? product / basis->squares : 0;
	if (solver->law->only_grows && b < 0)
		b = 0;
	a = mean - b * basis->mean;
	if (response->from_zero && a < 0) {
		double squares = basis->squares + basis->mean * basis->mean * solver->total_weight;
		product += basis->mean * response->sum;
		return (struct solution){0, product / squares, response->squares - product * product / squares};
	}
	return (struct solution){a, b, response->squares - mean * response->sum - b * product};
}

/* From the residuals: the difference of large sums has lost the digits of a good fit. */
static double
squares_left(const struct response *response, const struct law_basis *basis, const struct solution *solution)
{
	const struct law_solver *solver = response->solver;
	double level = solution->a + solution->b * basis->mean, squares = 0;

	for (size_t i = 0; i < solver->count; i++) {
		double residual = response->y[i] - level - solution->b * basis->centred[i];
		squares += solver->weights[i] * residual * residual;
	}
	return squares;
}

static double
squares_exactly(const struct response *response, const struct law_basis *basis)
{
	struct solution solution = solve_linear(response, basis);

	return squares_left(response, basis, &solution);
}

static double
shape_at(const struct law *law, double step)
{
	double share = step / GRID_STEPS;

	if (law->shape_by_ratio)
		return law->shape_least * pow(law->shape_most / law->shape_least, share);
	return law->shape_least + (law->shape_most - law->shape_least) * share;
}

/* The best of a coarse grid: the sum of squares can have more than one valley. */
static size_t
search_grid(const struct response *response)
{
	const struct law_solver *solver = response->solver;
	double least = INFINITY;
	size_t best = 0;

	for (size_t step = 0; step < solver->steps; step++) {
		double squares = solve_linear(response, &solver->grid[step]).squares;
		if (squares < least) {
			least = squares;
			best = step;
		}
	}
	return best;
}

static double
squares_between(double step, void *context)
{
	const struct response *response = context;
	struct law_solver *solver = response->solver;

	place_basis(solver, shape_at(solver->law, step), &solver->trial);
	return squares_exactly(response, &solver->trial);
}

/* Brent's method between the grid's neighbours of its best, in steps of the grid; at an edge of the range the
 * edge stands. */
static double
refine(struct response *response, size_t best)
{
	struct law_solver *solver = response->solver;
	gsl_function function = {.function = squares_between, .params = response};
	double step = (double)best, low = step - 1, high = step + 1, middle, left, right;

	if (best == 0 || best == GRID_STEPS)
		return step;
	middle = squares_exactly(response, &solver->grid[best]);
	left = squares_exactly(response, &solver->grid[best - 1]);
	right = squares_exactly(response, &solver->grid[best + 1]);
	if (!(middle < left && middle < right))
		return step;
	gsl_min_fminimizer_set_with_values(solver->minimizer, &function, step, middle, low, left, high, right);
	for (int i = 0; i < REFINE_MOST && high - low > 1e-7; i++) {
		if (gsl_min_fminimizer_iterate(solver->minimizer) != GSL_SUCCESS)
			break;
		step = gsl_min_fminimizer_x_minimum(solver->minimizer);
		low = gsl_min_fminimizer_x_lower(solver->minimizer);
		high = gsl_min_fminimizer_x_upper(solver->minimizer);
	}
	return step;
}

static void
set_sizes(struct law_solver *solver, const double *x, const double *weights)
{
	for (size_t i = 0; i < solver->count; i++)
		solver->scale = fmax(solver->scale, x[i]);
	for (size_t i = 0; i < solver->count; i++) {
		double scaled = x[i] / solver->scale;
		solver->sizes[i] = (struct law_size){x[i], scaled, scaled > 0 ? log(scaled) : -HUGE_VAL};
		solver->weights[i] = weights ? weights[i] : 1;
		solver->total_weight += solver->weights[i];
	}
}

void
law_solver_init(
	struct law_solver *solver, const struct law *law, const double *x, const double *weights, size_t count)
{
	const bool searched = law->shape_most > law->shape_least;

	*solver = (struct law_solver){.law = law,
		.count = count,
		.steps = searched     ? GRID_STEPS + 1
				 : law->basis ? 1
							  : 0};
	solver->weights = memory_zeroed(count, sizeof *solver->weights);
	solver->sizes = memory_zeroed(count, sizeof *solver->sizes);
	solver->weighted_y = memory_zeroed(count, sizeof *solver->weighted_y);
	solver->room = memory_zeroed((solver->steps + 1) * count, sizeof *solver->room);
	solver->grid = memory_zeroed(solver->steps + 1, sizeof *solver->grid);
	set_sizes(solver, x, weights);
	for (size_t step = 0; step < solver->steps; step++) {
		solver->grid[step].centred = solver->room + step * count;
		place_basis(solver, searched ? shape_at(law, (double)step) : 0, &solver->grid[step]);
	}
	solver->trial.centred = solver->room + solver->steps * count;
	if (searched && !(solver->minimizer = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent)))
		memory_exhausted("a minimizer");
}

void
law_solver_dispose(struct law_solver *solver)
{
	free(solver->weights);
	free(solver->weighted_y);
	free(solver->sizes);
	free(solver->room);
	free(solver->grid);
	if (solver->minimizer)
		gsl_min_fminimizer_free(solver->minimizer);
	*solver = (struct law_solver){0};
}

static struct response
response_of(struct law_solver *solver, const double *y, bool from_zero)
{
	struct response response = {.solver = solver, .y = y, .from_zero = from_zero};

	for (size_t i = 0; i < solver->count; i++) {
		solver->weighted_y[i] = solver->weights[i] * y[i];
		response.sum += solver->weighted_y[i];
		response.squares += solver->weighted_y[i] * y[i];
	}
	return response;
}

static struct solution
solve_shape(struct response *response, double *shape)
{
	struct law_solver *solver = response->solver;
	double step;

	if (solver->steps == 0)
		return (struct solution){response->sum / solver->total_weight, 0, 0};
	if (solver->steps == 1)
		return solve_linear(response, &solver->grid[0]);
	step = refine(response, search_grid(response));
	*shape = shape_at(solver->law, step);
	place_basis(solver, *shape, &solver->trial);
	return solve_linear(response, &solver->trial);
}

double
law_solver_solve(struct law_solver *solver, const double *y, bool from_zero, double *parameters)
{
	struct response response = response_of(solver, y, from_zero);
	double shape = 0, squares = 0;
	struct solution solution = solve_shape(&response, &shape);

	parameters[0] = solution.a;
	if (solver->law->unscale)
		solver->law->unscale(solution.b, shape, solver->scale, parameters);
	for (size_t i = 0; i < solver->count; i++) {
		double residual = y[i] - solver->law->value(parameters, solver->sizes[i].x);
		squares += solver->weights[i] * residual * residual;
	}
	return squares;
}
