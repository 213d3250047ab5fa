/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/projects/package_costs.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <math.h>

const struct cost_class size_classes[SIZE_CLASSES] = {
	{"below 300 lines", 300},
	{"300 to 1,000", 1000},
	{"1,000 to 5,000", 5000},
	{"5,000 to 20,000", 20000},
	{"20,000 and more", INFINITY},
};

const struct cost_class reach_classes[REACH_CLASSES] = {
	{"reaches below 50", 50},
	{"50 to 150", 150},
	{"150 to 300", 300},
	{"300 and more", INFINITY},
};

static double
megabytes(const struct package_cost *cost)
{
	return cost->peak_bytes / 1e6;
}

static double
kilobytes_a_line(const struct package_cost *cost)
{
	return cost->lines > 0 ? cost->peak_bytes / 1e3 / cost->lines : 0;
}

static double
a_source_byte(const struct package_cost *cost)
{
	return cost->source_bytes > 0 ? cost->peak_bytes / cost->source_bytes : 0;
}

static double
a_program_byte(const struct package_cost *cost)
{
	return cost->program_bytes > 0 ? cost->peak_bytes / cost->program_bytes : 0;
}

const struct cost_measure cost_measures[] = {
	{"MB", false, megabytes},
	{"KB a line", false, kilobytes_a_line},
	{"bytes a source byte", false, a_source_byte},
	{"MB", true, megabytes},
	{"bytes a byte of the program", true, a_program_byte},
	{0},
};

static bool
is_in(const struct cost_class *classes, size_t wanted, double value)
{
	size_t index = 0;

	if (wanted == COST_ANY_CLASS)
		return true;
	while (value >= classes[index].below)
		index++;
	return index == wanted;
}

static struct cost_median
median_of_project(
	const struct survey *survey, const struct cost_measure *measure, const struct cost_filter *filter)
{
	const struct package_costs *costs = measure->of_links ? &survey->links : &survey->compiles;
	CLEANUP_FREE double *values = memory_zeroed(costs->count + 1, sizeof *values);
	size_t count = 0, least = survey->generated ? 1 : filter->least;

	for (size_t i = 0; i < costs->count; i++) {
		const struct package_cost *cost = &costs->items[i];
		double value = measure->value(cost);
		if (value > 0 && is_in(size_classes, filter->size, cost->lines) &&
			is_in(reach_classes, filter->reach, cost->reaches))
			values[count++] = value;
	}
	return count < least ? (struct cost_median){0} : (struct cost_median){median_of(values, count), count};
}

struct cost_median
cost_medians(const struct survey *surveys, size_t count, const struct cost_measure *measure,
	const struct cost_filter *filter, struct cost_median *medians)
{
	CLEANUP_FREE double *real = memory_zeroed(count, sizeof *real);
	size_t real_count = 0;

	for (size_t i = 0; i < count; i++) {
		medians[i] = median_of_project(&surveys[i], measure, filter);
		if (!surveys[i].generated && medians[i].count > 0)
			real[real_count++] = medians[i].value;
	}
	return real_count == 0 ? (struct cost_median){0}
						   : (struct cost_median){median_of(real, real_count), real_count};
}
