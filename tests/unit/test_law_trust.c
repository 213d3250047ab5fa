/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a law may not be trusted with: runs that strayed, curves with a gap, laws that too few sizes tell apart,
 * predictions that the measured sizes do not bear out.
 */
#include "analyse/laws/law_plan.h"
#include "analyse/laws/law_prediction.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "sample_curve.h"

static const struct curve LINE = {
	.law = LAW_LINEAR, .a = 2e7, .b = 6e4, .sizes = 6, .decades = 2, .runs = 3, .noise = 0.01};

/* Whatever the size, the number of runs and the direction, the law stays and the run is named. */
static void
test_a_wild_run_is_named_and_left_out(void **state)
{
	static const double times[] = {10, 0.1, 3, 0.4};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(times); i++)
		for (size_t runs = 2; runs <= 5; runs++)
			for (size_t size = 0; size < LINE.sizes; size++) {
				struct curve curve = LINE;
				size_t place = size * runs + runs / 2;
				CLEANUP_CHOICE struct law_choice choice;
				curve.runs = runs;
				make(&curve, i + 1);
				curve.y[place] *= times[i];
				choose(&curve, &choice);
				assert_int_equal(choice.law, LAW_LINEAR);
				assert_int_equal(choice.wild_count, 1);
				assert_true(choice.wild[0].x == curve.x[place] && choice.wild[0].y == curve.y[place]);
				assert_true(choice.noise < 0.03);
			}
}

/* Half of the runs in another state, runs that are noisy alike, and none at all. */
static void
test_what_is_common_is_not_wild(void **state)
{
	(void)state;
	for (int kind = 0; kind < 3; kind++) {
		struct curve curve = LINE;
		CLEANUP_CHOICE struct law_choice choice;
		curve.runs = 5;
		curve.noise = kind == 1 ? 0.2 : 0.01;
		make(&curve, 7);
		for (size_t i = 0; kind == 0 && i < curve.count; i += 2)
			curve.y[i] *= 1.4;
		choose(&curve, &choice);
		assert_int_equal(choice.wild_count, 0);
	}
}

static void
test_a_level_that_drops_is_no_law(void **state)
{
	static const double x[] = {25, 50, 75, 100, 125, 150, 200}, y[] = {40, 58, 77, 94, 38, 46, 61};
	static const double rising[] = {40, 58, 77, 94, 118, 139, 190};
	CLEANUP_CHOICE struct law_choice choice = {0}, smooth = {0};
	struct prediction prediction;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(law_choose(&(struct law_points){x, y, COUNT_OF(x), "drop"}, NULL, &choice, &err));
	assert_string_equal(law_choice_name(&choice), "no law");
	assert_true(choice.gap.from == 100 && choice.gap.to == 125);
	assert_true(choice.gap.before == 94 && choice.gap.after == 38);
	law_predict(&choice, 400, &prediction);
	assert_true(prediction.refused && strstr(prediction.why, "no law") != NULL);
	law_predict(&choice, 110, &prediction);
	assert_true(prediction.refused);
	assert_true(law_choose(&(struct law_points){x, rising, COUNT_OF(x), "rise"}, NULL, &smooth, &err));
	assert_string_not_equal(law_choice_name(&smooth), "no law");
}

/* A slope that is three times as steep beyond a size: no law goes through the largest two. */
static void
test_a_law_has_to_hit_what_was_measured(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 40; seed++) {
		struct curve curve = LINE;
		CLEANUP_CHOICE struct law_choice choice, straight;
		struct prediction prediction;
		make(&curve, seed);
		choose(&curve, &straight);
		law_predict(&straight, 1e4, &prediction);
		assert_false(prediction.refused);
		for (size_t i = 0; i < curve.count; i++)
			curve.y[i] += 2 * curve.b * fmax(0, curve.x[i] - 300);
		choose(&curve, &choice);
		law_predict(&choice, 1e4, &prediction);
		if (!prediction.refused || !prediction.instead[0])
			fail_msg("seed %d, %s: %g", (int)seed, laws[choice.law].name, prediction.value);
	}
}

/* 60 MB to 120 MB with noise of 80%: nothing below 0 is ever said, and what is too wide is not said inside, either. */
static void
test_nothing_impossible_is_said_inside(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct curve curve = LINE;
		CLEANUP_CHOICE struct law_choice choice;
		struct prediction prediction;
		curve.noise = 0.25;
		make(&curve, seed);
		choose(&curve, &choice);
		law_predict(&choice, 300, &prediction);
		assert_true(prediction.interval.low > 0 && prediction.interval.low < prediction.interval.high);
		assert_true(
			prediction.refused || prediction.interval.high <= PREDICTION_WIDTH * prediction.interval.low);
	}
}

static void
test_four_single_runs_say_what_would_decide(void **state)
{
	static const double x[] = {1250, 2500, 5000, 10000}, y[] = {29.2e6, 57.4e6, 170e6, 621.8e6};
	CLEANUP_CHOICE struct law_choice choice = {0}, line = {0};
	struct curve sure = LINE;
	struct law_plan plan;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(law_choose(&(struct law_points){x, y, COUNT_OF(x), "four"}, NULL, &choice, &err));
	law_plan_find(&choice, &plan);
	assert_true(plan.needed && plan.few_sizes && plan.runs >= 1);
	assert_true(plan.size > 0 && plan.size <= PLAN_REACH * 10000 * 1.1);
	make(&sure, 1);
	choose(&sure, &line);
	law_plan_find(&line, &plan);
	assert_false(plan.needed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_wild_run_is_named_and_left_out),
		cmocka_unit_test(test_what_is_common_is_not_wild),
		cmocka_unit_test(test_a_level_that_drops_is_no_law),
		cmocka_unit_test(test_a_law_has_to_hit_what_was_measured),
		cmocka_unit_test(test_nothing_impossible_is_said_inside),
		cmocka_unit_test(test_four_single_runs_say_what_would_decide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
