/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/baseline.h"
#include "base/memory.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

static const char HEADER[] =
	"schema,host,go_version,generator,params,files,source_bytes,workload,outcome,largest_compile_bytes,"
	"user_ns,system_ns\n";

/* Memory in MB, 0 where the side could not build; CPU is a tenth of it in ns. */
struct made_cell {
	const char *generator;
	unsigned size, source_bytes;
	double megabytes[3]; /* per side */
};

static const struct made_cell CELLS[] = {
	{"module", 10, 1000, {100, 200, 400}},
	{"module", 40, 4000, {100, 800, 100}},
	{"shapes", 5, 5000, {0, 50, 100}},
	{"shapes", 9, 9000, {0, 0, 70}},
	{"switch", 8, 200, {30, 60, 240}},
};

static void
add_side(struct sides *sides, const char *name, size_t side)
{
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;
	struct table runs;

	text_append(&csv, HEADER);
	for (size_t i = 0; i < COUNT_OF(CELLS); i++) {
		double amount = CELLS[i].megabytes[side];
		text_append_format(&csv, "1,here,%s,%s@1,n=%u,2,%u,build,", name, CELLS[i].generator, CELLS[i].size,
			CELLS[i].source_bytes);
		if (amount > 0)
			text_append_format(&csv, "ok,%.0f,%.0f,%.0f\n", amount * 1e6, amount * 6, amount * 4);
		else
			text_append(&csv, "unsupported,,,\n");
	}
	assert_true(table_parse(csv.data, csv.length, name, "1", &runs, &err));
	assert_true(sides_add(sides, name, ".", &runs, &err));
}

static void
three_sides(struct sides *sides)
{
	struct error err = ERROR_INIT;

	add_side(sides, "1.17.13", 0);
	add_side(sides, "1.18.10", 1);
	add_side(sides, "1.19.13", 2);
	assert_true(sides_match(sides, false, &err));
}

static size_t
choose(const char *const *names, struct metric *chosen)
{
	struct error err = ERROR_INIT;
	size_t count = 0;

	for (; *names; names++)
		assert_true(metric_find(*names, &chosen[count++], &err));
	return count;
}

static bool
is_near(double value, double expected)
{
	return fabs(value - expected) < 1e-9 * expected;
}

/* Common are both modules and the switch: against 1.18.10 1.17.13 takes 1/2, 1/8 and 1/2, and 1.19.13 2, 1/8
 * and 4. */
static void
test_means_are_over_the_cells_that_all_have(void **state)
{
	static const char *const names[] = {"largest_compile_bytes", "cpu_ns", NULL};
	CLEANUP_SIDES struct sides sides = {0};
	CLEANUP_BASELINE struct baseline baseline = {0};
	struct metric by[2];
	struct error err = ERROR_INIT;

	(void)state;
	three_sides(&sides);
	assert_true(baseline_find(&sides, "1.18.10", by, choose(names, by), &baseline, &err));
	assert_int_equal(baseline.common_count, 3);
	for (size_t metric = 0; metric < 2; metric++) {
		assert_true(is_near(baseline_mean(&baseline, 0, metric), cbrt(1. / 32)));
		assert_true(is_near(baseline_mean(&baseline, 1, metric), 1));
		assert_true(is_near(baseline_mean(&baseline, 2, metric), 1));
	}
	assert_string_equal(sides.cells[baseline.largest].label, "module n=40");
	assert_true(is_near(baseline_median(&baseline, baseline.largest, 1, 0), 800e6));
	assert_true(is_near(baseline_median(&baseline, baseline.largest, 1, 1), 8000));
}

/* Of shapes 1.19.13 takes twice what the first to build size 5 took, and is itself the first to build 9. */
static void
test_patterns_rise_from_the_first_that_built_each_size(void **state)
{
	static const char *const names[] = {"largest_compile_bytes", NULL};
	static const double expected[3][3] = {{1, 4, 2}, {0, 1, M_SQRT2}, {1, 2, 8}};
	static const char *const patterns[3] = {"module", "shapes", "switch"};
	CLEANUP_SIDES struct sides sides = {0};
	CLEANUP_BASELINE struct baseline baseline = {0};
	struct metric by[1];
	struct error err = ERROR_INIT;

	(void)state;
	three_sides(&sides);
	assert_true(baseline_find(&sides, "1.17.13", by, choose(names, by), &baseline, &err));
	assert_int_equal(baseline.pattern_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(baseline.patterns[i].pattern, patterns[i]);
		for (size_t side = 0; side < 3; side++)
			assert_true(fabs(baseline.patterns[i].ratios[side] - expected[i][side]) < 1e-9);
	}
}

static void
test_a_baseline_has_to_be_there_and_to_share_cells(void **state)
{
	static const char *const names[] = {"wall_ns", NULL};
	CLEANUP_SIDES struct sides sides = {0};
	struct baseline baseline;
	struct metric by[1];
	struct error err = ERROR_INIT, other = ERROR_INIT;
	size_t count = choose(names, by);

	(void)state;
	three_sides(&sides);
	assert_false(baseline_find(&sides, "1.16.15", by, count, &baseline, &err));
	assert_int_equal(err.id, ERROR_USAGE);
	assert_string_equal(err.why, "'1.16.15' is none of what is compared: 1.17.13, 1.18.10, 1.19.13");
	assert_false(baseline_find(&sides, "1.17.13", by, count, &baseline, &other));
	assert_int_equal(other.id, ERROR_TOO_FEW_POINTS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_means_are_over_the_cells_that_all_have),
		cmocka_unit_test(test_patterns_rise_from_the_first_that_built_each_size),
		cmocka_unit_test(test_a_baseline_has_to_be_there_and_to_share_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
