/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/first_heap.h"
#include "analyse/series/growth.h"
#include "analyse/series/series_runs.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const char HEAD[] = "workload,outcome,generator,params,go_version,GOGC,GOMEMLIMIT,GOMAXPROCS,c,race,"
						   "tree_peak_bytes,largest_compile_bytes\n";

static void
parse(const char *csv, struct table *runs)
{
	struct error err = ERROR_INIT;

	if (!table_parse(csv, strlen(csv), "made up", NULL, runs, &err))
		fail_msg("%s: %s", err.where, err.why);
}

/* The rows of quirks.def, in MiB. */
static void
test_release_and_settings_tell_it(void **state)
{
	static const struct {
		const char *settings; /* go_version to race */
		double mib;
	} cases[] = {
		{"1.19.13,unset,unset,2,2,0", 0},
		{"1.20.14,unset,unset,2,2,0", 48},
		{"1.20.14,unset,unset,8,4,0", 64},
		{"1.24.13,unset,unset,8,1,0", 40},
		{"1.24.13,,,,,", 64},
		{"1.24.13,,,2,,", 48},
		{"1.24.13,unset,unset,16,unset,0", 64},
		{"1.25.14,unset,100MiB,2,2,0", 48},
		{"1.25.14,100,unset,2,2,0", 0},
		{"1.25.14,off,unset,2,2,0", 0},
		{"1.25.14,unset,unset,4,4,1", 40},
		{"1.26.8,unset,unset,2,2,0", 67},
		{"1.27.4,unset,unset,2,4,0", 67},
		{"1.27.4,unset,unset,2,1,0", 0},
		{"1.27.4,unset,unset,4,4,1", 0},
		{"1.27.4,unset,100MiB,2,2,0", 0},
		{"1.27.4,100,unset,2,2,0", 0},
		{"devel go1.28-abcdef,unset,unset,2,2,0", 67},
		{"my own,unset,unset,2,2,0", 0},
		{",,,,,", 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_FREE char *csv = text_format("%sbuild,ok,g@1,n=1,%s,1,1\n", HEAD, cases[i].settings);
		CLEANUP_TABLE struct table runs = {0};
		double floors[2];
		parse(csv, &runs);
		if (first_heap_bytes(&runs, 0) != cases[i].mib * 1024 * 1024)
			fail_msg("%s: %g bytes", cases[i].settings, first_heap_bytes(&runs, 0));
		first_heap_floors(&runs, 0, COLUMN_largest_compile_bytes, floors);
		assert_true((floors[1] > 0) == (cases[i].mib > 0) && floors[0] >= floors[1]);
		first_heap_floors(&runs, 0, COLUMN_tree_peak_bytes, floors);
		assert_true(!(floors[0] > 0) && !(floors[1] > 0));
	}
}

/* The same figures as what a compile takes and as what a tree takes, by a release that has a first heap. */
static void
test_a_line_through_the_first_heap_is_a_line(void **state)
{
	static const int sizes[] = {10, 20, 40, 80, 160, 320, 640, 1280, 2560};
	CLEANUP_TEXT struct text csv = {0};
	CLEANUP_TABLE struct table runs = {0};
	CLEANUP_CHOICE struct law_choice compile = {0}, tree = {0};
	struct growth growth = {0};
	struct error err = ERROR_INIT;

	(void)state;
	text_append(&csv, HEAD);
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		int peak = 20000000 + 300000 * sizes[i];
		peak = peak < 85000000 ? 85000000 + sizes[i] * 1000 : peak;
		text_append_format(&csv, "build,ok,g@1,n=%d,1.27.4,unset,unset,2,2,0,%d,%d\n", sizes[i], peak, peak);
	}
	parse(text_string(&csv), &runs);
	assert_true(growth_collect(&runs, "made up", &growth, &err));
	assert_true(series_choose(&growth.series[0], &runs, COLUMN_largest_compile_bytes, NULL, &compile, &err));
	assert_true(series_choose(&growth.series[0], &runs, COLUMN_tree_peak_bytes, NULL, &tree, &err));
	assert_int_equal(compile.law, LAW_LINEAR);
	assert_true(compile.below > 0 && compile.within == 320);
	assert_true(tree.law != LAW_LINEAR && tree.below == 0);
	growth_dispose(&growth);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_release_and_settings_tell_it),
		cmocka_unit_test(test_a_line_through_the_first_heap_is_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
