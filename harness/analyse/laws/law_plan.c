/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_plan.h"
#include "analyse/laws/fitting/law_levels.h"

#include <math.h>

enum { STEPS = 60 };
/* What is nearer is the same law for every purpose. */
static const double APART_LEAST = 0.05;

static double
two_digits(double size)
{
	double digit = pow(10, floor(log10(size)) - 1);

	return digit >= 1 ? ceil(size / digit) * digit : ceil(size);
}

static double
apart(const struct law_choice *choice, enum law_id rival, double size)
{
	double ours = fit_value(law_chosen(choice), size), theirs = fit_value(&choice->fits[rival], size);

	return ours > 0 && theirs > 0 ? fabs(log(theirs / ours)) : HUGE_VAL;
}

/* So many that the median's noise is a fourth of the difference; 0 = more than anybody measures. */
static size_t
runs_for(double difference, double noise)
{
	for (size_t runs = 1; runs <= PLAN_RUNS_MOST; runs++)
		if (difference >= fmax(APART_LEAST, PLAN_NOISE * noise * sqrt(median_variance(runs))))
			return runs;
	return 0;
}

/* The size at which the fewest runs decide, and of such the smallest. */
static void
place(const struct law_choice *choice, struct law_plan *plan)
{
	double from = fmax(choice->smallest, choice->largest / 1000), to = PLAN_REACH * choice->largest;
	double noise = choice->scatter;

	for (int i = 0; i <= STEPS && from > 0; i++) {
		double size = two_digits(from * pow(to / from, (double)i / STEPS));
		size_t runs = runs_for(apart(choice, plan->rival, size), noise);
		if (runs == 0 || (plan->runs > 0 && runs >= plan->runs))
			continue;
		plan->runs = runs;
		plan->size = size;
	}
}

static bool
is_possible(const struct law_choice *choice, enum law_id id)
{
	if (id == choice->law || !choice->fits[id].law)
		return false;
	return !choice->ranked[id] || choice->delta[id] - choice->delta[choice->law] <= LAW_DELTA_SAME;
}

/* By how well it fits: AICc where there is one, else what it explains. */
static bool
is_likelier(const struct law_choice *choice, enum law_id id, enum law_id than)
{
	if (choice->ranked[id] && choice->ranked[than])
		return choice->delta[id] < choice->delta[than];
	return choice->fits[id].r2 > choice->fits[than].r2;
}

void
law_plan_find(const struct law_choice *choice, struct law_plan *plan)
{
	*plan = (struct law_plan){.rival = LAW_COUNT};
	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		if (!is_possible(choice, id) || apart(choice, id, PLAN_REACH * choice->largest) < APART_LEAST)
			continue;
		plan->few_sizes = plan->few_sizes || !choice->ranked[id];
		if (plan->rival == LAW_COUNT || is_likelier(choice, id, plan->rival))
			plan->rival = id;
	}
	plan->needed = plan->rival != LAW_COUNT && !choice->gap.found;
	if (plan->needed)
		place(choice, plan);
}
