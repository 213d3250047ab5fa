/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/family.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void
collect(const char *csv, struct table *runs, struct growth *growth, struct families *families)
{
	struct error err = ERROR_INIT;

	if (!table_parse(csv, strlen(csv), "made up", NULL, runs, &err) ||
		!growth_collect(runs, "made up", growth, &err))
		fail_msg("%s: %s", err.where, err.why);
	families_find(growth, runs, families);
}

/* Rows of two sizes each, in an order that is neither that of the releases nor of the titles. */
static void
add(struct text *csv, const char *start, const char *params)
{
	for (int size = 1; size <= 2; size++)
		text_append_format(csv, "build,ok,%s,n=%d %s\n", start, size, params);
}

static void
test_families_follow_releases_in_order(void **state)
{
	CLEANUP_TEXT struct text csv = {0};
	CLEANUP_TABLE struct table runs = {0};
	CLEANUP_FAMILIES struct families families = {0};
	struct growth growth = {0};

	(void)state;
	text_append(&csv, "workload,outcome,go_version,go_id,generator,GOGC,params\n");
	add(&csv, "1.9rc,a,split@1,unset", "into=one");
	add(&csv, "1.27.4,b,split@1,unset", "into=one");
	add(&csv, "1.3.x,c,split@1,unset", "into=one");
	add(&csv, "1.27rc1,d,split@1,unset", "into=one");
	add(&csv, "1.27.4,b,split@1,unset", "into=many");
	add(&csv, "1.27.4,b,plain@3,unset", "");
	collect(text_string(&csv), &runs, &growth, &families);
	assert_int_equal(families.count, 3);
	assert_string_equal(families.items[0].title, "plain");
	assert_string_equal(families.items[1].title, "split into=many");
	assert_string_equal(families.items[1].name, "split-into-many");
	assert_string_equal(families.items[2].title, "split into=one");
	assert_int_equal(families.releases.count, 4);
	assert_string_equal(families.releases.items[0], "1.27rc1");
	assert_string_equal(families.releases.items[1], "1.27.4");
	assert_int_equal(families.items[2].count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(families.release_of[families.items[2].series[i]], i);
		assert_ptr_equal(family_at(&growth, &families, &families.items[2], i),
			&growth.series[families.items[2].series[i]]);
	}
	assert_null(family_at(&growth, &families, &families.items[0], 0));
	growth_dispose(&growth);
}

/* Two builds of one version are two releases, and a family without a generator is called by its workload. */
static void
test_toolchains_of_one_version_are_told_apart(void **state)
{
	static const char csv[] = "workload,outcome,go_version,go_id,files\n"
							  "vet,ok,1.27.4,aaaaaaaaaa,1\nvet,ok,1.27.4,bbbbbbbbbb,1\nvet,ok,1.28rc1,c,1\n";
	CLEANUP_TABLE struct table runs = {0};
	CLEANUP_FAMILIES struct families families = {0};
	struct growth growth = {0};

	(void)state;
	collect(csv, &runs, &growth, &families);
	assert_int_equal(families.count, 1);
	assert_string_equal(families.items[0].title, "vet");
	assert_int_equal(families.releases.count, 3);
	assert_string_equal(families.releases.items[0], "1.27.4 aaaaaaaa");
	assert_string_equal(families.releases.items[1], "1.27.4 bbbbbbbb");
	assert_string_equal(families.releases.items[2], "1.28rc1");
	growth_dispose(&growth);
}

/* What differs only in characters that no file's name may have still has files of its own. */
static void
test_names_of_files_differ(void **state)
{
	static const char csv[] =
		"workload,outcome,generator,files\nbuild,ok,dir:/a/b,1\nbuild,ok,dir:/a.b,1\nbuild,ok,dir:/a-b,1\n";
	CLEANUP_TABLE struct table runs = {0};
	CLEANUP_FAMILIES struct families families = {0};
	struct growth growth = {0};

	(void)state;
	collect(csv, &runs, &growth, &families);
	assert_int_equal(families.count, 3);
	for (size_t a = 0; a < 3; a++)
		for (size_t b = 0; b < a; b++)
			assert_string_not_equal(families.items[a].name, families.items[b].name);
	assert_null(strpbrk(families.items[2].name, "/.: "));
	growth_dispose(&growth);
}

static void
test_key_without_a_setting(void **state)
{
	static const char csv[] = "workload,outcome,GOGC,files\nbuild,ok,50,1\nbuild,ok,100,1\n";
	static const char *const setting[] = {"GOGC", NULL};
	CLEANUP_TABLE struct table runs = {0};
	CLEANUP_FAMILIES struct families families = {0};
	struct growth growth = {0};
	CLEANUP_FREE char *a = NULL, *b = NULL, *whole = NULL;

	(void)state;
	collect(csv, &runs, &growth, &families);
	assert_int_equal(families.count, 2);
	assert_string_equal(families.items[0].title, "GOGC=50");
	a = series_key_without(&growth.series[0], setting);
	b = series_key_without(&growth.series[1], setting);
	whole = series_key_without(&growth.series[1], NULL);
	assert_string_equal(a, b);
	assert_non_null(strstr(whole, "GOGC=100"));
	growth_dispose(&growth);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_families_follow_releases_in_order),
		cmocka_unit_test(test_toolchains_of_one_version_are_told_apart),
		cmocka_unit_test(test_names_of_files_differ),
		cmocka_unit_test(test_key_without_a_setting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
