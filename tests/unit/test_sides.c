/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/compared.h"
#include "base/memory.h"

#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

static const char HEADER[] =
	"schema,host,go_version,generator,params,files,workload,cache,meter,GOGC,outcome,largest_compile_bytes,user_ns,system_ns\n";

/* What a made-up side is like; zero members take an ordinary value. */
struct recipe {
	const char *host, *go, *meter, *outcome;
	double shift; /* of the size 200 */
	unsigned runs;
	unsigned fails; /* of the size 400, so many with that outcome; 0 = all */
};

static void
add_cell(struct text *csv, const struct recipe *recipe, unsigned types, unsigned repetition)
{
	double shift = types == 200 ? recipe->shift : 0;
	bool fails = types == 400 && recipe->outcome && (recipe->fails == 0 || repetition <= recipe->fails);

	text_append_format(csv, "1,%s,%s,many_methods@1,types=%u methods=8 seed=1,3,build,std,%s,unset,%s,",
		recipe->host ? recipe->host : "here", recipe->go, types, recipe->meter ? recipe->meter : "cgroup2",
		fails ? recipe->outcome : "ok");
	if (fails)
		text_append(csv, ",,\n");
	else
		text_append_format(csv, "%.0f,%u,%u\n", types * 1e6 * (1 + shift + 0.001 * repetition), 30, 12);
}

static void
add_side(struct sides *sides, const char *name, struct recipe recipe)
{
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;
	struct table runs;

	text_append(&csv, HEADER);
	for (unsigned run = 1; run <= (recipe.runs ? recipe.runs : 5); run++)
		for (unsigned types = 100; types <= 400; types *= 2)
			add_cell(&csv, &recipe, types, run);
	assert_true(table_parse(csv.data, csv.length, name, "1", &runs, &err));
	if (!sides_add(sides, name, ".", &runs, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static struct metric
metric_named(const char *name)
{
	struct error err = ERROR_INIT;
	struct metric metric;

	assert_true(metric_find(name, &metric, &err));
	return metric;
}

static void
match(struct sides *sides)
{
	struct error err = ERROR_INIT;

	if (!sides_match(sides, false, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
test_cells_match_whatever_the_toolchain(void **state)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct metric metric = metric_named("largest_compile_bytes"), cpu = metric_named("cpu_ns");
	struct compared compared;

	(void)state;
	add_side(&sides, "old", (struct recipe){.go = "1.26.8"});
	add_side(&sides, "new", (struct recipe){.go = "1.27.4", .shift = 0.08});
	match(&sides);
	assert_int_equal(sides.cell_count, 3);
	assert_string_equal(sides.cells[0].label, "many_methods types=100");
	assert_string_equal(sides.cells[0].pattern, "many_methods");
	assert_true(sides.cells[1].size == 200);
	compare_sides(&sides, 0, 1, &metric, &compared);
	assert_int_equal(compared.count, 3);
	assert_int_equal(compared.verdicts[CHANGE_WORSE], 1);
	assert_int_equal(compared.verdicts[CHANGE_SAME], 2);
	assert_int_equal(compared_cell(&compared, 1)->verdict, CHANGE_WORSE);
	assert_true(compared_is_worse(&compared, 0.03));
	assert_false(compared_is_worse(&compared, 0.10));
	assert_int_equal(compared.mean_cells, 3);
	assert_true(fabs(compared.mean.value - cbrt(1.083 / 1.003)) < 1e-9);
	compared_dispose(&compared);
	compare_sides(&sides, 0, 1, &cpu, &compared);
	assert_true(compared.changes[0].old_median == 42 && compared.changes[0].verdict == CHANGE_SAME);
	compared_dispose(&compared);
}

static void
test_one_run_a_side_is_unclear(void **state)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct metric metric = metric_named("largest_compile_bytes");
	struct compared compared;

	(void)state;
	add_side(&sides, "old", (struct recipe){.go = "1.26.8", .runs = 1});
	add_side(&sides, "new", (struct recipe){.go = "1.27.4", .runs = 1, .shift = 0.5});
	match(&sides);
	compare_sides(&sides, 0, 1, &metric, &compared);
	assert_int_equal(compared.verdicts[CHANGE_UNCLEAR], 3);
	assert_int_equal(compared.changes[1].more, 4);
	assert_int_equal(compared.mean_cells, 3);
	assert_false(compared_is_worse(&compared, 0.03)); /* whatever the mean says */
	compared_dispose(&compared);
}

/* Large cells are measured less often than small ones; the mean is that of the ones that can be tested. */
static void
test_the_mean_leaves_out_cells_with_too_few_runs(void **state)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct metric metric = metric_named("largest_compile_bytes");
	struct compared compared;

	(void)state;
	add_side(&sides, "old", (struct recipe){.go = "1.26.8"});
	add_side(&sides, "new", (struct recipe){.go = "1.27.4", .outcome = "oom"});
	match(&sides);
	compare_sides(&sides, 0, 1, &metric, &compared);
	assert_int_equal(compared.mean_cells, 2);
	assert_true(compared.tested);
	compared_dispose(&compared);
}

static void
test_a_cell_that_fails_now_is_broken(void **state)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct metric metric = metric_named("largest_compile_bytes");
	struct compared compared;

	(void)state;
	add_side(&sides, "old", (struct recipe){.go = "1.26.8"});
	add_side(&sides, "new", (struct recipe){.go = "1.27.4", .outcome = "oom"});
	add_side(&sides, "older", (struct recipe){.go = "1.11.13", .outcome = "unsupported"});
	match(&sides);
	assert_int_equal(cell_fate(&sides, &sides.cells[2], 0, 1), FATE_BROKEN);
	assert_int_equal(cell_fate(&sides, &sides.cells[2], 1, 0), FATE_REPAIRED);
	assert_int_equal(cell_fate(&sides, &sides.cells[2], 2, 0), FATE_SAME);
	assert_int_equal(cell_fate(&sides, &sides.cells[1], 0, 1), FATE_SAME);
	assert_string_equal(sides_failure(&sides, &sides.cells[2], 1), "oom");
	assert_null(sides_failure(&sides, &sides.cells[2], 0));
	compare_sides(&sides, 0, 1, &metric, &compared);
	assert_int_equal(compared.count, 2);
	compared_dispose(&compared);
}

static void
test_a_cell_that_ends_ok_less_often_is_judged(void **state)
{
	static const struct {
		unsigned fails;
		bool worse;
	} cases[] = {{6, true}, {2, false}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_SIDES struct sides sides = {0};
		add_side(&sides, "old", (struct recipe){.go = "1.26.8", .runs = 12});
		add_side(&sides, "new",
			(struct recipe){.go = "1.27.4", .runs = 12, .outcome = "failed", .fails = cases[i].fails});
		match(&sides);
		assert_int_equal(cell_fate(&sides, &sides.cells[2], 0, 1), FATE_SHAKY);
		assert_int_equal(sides_end_worse(&sides, 0, 1), cases[i].worse);
		assert_false(sides_end_worse(&sides, 1, 0));
	}
}

static void
test_other_hosts_and_other_experiments_are_refused(void **state)
{
	CLEANUP_SIDES struct sides hosts = {0}, meters = {0};
	struct error err = ERROR_INIT, other = ERROR_INIT;

	(void)state;
	add_side(&hosts, "old", (struct recipe){.go = "1.26.8"});
	add_side(&hosts, "new", (struct recipe){.go = "1.27.4", .host = "there"});
	assert_false(sides_match(&hosts, false, &err));
	assert_int_equal(err.id, ERROR_DIFFERENT_HOSTS);
	assert_string_equal(err.why, "it was measured on 'there', and 'old' on 'here'");
	assert_true(sides_match(&hosts, true, &err));
	add_side(&meters, "old", (struct recipe){.go = "1.26.8"});
	add_side(&meters, "new", (struct recipe){.go = "1.27.4", .meter = "proc"});
	assert_false(sides_match(&meters, false, &other));
	assert_int_equal(other.id, ERROR_DIFFERENT_RESULTS);
	assert_string_equal(other.why, "it shares no cell with 'old'; their rows differ in: meter");
}

/* Runs of two sides in the order in which they started, each a second apart, as letters. */
static bool
interleaved(const char *order)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct error err = ERROR_INIT;

	for (unsigned side = 0; side < 2; side++) {
		CLEANUP_TEXT struct text csv = {0};
		struct table runs;
		text_append(
			&csv, "schema,host,go_version,generator,params,files,workload,cache,meter,outcome,started_at\n");
		for (unsigned at = 0; order[at]; at++)
			if (order[at] == (side ? 'b' : 'a'))
				text_append_format(
					&csv, "1,here,1.%u.0,many_methods@1,types=1,3,build,std,cgroup2,ok,%02u\n", side, at);
		assert_true(table_parse(csv.data, csv.length, "side", "1", &runs, &err));
		assert_true(sides_add(&sides, side ? "b" : "a", ".", &runs, &err));
	}
	return sides_interleaved(&sides, 0, 1);
}

static void
test_the_order_tells_whether_runs_were_shuffled(void **state)
{
	(void)state;
	assert_true(interleaved("abbaabab"));
	assert_true(interleaved("aaabaaab"));
	assert_false(interleaved("aaaaaabbbbbb"));
	assert_false(interleaved("aaaaaabbbbbba"));
	assert_false(interleaved("baaaaaabbbbbbbb"));
	assert_false(interleaved("aaaaaabbbbbbaaaaaabbbbbb"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_match_whatever_the_toolchain),
		cmocka_unit_test(test_one_run_a_side_is_unclear),
		cmocka_unit_test(test_the_mean_leaves_out_cells_with_too_few_runs),
		cmocka_unit_test(test_a_cell_that_fails_now_is_broken),
		cmocka_unit_test(test_other_hosts_and_other_experiments_are_refused),
		cmocka_unit_test(test_the_order_tells_whether_runs_were_shuffled),
		cmocka_unit_test(test_a_cell_that_ends_ok_less_often_is_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
