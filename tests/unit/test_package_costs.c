/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/projects/package_costs.h"
#include "base/memory.h"
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct cost_measure *
measure_of(const char *name, bool of_links)
{
	for (const struct cost_measure *measure = cost_measures; measure->name; measure++)
		if (measure->of_links == of_links && text_equal(measure->name, name))
			return measure;
	return NULL;
}

#define COSTS(...)                                                                                           \
	{                                                                                                        \
		.items = (struct package_cost[]){__VA_ARGS__},                                                       \
		.count = COUNT_OF(((struct package_cost[]){__VA_ARGS__}))                                            \
	}

/* lines, source bytes, transitive imports, peak: three small packages and one large. */
static const struct survey FIRST = {.measured = true,
	.compiles = COSTS({100, 2000, 10, 20e6, 0}, {299, 3000, 49, 30e6, 0}, {200, 4000, 50, 28e6, 0},
		{20000, 800000, 300, 200e6, 0}),
	.links = COSTS({0, 0, 0, 90e6, 9e6}, {0, 0, 0, 110e6, 0})};
static const struct survey SECOND = {.measured = true,
	.compiles = COSTS({10, 100, 5, 10e6, 0}, {20, 200, 6, 12e6, 0}, {299, 300, 7, 18e6, 0})};
/* Two small ones, too few for a median. */
static const struct survey FEW = {
	.measured = true, .compiles = COSTS({10, 100, 5, 900e6, 0}, {20, 200, 6, 900e6, 0})};
static const struct survey MADE = {
	.measured = true, .generated = true, .compiles = COSTS({300, 100, 5, 50e6, 0}, {100, 200, 6, 16e6, 0})};

static void
test_medians_are_of_a_class_of_lines(void **state)
{
	const struct survey surveys[] = {FIRST, SECOND, FEW, MADE};
	struct cost_median medians[4], real;

	(void)state;
	real = cost_medians(
		surveys, 4, measure_of("MB", false), &(struct cost_filter){0, COST_ANY_CLASS, 3}, medians);
	assert_true(medians[0].count == 3 && medians[0].value == 28);
	assert_true(medians[1].count == 3 && medians[1].value == 12);
	assert_int_equal(medians[2].count, 0);
	assert_true(medians[3].count == 1 && medians[3].value == 16);
	assert_true(real.count == 2 && real.value == 20);
}

/* Classes begin with their lower limit: 20,000 lines and 300 imports are in the last, 50 imports in the second. */
static void
test_limits_belong_to_the_class_above(void **state)
{
	const struct survey surveys[] = {FIRST};
	const struct cost_measure *measure = measure_of("MB", false);
	struct cost_median median;

	(void)state;
	(void)cost_medians(
		surveys, 1, measure, &(struct cost_filter){SIZE_CLASSES - 1, REACH_CLASSES - 1, 1}, &median);
	assert_true(median.count == 1 && median.value == 200);
	(void)cost_medians(surveys, 1, measure, &(struct cost_filter){COST_ANY_CLASS, 1, 1}, &median);
	assert_true(median.count == 1 && median.value == 28);
	(void)cost_medians(surveys, 1, measure, &(struct cost_filter){0, 0, 1}, &median);
	assert_true(median.count == 2 && median.value == 25);
	(void)cost_medians(surveys, 1, measure, &(struct cost_filter){1, COST_ANY_CLASS, 1}, &median);
	assert_int_equal(median.count, 0);
}

static void
test_what_a_line_and_a_byte_take(void **state)
{
	const struct survey surveys[] = {FIRST};
	const struct cost_filter largest = {SIZE_CLASSES - 1, COST_ANY_CLASS, 1},
							 all = {COST_ANY_CLASS, COST_ANY_CLASS, 1};
	struct cost_median median;

	(void)state;
	(void)cost_medians(surveys, 1, measure_of("KB a line", false), &largest, &median);
	assert_true(median.value == 10);
	(void)cost_medians(surveys, 1, measure_of("bytes a source byte", false), &largest, &median);
	assert_true(median.value == 250);
	(void)cost_medians(surveys, 1, measure_of("MB", true), &all, &median);
	assert_true(median.count == 2 && median.value == 100);
	(void)cost_medians(surveys, 1, measure_of("bytes a byte of the program", true), &all, &median);
	assert_true(median.count == 1 && median.value == 10); /* of the other its program's size is not known */
}

static void
test_without_real_projects_there_is_no_median_of_them(void **state)
{
	const struct survey surveys[] = {MADE, FEW};
	struct cost_median medians[2], real;

	(void)state;
	real = cost_medians(
		surveys, 2, measure_of("MB", false), &(struct cost_filter){0, COST_ANY_CLASS, 3}, medians);
	assert_true(real.count == 0 && medians[0].count == 1 && medians[1].count == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_medians_are_of_a_class_of_lines),
		cmocka_unit_test(test_limits_belong_to_the_class_above),
		cmocka_unit_test(test_what_a_line_and_a_byte_take),
		cmocka_unit_test(test_without_real_projects_there_is_no_median_of_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
