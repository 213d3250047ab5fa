/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_segments.h"
#include "analyse/laws/fitting/law_criterion.h"

#include <math.h>

/* Of two laws and the place between them, or (upper 0) of one law; the variance is a parameter too. */
static double
criterion(const struct levels *levels, double squares, size_t lower, size_t upper)
{
	double count = (double)levels->sizes + KNOWN_SIZES, price;
	double parameters = (double)(lower + upper) + (upper > 0 ? 2 : 1);

	if (!law_price(count, parameters, &price))
		return HUGE_VAL;
	return law_deviance(squares + KNOWN_SIZES * KNOWN_MISFIT * KNOWN_MISFIT, count) + price;
}

static double
best_single(const struct law_search *search)
{
	double best = HUGE_VAL;

	for (enum law_id id = 0; id < LAW_COUNT; id++)
		if (law_search_freedom(search, id) >= 2)
			best = fmin(
				best, criterion(&search->levels, search->squares[id], law_parameter_count(&laws[id]), 0));
	return best;
}

/* Whether two laws could be so much better at all, were there nothing that they miss. */
static bool
can_be_better(const struct law_search *search, double single)
{
	const size_t least = law_parameter_count(&laws[LAW_CONSTANT]);

	return criterion(&search->levels, 0, least, least) < single - SEGMENTS_DELTA;
}

static void
fit_part(const struct levels *levels, size_t from, size_t to, struct law_search *part)
{
	struct fit fit;

	*part = (struct law_search){.levels = levels_part(levels, from, to)};
	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		part->squares[id] = HUGE_VAL;
		law_search_fit(part, id, &fit);
	}
}

static double
best_pair(const struct levels *levels, const struct law_search *lower, const struct law_search *upper)
{
	double best = HUGE_VAL;

	for (enum law_id below = 0; below < LAW_COUNT; below++)
		for (enum law_id above = 0; above < LAW_COUNT; above++)
			if (isfinite(lower->squares[below] + upper->squares[above]))
				best = fmin(best, criterion(levels, lower->squares[below] + upper->squares[above],
									  law_parameter_count(&laws[below]), law_parameter_count(&laws[above])));
	return best;
}

/* With a law for the sizes before `place`, and one from there on. */
static double
divided_at(const struct levels *levels, size_t place)
{
	struct law_search lower, upper;
	double best;

	fit_part(levels, 0, place, &lower);
	fit_part(levels, place, levels->sizes, &upper);
	best = best_pair(levels, &lower, &upper);
	law_search_dispose_part(&lower);
	law_search_dispose_part(&upper);
	return best;
}

bool
law_segments_find(const struct law_search *search, struct segments *segments)
{
	const struct levels *levels = &search->levels;
	const size_t first = levels->below + SEGMENTS_SIZES_BELOW, end = levels->sizes - SEGMENTS_SIZES_ABOVE + 1;
	double single = best_single(search), best = single - SEGMENTS_DELTA;
	bool found = false;

	if (!levels->positive || levels->sizes < levels->below + SEGMENTS_SIZES || !can_be_better(search, single))
		return false;
	for (size_t place = first; place < end; place += (end - first + SEGMENTS_PLACES - 1) / SEGMENTS_PLACES) {
		double divided = divided_at(levels, place);
		if (divided >= best)
			continue;
		best = divided;
		found = true;
		*segments = (struct segments){levels->x[place - 1], levels->x[place]};
	}
	return found;
}
