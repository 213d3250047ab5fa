/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "analyse/compare/packages.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char RUNS[] = "schema,run_id,host,go_version,generator,params,files,workload,cache,outcome\n"
						   "1,%s1,h,%s,get:example.com/m@v1.2.3,,10,build,std,ok\n"
						   "1,%s2,h,%s,get:example.com/m@v1.2.3,,10,build,std,ok\n"
						   "1,%s3,h,%s,many_methods@1,types=5,1,build,std,ok\n";
static const char TOOLS_HEADER[] = "schema,run_id,tool,package,peak_bytes\n";

static void
write_tools(const char *where, const char *rows)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", where);
	CLEANUP_FREE char *text = text_format("%s%s", TOOLS_HEADER, rows);
	struct error err = ERROR_INIT;

	assert_true(folder_make(where, &err));
	assert_true(file_replace(path, text, strlen(text), &err));
}

static void
add_side(struct sides *sides, const char *where, const char *id, const char *go)
{
	CLEANUP_FREE char *csv = NULL;
	struct error err = ERROR_INIT;
	struct table runs;

	assert_true(asprintf(&csv, RUNS, id, go, id, go, id, go) > 0);
	assert_true(table_parse(csv, strlen(csv), go, "1", &runs, &err));
	assert_true(sides_add(sides, go, where, &runs, &err));
}

/* Opens two sides whose tools are those two texts. */
static void
compare_tools(
	const char *old_rows, const char *new_rows, struct sides *sides, struct package_changes *changes)
{
	CLEANUP_FREE char *old = text_format("%s/old", folder), *new = text_format("%s/new", folder);
	struct error err = ERROR_INIT;

	write_tools(old, old_rows);
	write_tools(new, new_rows);
	add_side(sides, old, "a", "1.26.8");
	add_side(sides, new, "b", "1.27.4");
	assert_true(sides_match(sides, false, &err));
	assert_true(packages_compare(sides, 0, 1, changes, &err));
	assert_true(folder_delete(old, &err) && folder_delete(new, &err));
}

static void
test_packages_of_real_code_are_compared_by_their_builds(void **state)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct package_changes changes;
	struct error err = ERROR_INIT;

	(void)state;
	compare_tools("1,a1,compile,small,20000768\n1,a1,compile,large,200000512\n1,a1,link,large,900000768\n"
				  "1,a2,compile,small,22000640\n1,a2,compile,gone,50000896\n1,a3,compile,small,1024\n",
		"1,b1,compile,large,250000384\n1,b1,compile,small,21000704\n1,b1,compile,new,1024\n", &sides,
		&changes);
	assert_int_equal(sides.cell_count, 2);
	assert_int_equal(changes.pairs.count, 2);
	assert_string_equal(changes.pairs.items[0].package, "large");
	assert_true(
		changes.pairs.items[0].old_bytes == 200000512 && changes.pairs.items[0].new_bytes == 250000384);
	assert_string_equal(changes.pairs.items[1].package, "small");
	assert_true(
		changes.pairs.items[1].old_bytes == 21000704); /* of two runs; the pattern's compile is not in it */
	assert_int_equal(changes.classes[0].count, 1);
	assert_int_equal(changes.classes[1].count, 0);
	assert_int_equal(changes.classes[2].count, 1);
	assert_true(fabs(changes.classes[2].ratio.value - 1.25) < 1e-5);
	assert_false(packages_tell(&changes));            /* one build on the new side */
	assert_int_equal(changes.moves.items[0].pair, 0); /* by bytes */
	packages_dispose(&changes);
	assert_true(packages_compare(&sides, 0, 1, &changes, &err)); /* no tools.csv: no packages */
	assert_int_equal(changes.pairs.count, 0);
	packages_dispose(&changes);
}

/* A package that is compiled once more for a program or a test is one, and counts where it takes most. */
static void
test_a_package_counts_once(void **state)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct package_changes changes;

	(void)state;
	compare_tools("1,a1,compile,m.org/p,20000000\n1,a1,compile,m.org/p [m.org/p.test],30000000\n"
				  "1,a1,compile,m.org/p [m.org/q.test],20000000\n1,a1,compile,m.org/p.q,10000000\n",
		"1,b1,compile,m.org/p,21000000\n1,b1,compile,m.org/p [m.org/p.test],33000000\n"
		"1,b1,compile,m.org/p.q,10000000\n1,b1,compile,m.org/p [m.org/q.test],20000000\n",
		&sides, &changes);
	assert_int_equal(changes.pairs.count, 2);
	assert_string_equal(changes.pairs.items[0].package, "m.org/p");
	assert_true(changes.pairs.items[0].old_bytes == 30000000 && changes.pairs.items[0].new_bytes == 33000000);
	assert_string_equal(changes.pairs.items[1].package, "m.org/p.q");
	packages_dispose(&changes);
}

/* Packages of made-up size and noise, built twice a side. */
struct simulation {
	size_t packages;
	double smallest_bytes, step; /* each takes so much more than the one before */
	double noise, common;        /* standard deviations of logarithms: of a compile, of a whole build */
	double change;               /* new over old */
	double outlying;             /* of every fifth package, besides */
};

static void
append_build(
	const struct simulation *simulation, const char *run, bool new, struct random *random, struct text *rows)
{
	double common = simulation->common * random_normal(random);

	for (size_t i = 0; i < simulation->packages; i++) {
		double bytes = simulation->smallest_bytes + simulation->step * (double)i;
		double change = new ? simulation->change *(i % 5 == 0 ? simulation->outlying : 1) : 1;
		text_append_format(rows, "1,%s,compile,m.org/p%03zu,%.0f\n", run, i,
			bytes * change * exp(common + simulation->noise * random_normal(random)));
	}
}

static void
simulate(const struct simulation *simulation, uint64_t seed, struct package_changes *changes)
{
	CLEANUP_SIDES struct sides sides = {0};
	CLEANUP_TEXT struct text old = {0}, new = {0};
	struct random random = random_stream(17, seed, 0);

	append_build(simulation, "a1", false, &random, &old);
	append_build(simulation, "b1", true, &random, &new);
	append_build(simulation, "a2", false, &random, &old);
	append_build(simulation, "b2", true, &random, &new);
	compare_tools(text_string(&old), text_string(&new), &sides, changes);
}

static void
test_two_builds_of_many_packages_decide(void **state)
{
	static const struct simulation worse = {120, 20e6, 0.8e6, 0.02, 0.003, 1.135, 1};
	struct package_changes changes;

	(void)state;
	simulate(&worse, 1, &changes);
	assert_true(packages_tell(&changes) && packages_are_worse(&changes, 0.03));
	assert_int_equal(changes.classes[0].verdict, CHANGE_WORSE);
	assert_true(fabs(changes.classes[1].ratio.value - 1.135) < 0.01);
	assert_false(packages_are_worse(&changes, 0.2));
	assert_true(changes.classes[0].ratio.low > 1.1 && changes.classes[0].ratio.high < 1.17);
	packages_dispose(&changes);
}

/* The same release twice, on a host where whole builds are off by 1%. */
static void
test_nothing_is_called_where_nothing_changed(void **state)
{
	static const struct simulation same = {120, 20e6, 0.8e6, 0.02, 0.01, 1, 1};
	enum { TABLES = 200 };
	size_t called = 0, moved = 0;

	(void)state;
	for (uint64_t seed = 0; seed < TABLES; seed++) {
		struct package_changes changes;
		bool any = false;
		simulate(&same, seed, &changes);
		for (size_t i = 0; i < PACKAGE_SIZES; i++)
			any = any || changes.classes[i].verdict <= CHANGE_BETTER;
		called += any;
		moved += changes.moves.directions[PACKAGE_STAYED] < changes.pairs.count;
		packages_dispose(&changes);
	}
	print_message("of %d tables %zu with a class called, %zu with a package\n", TABLES, called, moved);
	assert_true(called * 20 <= TABLES);
	assert_true(moved * 20 <= TABLES);
}

static void
test_what_moves_for_itself_is_told_from_the_rest(void **state)
{
	static const struct simulation fifth = {120, 20e6, 0.8e6, 0.01, 0.003, 1.1, 1.3};
	struct package_changes changes;
	size_t right = 0;

	(void)state;
	simulate(&fifth, 3, &changes);
	for (size_t i = 0; i < changes.moves.count; i++) {
		const struct package_move *move = &changes.moves.items[i];
		right += (move->pair % 5 == 0) == (move->direction == PACKAGE_ROSE);
		assert_true(i == 0 || move->direction == PACKAGE_STAYED ||
					changes.moves.items[i - 1].direction != PACKAGE_STAYED);
	}
	assert_true(right >= 118);
	assert_int_equal(changes.moves.directions[PACKAGE_FELL], 0);
	packages_dispose(&changes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_packages_of_real_code_are_compared_by_their_builds),
		cmocka_unit_test(test_a_package_counts_once),
		cmocka_unit_test(test_two_builds_of_many_packages_decide),
		cmocka_unit_test(test_nothing_is_called_where_nothing_changed),
		cmocka_unit_test(test_what_moves_for_itself_is_told_from_the_rest),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
