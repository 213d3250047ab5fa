/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_fit.h"
#include "analyse/laws/fitting/law_solver.h"
#include "analyse/numbers/statistics.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

static bool
can_fit(const struct law *law, const struct law_points *points, struct error *err)
{
	size_t needed = law_parameter_count(law) + 1, sizes;

	if (!law_points_check(points, err))
		return false;
	sizes = distinct_count(points->x, points->count);
	if (sizes < needed)
		return error_raise(err, ERROR_TOO_FEW_POINTS, points->what,
			"%zu different size%s; the %s law needs %zu", sizes, sizes == 1 ? "" : "s", law->name, needed);
	if (distinct_count(points->y, points->count) < 2)
		return error_raise(err, ERROR_TOO_FEW_POINTS, points->what, "all %zu values are %g: nothing grows",
			points->count, points->y[0]);
	return true;
}

bool
law_fit(const struct law *law, const struct law_points *points, struct fit *fit, struct error *err)
{
	struct law_solver solver;
	double squares;

	*fit = (struct fit){0};
	if (!can_fit(law, points, err))
		return false;
	law_solver_init(&solver, law, points->x, NULL, points->count);
	squares = law_solver_solve(&solver, points->y, false, fit->parameters);
	law_solver_dispose(&solver);
	fit->law = law;
	fit->points = points->count;
	fit->r2 = 1 - squares / gsl_stats_tss(points->y, 1, points->count);
	fit->residual_error = sqrt(squares / (double)(points->count - law_parameter_count(law)));
	return true;
}

double
fit_value(const struct fit *fit, double x)
{
	return fit->law->value(fit->parameters, x);
}

double
fit_exponent(const struct fit *fit, double x)
{
	return fit->law->exponent(fit->parameters, x);
}
