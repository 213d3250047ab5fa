/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/fitting/law_noise.h"
#include "analyse/laws/fitting/law_criterion.h"

#include <math.h>

/* KNOWN_MISFIT for how far a new size will be: up to so many sizes, one observation each. */
static const double TELLING_SIZES = 8;

double
law_variance_about(const struct law_search *search, enum law_id id, bool by_runs, double *freedom)
{
	const struct levels *levels = &search->levels;
	double squares = search->squares[id];

	*freedom = law_search_telling(search, id);
	if (by_runs) {
		squares += levels->noise_squares;
		*freedom += levels->noise_freedom;
	}
	return squares / *freedom;
}

double
levels_mean_share(const struct levels *levels)
{
	double share = 0;

	for (size_t i = 0; i < levels->sizes; i++)
		share += levels->share[i] / (double)levels->sizes;
	return share;
}

/* What it costs that a law which bends was chosen by how near the sizes are to it: one freedom, and another
 * where only the largest few of them tell its number. */
static double
cost_of_choice(enum law_id id)
{
	if (!(laws[id].shape_most > laws[id].shape_least))
		return 0;
	return laws[id].sizes_to_predict > 0 ? 2 : 1;
}

/* The same as it has to be drawn where each size is one observation. Five sizes can lie on a law by luck: as
 * if as many further ones as make TELLING_SIZES were off by KNOWN_MISFIT, unless these are. */
double
law_variance_to_draw(const struct law_search *search, enum law_id id, bool by_runs, double *freedom)
{
	double variance = law_variance_about(search, id, by_runs, freedom), squares = variance * *freedom;
	double further = fmax(0, TELLING_SIZES - (double)(search->levels.sizes - search->levels.below));
	double known = KNOWN_MISFIT * KNOWN_MISFIT / levels_mean_share(&search->levels);

	if (by_runs)
		return variance;
	if (further < 1) {
		*freedom = fmax(1, *freedom - cost_of_choice(id));
	} else if (variance < known) {
		squares += further * known;
		*freedom += further;
	}
	return squares / *freedom;
}
