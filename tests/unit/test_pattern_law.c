/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/pattern_law.h"
#include "base/memory.h"
#include "present/releases/release_tables.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const char HEADER[] =
	"schema,host,go_version,generator,params,files,workload,cache,target,meter,outcome,largest_compile_bytes\n";

/* A made-up pattern: its sizes, and what it needs at them on each of three releases. */
struct recipe {
	const char *generator, *parameter;
	unsigned sizes[7]; /* ended by 0 */
	double (*needs[3])(double size);
};

static double
line(double size)
{
	return 30e6 + 50e3 * size;
}

static double
steeper(double size)
{
	return 30e6 + 80e3 * size;
}

static double
above(double size)
{
	return 36e6 + 50e3 * size;
}

static double
doubling(double size)
{
	return 30e6 + 2e3 * exp2(size / 10);
}

/* Stands for a release on which the pattern is not to be had beyond 40. */
static double
breaks_beyond_40(double size)
{
	return size > 40 ? NAN : doubling(size);
}

static void
add_runs(const struct recipe *recipe, const char *go, size_t side, unsigned size, struct text *csv)
{
	double bytes = recipe->needs[side](size);

	for (unsigned run = 1; run <= 5; run++) {
		text_append_format(csv, "1,here,%s,%s,%s=%u seed=1,3,build,std,./...,cgroup2,", go, recipe->generator,
			recipe->parameter, size);
		if (isnan(bytes))
			text_append(csv, "oom,\n");
		else
			text_append_format(csv, "ok,%.0f\n", bytes * (1 + 0.002 * ((run * 7 + size * 3) % 5 - 2.0)));
	}
}

static void
add_side(const struct recipe *recipes, size_t count, const char *go, size_t side, struct sides *sides)
{
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;
	struct table runs;

	text_append(&csv, HEADER);
	for (size_t i = 0; i < count; i++)
		for (const unsigned *size = recipes[i].sizes; *size; size++)
			add_runs(&recipes[i], go, side, *size, &csv);
	assert_true(table_parse(csv.data, csv.length, go, "1", &runs, &err));
	if (!sides_add(sides, go, ".", &runs, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
find(const struct recipe *recipes, size_t count, struct sides *sides, struct pattern_laws *found)
{
	static struct metric metric;
	struct error err = ERROR_INIT;

	assert_true(metric_find("largest_compile_bytes", &metric, &err));
	add_side(recipes, count, "1.23.12", 0, sides);
	add_side(recipes, count, "1.24.13", 1, sides);
	add_side(recipes, count, "1.27.4", 2, sides);
	assert_true(sides_match(sides, false, &err));
	pattern_laws_find(sides, &metric, found);
}

static const struct history_step *
step_of(const struct pattern_laws *found, const char *pattern, size_t side)
{
	for (size_t i = 0; i < found->count; i++)
		if (text_equal(found->items[i].pattern, pattern)) {
			pattern_law_recall(&found->items[i]);
			return &found->items[i].history.steps[side];
		}
	fail_msg("there is no pattern %s", pattern);
	return NULL;
}

static void
test_each_pattern_is_followed_from_side_to_side(void **state)
{
	static const struct recipe recipes[] = {
		{"calls@1", "functions", {10, 20, 40, 80, 160}, {line, line, line}},
		{"nested@1", "depth", {20, 40, 60, 80, 100, 120}, {line, doubling, line}},
		{"names@1", "names", {10, 20, 40, 80, 160}, {line, above, line}},
		{"types@1", "types", {20, 200, 2000, 20000}, {line, steeper, steeper}},
	};
	CLEANUP_SIDES struct sides sides = {0};
	struct pattern_laws found;

	(void)state;
	find(recipes, COUNT_OF(recipes), &sides, &found);
	assert_int_equal(found.count, 4);
	assert_int_equal(step_of(&found, "calls", 1)->change.verdict, LAW_SAME);
	assert_false(history_step_changed(step_of(&found, "calls", 2)));
	assert_int_equal(step_of(&found, "nested", 1)->law->choice.law, LAW_EXPONENTIAL);
	assert_int_equal(step_of(&found, "nested", 1)->change.verdict, LAW_FASTER);
	assert_true(step_of(&found, "nested", 1)->change.other_law);
	assert_int_equal(step_of(&found, "nested", 2)->law->choice.law, LAW_LINEAR);
	assert_int_equal(step_of(&found, "nested", 2)->change.verdict, LAW_SLOWER);
	assert_int_equal(step_of(&found, "names", 1)->change.verdict, LAW_HIGHER);
	assert_int_equal(step_of(&found, "types", 1)->change.verdict, LAW_FASTER);
	assert_false(step_of(&found, "types", 1)->change.other_law);
	assert_true(fabs(step_of(&found, "types", 1)->change.largest.value - 1.6) < 0.02);
	assert_false(history_step_changed(step_of(&found, "types", 2)));
	assert_int_equal(pattern_laws_count(&found, 1, LAW_FASTER), 2);
	assert_int_equal(pattern_laws_count(&found, 1, LAW_HIGHER), 1);
	assert_int_equal(pattern_laws_count(&found, 2, LAW_SAME), 2);
	pattern_laws_dispose(&found);
}

static void
test_a_called_cell_is_not_the_same(void **state)
{
	static const struct recipe recipes[] = {
		{"calls@1", "functions", {10, 20, 40, 80, 160}, {line, line, line}},
		{"names@1", "names", {10, 20, 40, 80, 160}, {line, line, line}},
	};
	CLEANUP_SIDES struct sides sides = {0};
	struct pattern_laws found;
	struct change change = {.verdict = CHANGE_SAME};
	size_t cell = 0;
	struct compared compared = {.changes = &change, .cells = &cell, .count = 1};

	(void)state;
	find(recipes, COUNT_OF(recipes), &sides, &found);
	pattern_laws_heed_cells(&sides, 1, &compared, &found);
	assert_int_equal(pattern_laws_count(&found, 1, LAW_SAME), 2);
	change.verdict = CHANGE_WORSE;
	pattern_laws_heed_cells(&sides, 1, &compared, &found);
	assert_int_equal(step_of(&found, sides.cells[0].pattern, 1)->change.verdict, LAW_UNCLEAR);
	assert_int_equal(pattern_laws_count(&found, 1, LAW_SAME), 1);
	assert_int_equal(pattern_laws_count(&found, 2, LAW_SAME), 2);
	pattern_laws_dispose(&found);
}

/* Also in a release in between on which nearly nothing can be measured, the others are compared. */
static void
test_a_side_with_too_few_sizes_is_passed_over(void **state)
{
	static const struct recipe recipes[] = {
		{"nested@1", "depth", {20, 40, 60, 80, 100, 120}, {doubling, breaks_beyond_40, line}},
		{"names@1", "names", {10, 20}, {line, line, line}},
		{"single@1", "names", {10}, {line, line, line}},
	};
	CLEANUP_SIDES struct sides sides = {0};
	struct pattern_laws found;

	(void)state;
	find(recipes, COUNT_OF(recipes), &sides, &found);
	assert_int_equal(found.count, 2);
	assert_false(step_of(&found, "nested", 1)->law->known);
	assert_false(step_of(&found, "nested", 1)->compared);
	assert_int_equal(step_of(&found, "nested", 2)->earlier, 0);
	assert_int_equal(step_of(&found, "nested", 2)->change.verdict, LAW_SLOWER);
	assert_false(step_of(&found, "names", 2)->compared);
	assert_non_null(strstr(step_of(&found, "names", 2)->law->why, "2 different sizes"));
	assert_int_equal(pattern_laws_count(&found, 2, LAW_VERDICT_COUNT), 1);
	pattern_laws_dispose(&found);
}

static double
far_above(double size)
{
	return 2 * above(size);
}

/* Two lie higher on the second side, two grow faster, too, and nothing changes on the third. */
static void
test_the_farthest_changes_are_shown(void **state)
{
	static const struct recipe recipes[] = {
		{"a@1", "names", {10, 20, 40, 80, 160}, {line, above, above}},
		{"b@1", "names", {10, 20, 40, 80, 160}, {line, far_above, far_above}},
		{"c@1", "names", {10, 20, 40, 80, 160}, {line, above, above}},
		{"d@1", "names", {10, 20, 40, 80, 160}, {line, far_above, far_above}},
		{"e@1", "names", {10, 20, 40, 80, 160}, {line, line, line}},
	};
	enum { COLUMNS = 7 };
	struct releases releases = {0};
	struct pattern_laws found;
	CLEANUP_GRID struct grid few = {0}, most = {0}, all = {0};
	size_t left;

	(void)state;
	find(recipes, COUNT_OF(recipes), &releases.sides, &found);
	releases.laws = &found;
	left = table_of_pattern_laws(&releases, 0, false, 1, &few);
	assert_int_equal(left, 2); /* the one of two that lie higher, and of two that grow faster */
	assert_int_equal(few.cell_count, 2 * COLUMNS);
	assert_string_equal(few.cells[0].text, "a");
	assert_string_equal(few.cells[COLUMNS].text, "b");
	assert_int_equal(table_of_pattern_laws(&releases, 0, false, 9, &most), 0);
	assert_int_equal(most.cell_count, 4 * COLUMNS);
	assert_string_equal(most.cells[0].text, "a");
	assert_int_equal(table_of_pattern_laws(&releases, 0, true, 1, &all), 0);
	assert_int_equal(all.cell_count, 10 * COLUMNS);
	for (size_t i = 0; i < found.count; i++)
		assert_null(found.items[i].laws);
	pattern_laws_dispose(&found);
	sides_dispose(&releases.sides);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_pattern_is_followed_from_side_to_side),
		cmocka_unit_test(test_a_called_cell_is_not_the_same),
		cmocka_unit_test(test_a_side_with_too_few_sizes_is_passed_over),
		cmocka_unit_test(test_the_farthest_changes_are_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
