/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_solver.h"
#include "base/memory.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>

/* The search looks at every COARSE_STEPS-th step of its grid first. */
enum { GRID_STEPS = 80, COARSE_STEPS = 8, REFINE_MOST = 60 };
/* Of a step. */
static const double ROUGHLY = 0.005;

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
	for (size_t i = 0; i < solver->count; i++)
		basis->values[i] = solver->law->basis(&solver->sizes[i], shape);
	basis->placed = true;
}

static void
weigh_basis(const struct law_solver *solver, struct law_basis *basis)
{
	const double *weights = solver->weights;
	double sum = 0;

	for (size_t i = 0; i < solver->count; i++)
		sum += weights[i] * basis->values[i];
	basis->mean = sum / solver->total_weight;
	basis->squares = 0;
	for (size_t i = 0; i < solver->count; i++) {
		basis->centred[i] = basis->values[i] - basis->mean;
		basis->squares += weights[i] * basis->centred[i] * basis->centred[i];
	}
	basis->weighing = solver->weighing;
}

static double
shape_at(const struct law *law, double step)
{
	double share = step / GRID_STEPS;

	if (law->shape_by_ratio)
		return law->shape_least * pow(law->shape_most / law->shape_least, share);
	return law->shape_least + (law->shape_most - law->shape_least) * share;
}

static const struct law_basis *
basis_at(const struct law_solver *solver, size_t step)
{
	struct law_basis *basis = &solver->grid[step];

	if (!basis->placed)
		place_basis(solver, solver->steps > 1 ? shape_at(solver->law, (double)step) : 0, basis);
	if (basis->weighing != solver->weighing)
		weigh_basis(solver, basis);
	return basis;
}

static const struct law_basis *
basis_between(struct law_solver *solver, double shape)
{
	place_basis(solver, shape, &solver->trial);
	weigh_basis(solver, &solver->trial);
	return &solver->trial;
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

/* Takes the step for the best one if it is. */
static void
look_at(const struct response *response, size_t step, double *least, size_t *best)
{
	double squares = solve_linear(response, basis_at(response->solver, step)).squares;

	if (!(squares < *least))
		return;
	*least = squares;
	*best = step;
}

/* The best of a coarse grid, and then of ever finer ones about it: the sum of squares can have more than one
 * valley, but none so narrow. */
static size_t
search_grid(const struct response *response)
{
	const size_t steps = response->solver->steps;
	double least = INFINITY;
	size_t best = 0;

	for (size_t step = 0; step < steps; step += COARSE_STEPS)
		look_at(response, step, &least, &best);
	for (size_t stride = COARSE_STEPS / 2; stride > 0; stride /= 2) {
		size_t middle = best;
		if (middle >= stride)
			look_at(response, middle - stride, &least, &best);
		if (middle + stride < steps)
			look_at(response, middle + stride, &least, &best);
	}
	return best;
}

static double
squares_between(double step, void *context)
{
	const struct response *response = context;

	return squares_exactly(response, basis_between(response->solver, shape_at(response->solver->law, step)));
}

/* A valley: the middle one of three steps is the lowest. */
struct valley {
	double steps[3], squares[3];
};

/* False at an edge of the range, which then stands. */
static bool
find_valley(const struct response *response, size_t best, struct valley *valley)
{
	if (best == 0 || best == GRID_STEPS)
		return false;
	for (size_t i = 0; i < 3; i++) {
		valley->steps[i] = (double)(best + i) - 1;
		valley->squares[i] = squares_exactly(response, basis_at(response->solver, best + i - 1));
	}
	return valley->squares[1] < valley->squares[0] && valley->squares[1] < valley->squares[2];
}

/* Brent's method, in steps of the grid. */
static double
refine(struct response *response, const struct valley *valley)
{
	struct law_solver *solver = response->solver;
	gsl_function function = {.function = squares_between, .params = response};
	const double *steps = valley->steps, *squares = valley->squares;
	double step = steps[1], low = steps[0], high = steps[2];

	gsl_min_fminimizer_set_with_values(
		solver->minimizer, &function, step, squares[1], low, squares[0], high, squares[2]);
	for (int i = 0; i < REFINE_MOST && high - low > 1e-7; i++) {
		if (gsl_min_fminimizer_iterate(solver->minimizer) != GSL_SUCCESS)
			break;
		step = gsl_min_fminimizer_x_minimum(solver->minimizer);
		low = gsl_min_fminimizer_x_lower(solver->minimizer);
		high = gsl_min_fminimizer_x_upper(solver->minimizer);
	}
	return step;
}

/* Of the parabola through the three. */
static double
lowest_of(const struct valley *valley)
{
	const double *x = valley->steps, *y = valley->squares;
	double left = (x[1] - x[0]) * (y[1] - y[2]), right = (x[1] - x[2]) * (y[1] - y[0]);

	return fabs(left - right) > 0
			   ? x[1] - ((x[1] - x[0]) * left - (x[1] - x[2]) * right) / (2 * (left - right))
			   : x[1];
}

static void
narrow(struct valley *valley, double step, double squares)
{
	const bool lower = squares < valley->squares[1], left = step < valley->steps[1];
	const size_t outer = left == lower ? 2 : 0;

	if (lower) {
		valley->steps[outer] = valley->steps[1];
		valley->squares[outer] = valley->squares[1];
	}
	valley->steps[lower ? 1 : outer] = step;
	valley->squares[lower ? 1 : outer] = squares;
}

/* By parabolas. Where an offset comes to be held at 0 the valley has a kink, so that one is not trusted
 * before the valley is narrow on both sides. */
static double
refine_roughly(struct response *response, const struct valley *found)
{
	struct valley valley = *found;
	const double *steps = valley.steps;

	for (int i = 0; i < REFINE_MOST && steps[2] - steps[0] > 4 * ROUGHLY; i++) {
		double step = lowest_of(&valley);
		if (fabs(step - steps[1]) < ROUGHLY)
			step = steps[1] + (steps[2] - steps[1] > steps[1] - steps[0] ? ROUGHLY : -ROUGHLY);
		narrow(&valley, step, squares_between(step, response));
	}
	return lowest_of(&valley);
}

static void
set_sizes(struct law_solver *solver, const double *x)
{
	for (size_t i = 0; i < solver->count; i++)
		solver->scale = fmax(solver->scale, x[i]);
	for (size_t i = 0; i < solver->count; i++) {
		double scaled = x[i] / solver->scale;
		solver->sizes[i] = (struct law_size){x[i], scaled, scaled > 0 ? log(scaled) : -HUGE_VAL};
	}
}

void
law_solver_weigh(struct law_solver *solver, const double *weights)
{
	solver->total_weight = 0;
	for (size_t i = 0; i < solver->count; i++) {
		solver->weights[i] = weights ? weights[i] : 1;
		solver->total_weight += solver->weights[i];
	}
	solver->weighing++;
}

static size_t
step_count(const struct law *law)
{
	if (law->shape_most > law->shape_least)
		return GRID_STEPS + 1;
	return law->basis ? 1 : 0;
}

void
law_solver_init(
	struct law_solver *solver, const struct law *law, const double *x, const double *weights, size_t count)
{
	*solver = (struct law_solver){.law = law, .count = count, .steps = step_count(law)};
	solver->weights = memory_zeroed(count, sizeof *solver->weights);
	solver->sizes = memory_zeroed(count, sizeof *solver->sizes);
	solver->weighted_y = memory_zeroed(count, sizeof *solver->weighted_y);
	solver->room = memory_zeroed(2 * (solver->steps + 1) * count, sizeof *solver->room);
	solver->grid = memory_zeroed(solver->steps + 1, sizeof *solver->grid);
	set_sizes(solver, x);
	for (size_t step = 0; step <= solver->steps; step++) {
		struct law_basis *basis = step < solver->steps ? &solver->grid[step] : &solver->trial;
		basis->values = solver->room + 2 * step * count;
		basis->centred = basis->values + count;
	}
	law_solver_weigh(solver, weights);
	if (solver->steps > 1 && !(solver->minimizer = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent)))
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
solve_shape(struct response *response, bool roughly, double *shape)
{
	struct law_solver *solver = response->solver;
	struct valley valley;
	double step;

	if (solver->steps == 0)
		return (struct solution){response->sum / solver->total_weight, 0, 0};
	if (solver->steps == 1)
		return solve_linear(response, basis_at(solver, 0));
	step = (double)search_grid(response);
	if (find_valley(response, (size_t)step, &valley))
		step = (roughly ? refine_roughly : refine)(response, &valley);
	*shape = shape_at(solver->law, step);
	return solve_linear(response, basis_between(solver, *shape));
}

static void
solve(struct response *response, bool roughly, double *parameters)
{
	const struct law_solver *solver = response->solver;
	double shape = 0;
	struct solution solution = solve_shape(response, roughly, &shape);

	parameters[0] = solution.a;
	if (solver->law->unscale)
		solver->law->unscale(solution.b, shape, solver->scale, parameters);
}

double
law_solver_solve(struct law_solver *solver, const double *y, bool from_zero, double *parameters)
{
	struct response response = response_of(solver, y, from_zero);
	double squares = 0;

	solve(&response, false, parameters);
	for (size_t i = 0; i < solver->count; i++) {
		double residual = y[i] - solver->law->value(parameters, solver->sizes[i].x);
		squares += solver->weights[i] * residual * residual;
	}
	return squares;
}

void
law_solver_solve_roughly(struct law_solver *solver, const double *y, bool from_zero, double *parameters)
{
	struct response response = response_of(solver, y, from_zero);

	solve(&response, true, parameters);
}
