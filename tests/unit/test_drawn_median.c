/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/numbers/drawn_median.h"
#include "analyse/numbers/statistics.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { MOST = 40 };

/* Half of the values are there several times. */
static void
test_it_is_the_median_of_what_was_drawn(void **state)
{
	struct random random = random_stream(3, 1, 0);

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		double values[MOST], drawn[3 * MOST];
		uint32_t times[MOST] = {0};
		size_t count = 1 + random_below(&random, MOST), total = 1 + random_below(&random, 3 * MOST);
		for (size_t i = 0; i < count; i++)
			values[i] = round % 2 ? random_unit(&random) : (double)random_below(&random, 5);
		for (size_t i = 0; i < total; i++) {
			size_t place = random_below(&random, (uint32_t)count);
			drawn[i] = values[place];
			times[place]++;
		}
		struct ordered ordered = ordered_of(values, count);
		assert_true(drawn_median(&ordered, times, total) == median_of(drawn, total));
		ordered_dispose(&ordered);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_it_is_the_median_of_what_was_drawn)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
