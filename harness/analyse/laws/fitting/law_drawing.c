/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_drawing.h"
#include "analyse/laws/fitting/law_noise.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* How much more than estimated the noise may be: sqrt(freedom / chi-square), at evenly spread chances. With
 * it what is drawn spreads as Student's t does, which matters where few sizes tell the noise. */
static void
set_spreads(double freedom, double *spreads)
{
	for (int i = 0; i < LAW_SPREADS; i++)
		spreads[i] = sqrt(freedom / chi_squared_quantile((i + 0.5) / LAW_SPREADS, freedom));
}

void
law_drawing_init(struct law_drawing *drawing, struct law_search *search, const struct fit *fit, bool by_runs)
{
	const struct levels *levels = &search->levels;
	const enum law_id id = (enum law_id)(fit->law - laws);
	double freedom, variance = law_variance_to_draw(search, id, by_runs, &freedom);

	*drawing = (struct law_drawing){.search = search, .id = id};
	drawing->expected = memory_zeroed(3 * levels->sizes, sizeof *drawing->expected);
	drawing->deviation = drawing->expected + levels->sizes;
	drawing->drawn = drawing->deviation + levels->sizes;
	for (size_t i = 0; i < levels->sizes; i++) {
		drawing->expected[i] = fit_value(fit, levels->x[i]);
		drawing->deviation[i] =
			(levels->positive ? drawing->expected[i] : levels->unit) * sqrt(variance * levels->share[i]);
	}
	set_spreads(freedom, drawing->spreads);
}

/* Noise is drawn as a factor where nothing is below 0; upwards it is as good as a difference. */
static double
drawn_value(const struct law_drawing *drawing, size_t i, double off)
{
	double expected = drawing->expected[i], difference = drawing->deviation[i] * off;

	if (!drawing->search->levels.positive || !(difference < 0))
		return expected + difference;
	return expected * exp(difference / expected);
}

double
law_draw(struct law_drawing *drawing, struct random *random, double *parameters)
{
	const struct levels *levels = &drawing->search->levels;
	double spread = drawing->spreads[random_below(random, LAW_SPREADS)];

	for (size_t i = 0; i < levels->sizes; i++)
		drawing->drawn[i] = drawn_value(drawing, i, spread * random_normal(random));
	law_solver_solve_roughly(
		&drawing->search->solvers[drawing->id], drawing->drawn, levels->from_zero, parameters);
	return spread;
}

void
law_drawing_dispose(struct law_drawing *drawing)
{
	free(drawing->expected);
	*drawing = (struct law_drawing){0};
}
