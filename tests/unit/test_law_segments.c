/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two laws, one after the other: found where they are, not where one law holds.
 */
#include "analyse/laws/law_prediction.h"
#include "analyse/laws/law_segments.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "sample_curve.h"

static const struct curve LINE = {
	.law = LAW_LINEAR, .a = 2e7, .b = 6e4, .sizes = 12, .decades = 2.2, .runs = 1, .noise = 0.01};

/* From its size number `place` on everything is `times` as much. */
static struct curve
leap_of(size_t place, double times, uint64_t seed)
{
	struct curve curve = LINE;

	make(&curve, seed);
	for (size_t i = place * curve.runs; i < curve.count; i++)
		curve.y[i] *= times;
	return curve;
}

static double
line_at(double size)
{
	return LINE.a + LINE.b * size;
}

static void
test_a_leap_parts_two_lines(void **state)
{
	static const double times[] = {0.5, 1.6, 3};

	(void)state;
	for (size_t t = 0; t < COUNT_OF(times); t++)
		for (size_t place = SEGMENTS_SIZES_BELOW; place + SEGMENTS_SIZES_ABOVE <= LINE.sizes; place++) {
			struct curve curve = leap_of(place, times[t], place);
			CLEANUP_CHOICE struct law_choice choice = {0};
			choose(&curve, &choice);
			assert_non_null(choice.lower);
			assert_true(choice.lower->largest == curve.x[place - 1] && choice.smallest == curve.x[place]);
			assert_int_equal(choice.sizes + choice.lower->sizes, curve.sizes);
			assert_null(choice.lower->lower);
		}
}

static void
expect_near(const struct law_choice *choice, double size, double truth)
{
	struct prediction prediction;

	law_predict(choice, size, &prediction);
	if (prediction.refused || fabs(prediction.value / truth - 1) > 0.1)
		fail_msg("%g: %g, not %g %s", size, prediction.value, truth, prediction.why);
}

/* Each size has its own law's answer, and what lies between the two has none. */
static void
test_each_law_answers_for_its_sizes(void **state)
{
	struct curve curve = leap_of(5, 2, 1);
	CLEANUP_CHOICE struct law_choice choice = {0};
	struct prediction prediction;
	double between = sqrt(curve.x[4] * curve.x[5]);

	(void)state;
	choose(&curve, &choice);
	expect_near(&choice, 3 * choice.largest, 2 * line_at(3 * choice.largest));
	expect_near(&choice, curve.x[2] + 1, line_at(curve.x[2] + 1));
	assert_true(fabs(law_choice_value(&choice, curve.x[1]) / line_at(curve.x[1]) - 1) < 0.1);
	law_predict(&choice, between, &prediction);
	assert_true(prediction.refused && strstr(prediction.why, "one law holds up to") && prediction.instead[0]);
}

/* Whatever smooth law there is, however much noise. */
static void
test_one_law_stays_one(void **state)
{
	static const struct curve curves[] = {
		{.law = LAW_CONSTANT, .a = 5e7},
		{.law = LAW_LINEAR, .a = 2e7, .b = 6e4},
		{.law = LAW_LOGLINEAR, .a = 2e7, .b = 1e4},
		{.law = LAW_POWER, .a = 2e7, .b = 4e3, .c = 1.6},
		{.law = LAW_QUADRATIC, .a = 2e7, .b = 3e4, .c = 30},
		{.law = LAW_EXPONENTIAL, .a = 2e7, .b = 1e5, .c = 0.005},
		{.law = LAW_SATURATING, .a = 2e7, .b = 2e8, .c = 90},
	};
	size_t divided = 0;

	(void)state;
	for (size_t kind = 0; kind < COUNT_OF(curves); kind++)
		for (uint64_t seed = 0; seed < 40; seed++) {
			struct curve curve = curves[kind];
			CLEANUP_CHOICE struct law_choice choice = {0};
			curve.sizes = 9 + seed % 6;
			curve.runs = 1 + seed % 3;
			curve.decades = 2;
			curve.noise = 0.003 * (double)(1 + seed % 17);
			make(&curve, seed);
			choose(&curve, &choice);
			divided += choice.lower != NULL;
		}
	if (divided > 0)
		fail_msg("%zu of %zu are divided", divided, 40 * COUNT_OF(curves));
}

static void
test_few_sizes_are_not_divided(void **state)
{
	(void)state;
	for (size_t sizes = 5; sizes < SEGMENTS_SIZES; sizes++) {
		struct curve curve = LINE;
		CLEANUP_CHOICE struct law_choice choice = {0};
		curve.sizes = sizes;
		make(&curve, sizes);
		for (size_t i = sizes / 2; i < sizes; i++)
			curve.y[i] *= 3;
		choose(&curve, &choice);
		assert_null(choice.lower);
	}
}

/* What strayed below is named with what strayed above. */
static void
test_both_name_their_wild_runs(void **state)
{
	struct curve curve = LINE;
	CLEANUP_CHOICE struct law_choice choice = {0};

	(void)state;
	curve.runs = 4;
	make(&curve, 3);
	for (size_t i = 6 * curve.runs; i < curve.count; i++)
		curve.y[i] *= 2;
	curve.y[2] *= 5;
	curve.y[curve.count - 2] *= 5;
	choose(&curve, &choice);
	assert_non_null(choice.lower);
	assert_int_equal(choice.wild_count, 2);
	assert_true(choice.wild[0].x == curve.x[2] && choice.wild[1].x == curve.x[curve.count - 2]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_leap_parts_two_lines),
		cmocka_unit_test(test_each_law_answers_for_its_sizes),
		cmocka_unit_test(test_one_law_stays_one),
		cmocka_unit_test(test_few_sizes_are_not_divided),
		cmocka_unit_test(test_both_name_their_wild_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
