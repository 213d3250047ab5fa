/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/chances.h"
#include "analyse/numbers/statistics.h"
#include "base/memory.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Values whose means of two are all different. */
static const double values[] = {1, 2, 4, 8, 16, 32, 64};

static double
chance_of(const struct chances *chances, double value)
{
	double sum = 0;

	for (size_t i = 0; i < chances->count; i++)
		sum += fabs(chances->values[i] - value) < 1e-9 ? chances->chances[i] : 0;
	return sum;
}

/* Every one of count^count drawings, one by one. */
static struct chances
one_by_one(size_t count)
{
	size_t all = (size_t)llround(pow((double)count, (double)count));
	struct chances chances = chances_new(all);

	for (size_t drawing = 0; drawing < all; drawing++) {
		double drawn[COUNT_OF(values)];
		size_t rest = drawing;
		for (size_t i = 0; i < count; i++, rest /= count)
			drawn[i] = values[rest % count];
		chances_add(&chances, median_of(drawn, count), 1 / (double)all);
	}
	return chances;
}

static void
test_the_median_has_the_chances_of_all_drawings(void **state)
{
	(void)state;
	for (size_t count = 1; count <= 6; count++) {
		CLEANUP_CHANCES struct chances counted = chances_of_median(values, count);
		CLEANUP_CHANCES struct chances drawn = one_by_one(count);
		double sum = 0;
		for (size_t i = 0; i < counted.count; i++) {
			assert_true(fabs(counted.chances[i] - chance_of(&drawn, counted.values[i])) < 1e-12);
			sum += counted.chances[i];
		}
		assert_true(fabs(sum - 1) < 1e-12);
	}
}

static void
test_a_difference_has_the_quantiles_of_all_pairs(void **state)
{
	struct chances earlier = chances_of_median(values, 5), later = chances_of_median(values + 1, 5);
	double low, high, below = 0, up_to = 0, above = 0;

	(void)state;
	chances_of_difference(&earlier, &later, 0.9, &low, &high);
	for (size_t i = 0; i < earlier.count; i++)
		for (size_t j = 0; j < later.count; j++) {
			double difference = later.values[j] - earlier.values[i];
			double chance = earlier.chances[i] * later.chances[j];
			below += difference < low - 1e-9 ? chance : 0;
			up_to += difference < low + 1e-9 ? chance : 0;
			above += difference > high + 1e-9 ? chance : 0;
		}
	assert_true(below < 0.05 && up_to >= 0.05 && above <= 0.05);
	chances_of_difference(&earlier, &earlier, 0.999999, &low, &high);
	assert_true(fabs(low + high) < 1e-9);
	chances_dispose(&earlier);
	chances_dispose(&later);
}

static void
test_constants_differ_by_one_value(void **state)
{
	const double old[] = {0.1, 0.1, 0.1}, new[] = {0.7, 0.7};
	CLEANUP_CHANCES struct chances earlier = chances_of_median(old, 3), later = chances_of_median(new, 2);
	double low, high;

	(void)state;
	chances_of_difference(&earlier, &later, 0.95, &low, &high);
	assert_true(fabs(low - 0.6) < 1e-12 && fabs(high - 0.6) < 1e-12);
}

/* As many as there are ways, each once; what each thing is drawn on average is once. */
static void
test_few_things_are_drawn_in_every_way(void **state)
{
	static const size_t ways[] = {1, 3, 10, 35, 126, 462};

	(void)state;
	for (size_t things = 1; things <= DRAWINGS_EXACT_MOST; things++) {
		CLEANUP_DRAWINGS struct drawings drawings;
		double sum = 0, times[DRAWINGS_EXACT_MOST] = {0};
		size_t made = 0;
		drawings_init(&drawings, things, random_stream(1, 0, 0));
		for (; drawings_next(&drawings); made++) {
			sum += drawings.chance;
			for (size_t i = 0; i < things; i++)
				times[i] += drawings.chance * drawings.times[i];
		}
		assert_int_equal(made, ways[things - 1]);
		assert_true(fabs(sum - 1) < 1e-12);
		for (size_t i = 0; i < things; i++)
			assert_true(fabs(times[i] - 1) < 1e-12);
	}
}

static void
test_many_things_are_drawn_by_luck(void **state)
{
	enum { THINGS = 9 };
	CLEANUP_DRAWINGS struct drawings drawings;
	double times[THINGS] = {0};
	size_t made = 0;

	(void)state;
	drawings_init(&drawings, THINGS, random_stream(1, 0, 0));
	for (; drawings_next(&drawings); made++)
		for (size_t i = 0; i < THINGS; i++)
			times[i] += drawings.chance * drawings.times[i];
	assert_int_equal(made, DRAWINGS);
	for (size_t i = 0; i < THINGS; i++)
		assert_true(fabs(times[i] - 1) < 0.15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_median_has_the_chances_of_all_drawings),
		cmocka_unit_test(test_a_difference_has_the_quantiles_of_all_pairs),
		cmocka_unit_test(test_constants_differ_by_one_value),
		cmocka_unit_test(test_few_things_are_drawn_in_every_way),
		cmocka_unit_test(test_many_things_are_drawn_by_luck),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
