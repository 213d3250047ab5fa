/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves held against each other size by size: what is called where nothing changed, and what is found where
 * something did, by simulation. Seeded, so every number is the same each time.
 */
#include "analyse/laws/law_paired.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { SIZES_MOST = 6, PATTERNS_MOST = 19 };

/* One comparison of two releases over several patterns. */
struct scenario {
	const char *says;
	size_t patterns, sizes;
	double noise;  /* of one run, as a share */
	double uneven; /* patterns differ in it: by this many doublings, one standard deviation */
	double tail;   /* the share of runs that are off by ten times as much */
	double slope;  /* later over earlier */
};

struct sizes {
	double x[SIZES_MOST], earlier[SIZES_MOST], later[SIZES_MOST];
};

static double
noise_of(const struct scenario *scenario, double spread, struct random *random)
{
	return exp(spread * random_normal(random) * (random_chance(random, scenario->tail) ? 10 : 1));
}

/* Sizes that double, a floor and a slope, and a wiggle of 8% that both curves share. */
static bool
draw_pair(const struct scenario *scenario, struct random *random, struct law_pair *pair)
{
	double spread = scenario->noise * random_power_of_two(scenario->uneven * random_normal(random));
	struct sizes sizes;
	struct law_curve earlier = {sizes.x, sizes.earlier, scenario->sizes};
	struct law_curve later = {sizes.x, sizes.later, scenario->sizes};

	for (size_t i = 0; i < scenario->sizes; i++) {
		double wiggle = 1 + 0.08 * random_normal(random), x = 100 * exp2((double)i);
		sizes.x[i] = x;
		sizes.earlier[i] = (2e7 + 3e5 * x) * wiggle * noise_of(scenario, spread, random);
		sizes.later[i] = (2e7 + 3e5 * scenario->slope * x) * wiggle * noise_of(scenario, spread, random);
	}
	return law_pair_fit(&earlier, &later, pair);
}

struct counts {
	size_t verdicts[LAW_VERDICT_COUNT], all;
};

static void
draw_tables(const struct scenario *scenario, size_t tables, struct counts *counts)
{
	struct random random = random_stream(17, scenario->patterns, scenario->sizes);

	for (size_t table = 0; table < tables; table++) {
		struct law_pair pairs[PATTERNS_MOST];
		struct spread spreads[PATTERNS_MOST];
		for (size_t i = 0; i < scenario->patterns; i++) {
			assert_true(draw_pair(scenario, &random, &pairs[i]));
			spreads[i] = pairs[i].spread;
		}
		struct spread prior = spread_prior(spreads, scenario->patterns);
		for (size_t i = 0; i < scenario->patterns; i++) {
			struct spread shrunk = spread_shrunk(spreads[i], prior);
			struct law_change change = {0};
			law_pair_judge(&pairs[i], &shrunk, LAW_CHANGE_CONFIDENCE, &change);
			counts->verdicts[change.verdict]++;
			counts->all++;
		}
	}
}

static void
test_nothing_changed(void **state)
{
	static const struct scenario scenarios[] = {
		{"19 patterns", 19, 4, 0.02, 0, 0, 1},
		{"19 uneven patterns", 19, 4, 0.02, 0.7, 0, 1},
		{"19 uneven patterns of 6 sizes", 19, 6, 0.02, 1.2, 0, 1},
		{"19 patterns with wild runs", 19, 4, 0.01, 0.7, 0.05, 1},
		{"5 uneven patterns", 5, 4, 0.02, 0.7, 0, 1},
		{"one pattern", 1, 4, 0.02, 0, 0, 1},
		{"one pattern of 6 sizes", 1, 6, 0.02, 0, 0, 1},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(scenarios); i++) {
		struct counts counts = {0};
		draw_tables(&scenarios[i], 6000 / scenarios[i].patterns, &counts);
		size_t called = counts.all - counts.verdicts[LAW_SAME] - counts.verdicts[LAW_UNCLEAR];
		print_message("%s: %zu of %zu called a change, %zu same\n", scenarios[i].says, called, counts.all,
			counts.verdicts[LAW_SAME]);
		assert_in_range(called, 0, counts.all / 100);
	}
}

static void
test_a_steeper_slope_is_found(void **state)
{
	static const struct scenario scenario = {"a fifth steeper", 19, 4, 0.008, 0.5, 0, 1.2};
	struct counts counts = {0};

	(void)state;
	draw_tables(&scenario, 300, &counts);
	print_message("%s: %zu of %zu faster, %zu slower\n", scenario.says, counts.verdicts[LAW_FASTER],
		counts.all, counts.verdicts[LAW_SLOWER]);
	assert_true(counts.verdicts[LAW_FASTER] * 100 >= counts.all * 95);
	assert_int_equal(counts.verdicts[LAW_SLOWER], 0);
}

/* Sizes of two curves, the later one with so many times the earlier at each. */
static struct law_change
judged(const double *times, size_t count)
{
	double x[SIZES_MOST], y[SIZES_MOST], z[SIZES_MOST];
	struct law_curve earlier = {x, y, count}, later = {x, z, count};
	struct law_change change = {0};
	struct law_pair pair;

	for (size_t i = 0; i < count; i++) {
		x[i] = 100 * exp2((double)i);
		y[i] = 2e7 + 3e5 * x[i];
		z[i] = y[i] * times[i];
	}
	assert_true(law_pair_fit(&earlier, &later, &pair));
	struct spread shrunk = spread_shrunk(pair.spread, (struct spread){1e-4, 20});
	law_pair_judge(&pair, &shrunk, LAW_CHANGE_CONFIDENCE, &change);
	return change;
}

static void
test_curves_that_cross(void **state)
{
	const double crossing[] = {0.7, 0.8, 0.9, 1}, level[] = {1.1, 1.1, 1.1, 1.1}, end[] = {1.3, 1.2, 1.1, 1};

	(void)state;
	assert_int_equal(judged(crossing, 4).verdict, LAW_FASTER);
	assert_true(judged(crossing, 4).exponent.interval.low > 0);
	assert_int_equal(judged(level, 4).verdict, LAW_FASTER); /* it adds a tenth more */
	assert_int_equal(judged(end, 4).verdict, LAW_SLOWER);
}

/* All cells a little above, too crooked to be sure of: that is not the same. */
static void
test_one_sided_is_not_the_same(void **state)
{
	const double above[] = {1.06, 1.3, 1.06, 1.3, 1.06, 1.3}, around[] = {1.01, 0.99, 1, 1.01, 0.99, 1};

	(void)state;
	assert_int_not_equal(judged(above, 6).verdict, LAW_SAME);
	assert_int_equal(judged(around, 6).verdict, LAW_SAME);
}

static void
test_too_few_sizes_in_common(void **state)
{
	double x[] = {1, 2, 4, 8}, other[] = {3, 4.02, 8, 16}, y[] = {1, 2, 3, 0};
	struct law_pair pair;

	(void)state;
	assert_false(law_pair_fit(&(struct law_curve){x, y, 4}, &(struct law_curve){other, y, 4}, &pair));
	assert_false(law_pair_fit(&(struct law_curve){x, y, 0}, &(struct law_curve){x, y, 4}, &pair));
	assert_true(law_pair_fit(&(struct law_curve){x, y, 4}, &(struct law_curve){x, y, 4}, &pair));
	assert_int_equal(pair.sizes, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_changed),
		cmocka_unit_test(test_a_steeper_slope_is_found),
		cmocka_unit_test(test_curves_that_cross),
		cmocka_unit_test(test_one_sided_is_not_the_same),
		cmocka_unit_test(test_too_few_sizes_in_common),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
