/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>

/* The numbers that Vigna's splitmix64.c gives for the seed 1234567. */
static void
test_it_is_splitmix64(void **state)
{
	static const uint64_t expected[] = {6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
		4593380528125082431u, 16408922859458223821u};
	struct random random = {1234567};

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		assert_true(random_next(&random) == expected[i]);
}

static void
test_streams_differ_in_each_part(void **state)
{
	struct random streams[] = {random_stream(1, 2, 3), random_stream(2, 2, 3), random_stream(1, 3, 3),
		random_stream(1, 2, 4), random_stream(1, 3, 2)};
	struct random again = random_stream(1, 2, 3);

	(void)state;
	assert_true(again.state == streams[0].state);
	for (size_t i = 0; i < 5; i++)
		for (size_t j = i + 1; j < 5; j++)
			assert_true(streams[i].state != streams[j].state);
}

/* Counts of 100,000 draws in 10 bins are within 5 standard deviations (95 each) of 10,000. */
static void
test_below_is_uniform(void **state)
{
	struct random random = random_stream(1, 0, 0);
	int bins[10] = {0};

	(void)state;
	for (int i = 0; i < 100000; i++)
		bins[random_below(&random, 10)]++;
	for (int i = 0; i < 10; i++)
		assert_in_range(bins[i], 10000 - 475, 10000 + 475);
}

static void
test_below_reaches_its_ends_only(void **state)
{
	struct random random = random_stream(7, 0, 0);
	bool seen[3] = {false};

	(void)state;
	for (int i = 0; i < 1000; i++)
		seen[random_below(&random, 3)] = true;
	assert_true(seen[0] && seen[1] && seen[2]);
	for (int i = 0; i < 10; i++)
		assert_int_equal(random_below(&random, 1), 0);
}

static void
test_unit_and_chance(void **state)
{
	struct random random = random_stream(3, 0, 0);
	int hits = 0;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		double unit = random_unit(&random);
		assert_true(unit >= 0 && unit < 1);
		hits += random_chance(&random, 0.25);
		assert_false(random_chance(&random, 0));
		assert_true(random_chance(&random, 1));
	}
	assert_in_range(hits, 2500 - 217, 2500 + 217); /* 5 standard deviations */
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Half the draws lie below the median, 84.13% below one doubling of sigma above it. */
static void
test_lognormal_has_its_median_and_spread(void **state)
{
	enum { DRAWS = 20001 };
	static double draws[DRAWS];
	struct random random = random_stream(5, 0, 0);

	(void)state;
	for (int i = 0; i < DRAWS; i++)
		draws[i] = random_lognormal(&random, 70, 1.5);
	qsort(draws, DRAWS, sizeof draws[0], compare);
	assert_true(draws[DRAWS / 2] > 66 && draws[DRAWS / 2] < 74);
	assert_true(draws[(int)(DRAWS * 0.8413)] > 186 && draws[(int)(DRAWS * 0.8413)] < 211);   /* 198 */
	assert_true(draws[(int)(DRAWS * 0.1587)] > 23.2 && draws[(int)(DRAWS * 0.1587)] < 26.4); /* 24.7 */
	for (int i = 0; i < 10; i++)
		assert_true(random_lognormal(&random, 70, 0) == 70);
}

static void
test_shuffle_keeps_all_and_moves_some(void **state)
{
	struct random random = random_stream(9, 0, 0);
	size_t items[50], moved = 0;
	bool seen[50] = {false};

	(void)state;
	for (size_t i = 0; i < 50; i++)
		items[i] = i;
	random_shuffle(&random, items, 50);
	for (size_t i = 0; i < 50; i++) {
		assert_in_range(items[i], 0, 49);
		assert_false(seen[items[i]]);
		seen[items[i]] = true;
		moved += items[i] != i;
	}
	assert_in_range(moved, 40, 50);
	random_shuffle(&random, items, 0);
	random_shuffle(&random, items, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_splitmix64),
		cmocka_unit_test(test_streams_differ_in_each_part),
		cmocka_unit_test(test_below_is_uniform),
		cmocka_unit_test(test_below_reaches_its_ends_only),
		cmocka_unit_test(test_unit_and_chance),
		cmocka_unit_test(test_lognormal_has_its_median_and_spread),
		cmocka_unit_test(test_shuffle_keeps_all_and_moves_some),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
