/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_search.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

double
law_search_freedom(const struct law_search *search, enum law_id id)
{
	return (double)search->levels.sizes - (double)law_parameter_count(&laws[id]);
}

double
law_search_telling(const struct law_search *search, enum law_id id)
{
	return fmax(1, law_search_freedom(search, id) - (double)search->levels.below);
}

/* What a value is expected to be for the sake of a residual: a law that falls below nothing has none. */
static double
expected_at(const struct levels *levels, const struct fit *fit, size_t i)
{
	return fmax(fit_value(fit, levels->x[i]), 1e-6 * levels->unit);
}

/* Logarithmic where all is above 0: to be half of what was measured is as bad as to be twice. A residual that
 * is relative to the value alone would let a law off with 1 that explains nothing. */
static double
squares_about(const struct levels *levels, const struct fit *fit)
{
	double squares = 0;

	for (size_t i = 0; i < levels->sizes; i++) {
		double residual = levels->positive ? log(levels->y[i] / expected_at(levels, fit, i))
										   : (levels->y[i] - fit_value(fit, levels->x[i])) / levels->unit;
		if (levels_tell(levels, i, fit_value(fit, levels->x[i])))
			squares += residual * residual / levels->share[i];
	}
	return squares;
}

/* One step of Gauss and Newton towards the least logarithmic squares: the curve and its weights at the last
 * fit (NULL = at the data themselves), where the logarithm is a line. */
static void
step_towards(struct law_search *search, enum law_id id, const struct fit *last, double *room, struct fit *fit)
{
	const struct levels *levels = &search->levels;
	double *weights = room, *target = room + levels->sizes;

	for (size_t i = 0; i < levels->sizes; i++) {
		double expected = levels->unit;
		target[i] = levels->y[i];
		if (levels->positive) {
			expected = last ? expected_at(levels, last, i) : levels->y[i];
			target[i] = expected * (1 + fmax(-1, fmin(2, log(levels->y[i] / expected))));
		}
		weights[i] = levels_tell(levels, i, last ? fit_value(last, levels->x[i]) : 0)
						 ? 1 / (expected * expected * levels->share[i])
						 : 0;
	}
	if (search->solvers[id].law)
		law_solver_weigh(&search->solvers[id], weights);
	else
		law_solver_init(&search->solvers[id], &laws[id], levels->x, weights, levels->sizes);
	(void)law_solver_solve(&search->solvers[id], target, levels->from_zero, fit->parameters);
}

void
law_search_fit(struct law_search *search, enum law_id id, struct fit *fit)
{
	enum { STEPS_MOST = 12 };
	const struct levels *levels = &search->levels;
	CLEANUP_FREE double *room = memory_zeroed(2 * levels->sizes, sizeof *room);
	struct fit next = {.law = &laws[id], .points = levels->sizes};
	double squares = 0;

	*fit = (struct fit){0};
	if (law_search_freedom(search, id) < 1)
		return;
	search->squares[id] = HUGE_VAL;
	for (int step = 0; step < STEPS_MOST; step++) {
		double before = search->squares[id], now;
		step_towards(search, id, step > 0 ? &next : NULL, room, &next);
		now = squares_about(levels, &next);
		if (now < before) {
			*fit = next;
			search->squares[id] = now;
		}
		if (!levels->positive || (step > 1 && fabs(before - now) <= 1e-6 * now))
			break;
	}
	if (levels->below > 0 && fit->law) /* draws go by the sizes that tell about this very fit */
		step_towards(search, id, fit, room, &next);
	if (!fit->law)
		return; /* the law left what a double holds at every step */
	for (size_t i = 0; i < levels->sizes; i++)
		squares += pow(levels->y[i] - fit_value(fit, levels->x[i]), 2);
	fit->residual_error = sqrt(squares / law_search_freedom(search, id));
	fit->r2 = search->squares[LAW_CONSTANT] > 0 ? 1 - search->squares[id] / search->squares[LAW_CONSTANT] : 1;
}

void
law_search_dispose(struct law_search *search)
{
	for (enum law_id id = 0; id < LAW_COUNT; id++)
		law_solver_dispose(&search->solvers[id]);
	levels_dispose(&search->levels);
}

void
law_search_dispose_part(struct law_search *search)
{
	search->levels = (struct levels){0};
	law_search_dispose(search);
}
