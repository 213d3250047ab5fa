/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law_change.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample_curve.h"

static void
test_changes_of_law_are_told_apart(void **state)
{
	static const struct curve earlier = {
		.law = LAW_LINEAR, .a = 3e7, .b = 5e4, .sizes = 6, .decades = 2, .runs = 5, .noise = 0.01};
	static const struct {
		enum law_id law;
		double a, b, c;
		enum law_verdict verdict;
		bool other_law;
	} later[] = {
		{LAW_LINEAR, 3e7, 5e4, 0, LAW_SAME, false},
		{LAW_LINEAR, 3e7, 11e4, 0, LAW_FASTER, false},
		{LAW_LINEAR, 3e7, 3e4, 0, LAW_SLOWER, false},
		{LAW_LINEAR, 5e7, 5e4, 0, LAW_HIGHER, false},
		{LAW_LINEAR, 1e7, 5e4, 0, LAW_LOWER, false},
		{LAW_POWER, 3e7, 900, 1.8, LAW_FASTER, true},
		{LAW_CONSTANT, 3e7, 0, 0, LAW_SLOWER, true},
		{LAW_EXPONENTIAL, 3e7, 1e5, 0.009, LAW_FASTER, true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(later); i++) {
		struct curve one = earlier, other = earlier;
		CLEANUP_CHOICE struct law_choice before, after;
		struct law_change change;
		other.law = later[i].law;
		other.a = later[i].a;
		other.b = later[i].b;
		other.c = later[i].c;
		make(&one, 1);
		make(&other, 2);
		choose(&one, &before);
		choose(&other, &after);
		law_compare(&before, &after, LAW_CHANGE_CONFIDENCE, &change);
		if (change.verdict != later[i].verdict || change.other_law != later[i].other_law)
			fail_msg("change %zu: %s, other law %d", i, law_verdict_name(change.verdict), change.other_law);
		assert_true(change.from >= 10 && change.to <= 1000);
	}
}

static void
test_curves_with_no_size_in_common_are_not_compared(void **state)
{
	struct curve one = {
		.law = LAW_LINEAR, .a = 3e7, .b = 5e4, .sizes = 6, .decades = 1, .runs = 3, .noise = 0.01};
	struct curve other = one;
	CLEANUP_CHOICE struct law_choice before, after;
	struct law_change change;

	(void)state;
	make(&one, 1);
	make(&other, 2);
	for (size_t i = 0; i < other.count; i++)
		other.x[i] *= 1000;
	choose(&one, &before);
	choose(&other, &after);
	law_compare(&before, &after, LAW_CHANGE_CONFIDENCE, &change);
	assert_true(change.from >= change.to);
	assert_int_equal(change.verdict, LAW_UNCLEAR);
}

/* Four sizes once each, crooked: they may be half or twice as much for all that is known, but not less than
 * nothing. */
static void
test_little_known_is_unclear_and_never_below_nothing(void **state)
{
	struct curve one = {.x = {500, 1000, 2000, 4000}, .y = {38e6, 79e6, 106e6, 157e6}, .count = 4};
	struct curve other = {.x = {500, 1000, 2000, 4000}, .y = {40e6, 81e6, 119e6, 149e6}, .count = 4};
	CLEANUP_CHOICE struct law_choice before, after;
	struct law_change change;

	(void)state;
	choose(&one, &before);
	choose(&other, &after);
	law_compare(&before, &after, LAW_CHANGE_CONFIDENCE, &change);
	assert_int_equal(change.verdict, LAW_UNCLEAR);
	assert_false(change.other_law);
	assert_true(change.smallest.interval.low > 0 && change.largest.interval.low > 0);
	assert_true(change.largest.interval.low < 1 && change.largest.interval.high > 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes_of_law_are_told_apart),
		cmocka_unit_test(test_curves_with_no_size_in_common_are_not_compared),
		cmocka_unit_test(test_little_known_is_unclear_and_never_below_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
