/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "measure/disturbance.h"

#include <string.h>

static void
test_cpu_line_gives_busy_and_stolen_time(void **state)
{
	/* The fields' order is proc(5)'s; guests' 500 ticks are inside USER. */
	static const char stat[] = "cpu  1000 200 30 99999 777 4 5 60 500 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n";
	uint64_t busy, steal;

	(void)state;
	assert_true(host_parse_cpu(stat, 100, &busy, &steal));
	assert_int_equal(busy, UINT64_C(1239) * 10000000);
	assert_int_equal(steal, UINT64_C(60) * 10000000);
}

static void
test_torn_cpu_lines_are_refused(void **state)
{
	static const char *const texts[] = {
		"", "cpu", "cpu ", "cpu0 1 2 3 4 5 6 7 8", "cpu  1 2 3 4 5 6 7", "cpu  1 2 x 4 5 6 7 8", "intr 1"};
	uint64_t busy, steal;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(host_parse_cpu(texts[i], 100, &busy, &steal));
}

static void
test_pressure_is_the_total_of_some(void **state)
{
	uint64_t ns = 0;

	(void)state;
	assert_true(host_parse_pressure("some avg10=1.53 avg60=0.40 avg300=0.08 total=1234567\n"
									"full avg10=0.00 avg60=0.00 avg300=0.00 total=999\n",
		&ns));
	assert_int_equal(ns, 1234567000);
	assert_false(host_parse_pressure("full avg10=0.00 total=999\n", &ns));
	assert_false(host_parse_pressure("some avg10=0.00\nfull avg10=0.00 total=999\n", &ns));
	assert_false(host_parse_pressure("some total=x\n", &ns));
	assert_false(host_parse_pressure("", &ns));
}

static void
test_throttle_of_both_versions_is_ns(void **state)
{
	uint64_t periods = 0, ns = 0;

	(void)state;
	assert_true(
		host_parse_throttle("nr_periods 9\nnr_throttled 3\nthrottled_time 123456789\n", &periods, &ns));
	assert_int_equal(periods, 3);
	assert_int_equal(ns, 123456789);
	assert_true(host_parse_throttle("usage_usec 5\nnr_throttled 4\nthrottled_usec 77\n", &periods, &ns));
	assert_int_equal(periods, 4);
	assert_int_equal(ns, 77000);
	/* The root group of version 2, and a group without the controller. */
	assert_false(host_parse_throttle("usage_usec 5\nuser_usec 3\nsystem_usec 2\n", &periods, &ns));
}

static void
test_the_chosen_word_is_in_brackets(void **state)
{
	char mode[8] = "";

	(void)state;
	assert_true(host_parse_choice("always [madvise] never\n", mode, sizeof mode));
	assert_string_equal(mode, "madvise");
	assert_true(host_parse_choice("[much longer than that]", mode, sizeof mode));
	assert_string_equal(mode, "much lo");
	assert_false(host_parse_choice("always madvise", mode, sizeof mode));
	assert_false(host_parse_choice("]always[", mode, sizeof mode));
}

static struct disturbance_mark
mark_of(uint64_t each, uint64_t own_ns)
{
	struct disturbance_mark mark = {.own_cpu_ns = own_ns};

	for (size_t i = 0; i < HOST_COUNTER_COUNT; i++)
		mark.host.of[i] = each;
	return mark;
}

static void
test_what_is_not_our_own_is_others(void **state)
{
	struct disturbance_mark begin = mark_of(1000, 50), end = mark_of(1600, 450);
	struct disturbance disturbance;

	(void)state;
	disturbance_between(&begin, &end, &disturbance);
	assert_true(disturbance.others_ns.known);
	assert_int_equal(disturbance.others_ns.value, 200);
	assert_int_equal(disturbance.steal_ns.value, 600);
	assert_int_equal(disturbance.pressure_io_ns.value, 600);
	end.own_cpu_ns = 5000; /* ticks lag behind */
	disturbance_between(&begin, &end, &disturbance);
	assert_int_equal(disturbance.others_ns.value, 0);
}

static void
test_unknown_stays_unknown(void **state)
{
	struct disturbance_mark begin = mark_of(HOST_COUNTER_UNKNOWN, 0), end = mark_of(5, 1);
	struct disturbance disturbance;

	(void)state;
	disturbance_between(&begin, &end, &disturbance);
	assert_false(disturbance.others_ns.known);
	assert_false(disturbance.pressure_memory_ns.known);
	assert_false(disturbance.throttled.known);
}

static const uint64_t MS = 1000000;

static void
assert_doubts(struct disturbance disturbance, const char *expected)
{
	CLEANUP_TEXT struct text quality = {0};

	/* ten seconds on two processors, four of CPU time */
	disturbance_doubts(&disturbance, 10000 * MS, 4000 * MS, 2, &quality);
	assert_string_equal(text_string(&quality), expected);
}

static void
test_each_limit_raises_its_doubt_and_no_other(void **state)
{
	(void)state;
	assert_doubts((struct disturbance){0}, "");
	assert_doubts((struct disturbance){.others_ns = reading_of(2000 * MS)}, "");
	assert_doubts((struct disturbance){.others_ns = reading_of(2010 * MS)}, "busy");
	assert_doubts((struct disturbance){.steal_ns = reading_of(80 * MS)}, "");
	assert_doubts((struct disturbance){.steal_ns = reading_of(90 * MS)}, "steal");
	assert_doubts((struct disturbance){.throttled_ns = reading_of(40 * MS)}, "");
	assert_doubts((struct disturbance){.throttled_ns = reading_of(41 * MS)}, "throttled");
	assert_doubts((struct disturbance){.pressure_memory_ns = reading_of(10 * MS)}, "");
	assert_doubts((struct disturbance){.pressure_memory_ns = reading_of(11 * MS)}, "pressure");
	/* a build on all processors always waits for them, and reads its files */
	assert_doubts((struct disturbance){.pressure_cpu_ns = reading_of(10000 * MS),
					  .pressure_io_ns = reading_of(10000 * MS)},
		"");
	assert_doubts((struct disturbance){.others_ns = reading_of(9000 * MS), .steal_ns = reading_of(900 * MS)},
		"busy;steal");
}

/* In a run of a few clock ticks, one tick of steal is far above 2%. */
static void
test_single_ticks_raise_no_doubt(void **state)
{
	struct disturbance tick = {.steal_ns = reading_of(20 * MS), .others_ns = reading_of(50 * MS)};
	CLEANUP_TEXT struct text quality = {0};

	(void)state;
	disturbance_doubts(&tick, 30 * MS, 20 * MS, 1, &quality);
	assert_string_equal(text_string(&quality), "");
}

static void
test_every_doubt_is_explained(void **state)
{
	CLEANUP_TEXT struct text quality = {0};

	(void)state;
	for (enum doubt doubt = 0; doubt < DOUBT_COUNT; doubt++) {
		assert_true(strlen(doubts[doubt].meaning) > 20 && strlen(doubts[doubt].advice) > 20);
		assert_null(strchr(doubts[doubt].word, ';'));
		doubt_add(&quality, doubt);
		doubt_add(&quality, doubt);
		assert_true(doubt_is_among(doubt, text_string(&quality)));
	}
	assert_string_equal(
		text_string(&quality), "coverage;bounds;truncated;gap;sampled;busy;steal;throttled;pressure");
	assert_false(doubt_is_among(DOUBT_BUSY, "busybody;x"));
}

/* A reading of the host is at least as much as this process alone has used. */
static void
test_this_host_counts_this_process(void **state)
{
	struct disturbance_mark begin;
	struct disturbance disturbance;

	(void)state;
	disturbance_begin(&begin);
	assert_true(begin.host.of[HOST_BUSY_NS] != HOST_COUNTER_UNKNOWN);
	assert_true(begin.host.of[HOST_BUSY_NS] >= begin.own_cpu_ns);
	disturbance_end(&begin, &disturbance);
	assert_true(disturbance.others_ns.known && disturbance.steal_ns.known);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cpu_line_gives_busy_and_stolen_time),
		cmocka_unit_test(test_torn_cpu_lines_are_refused),
		cmocka_unit_test(test_pressure_is_the_total_of_some),
		cmocka_unit_test(test_throttle_of_both_versions_is_ns),
		cmocka_unit_test(test_the_chosen_word_is_in_brackets),
		cmocka_unit_test(test_what_is_not_our_own_is_others),
		cmocka_unit_test(test_unknown_stays_unknown),
		cmocka_unit_test(test_each_limit_raises_its_doubt_and_no_other),
		cmocka_unit_test(test_single_ticks_raise_no_doubt),
		cmocka_unit_test(test_every_doubt_is_explained),
		cmocka_unit_test(test_this_host_counts_this_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
