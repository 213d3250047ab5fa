/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of Go releases by their names: pure text.
 */
#include "base/memory.h"
#include "toolchain/fetch/offer.h"
#include "toolchain/quirks.h"
#include "toolchain/release.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_releases_are_named_as_they_came_out(void **state)
{
	static const struct {
		const char *name;
		struct release release;
		const char *canonical;
	} good[] = {
		{"1.11", {11, 0, RELEASE_FINAL, 0}, "1.11"},
		{"1.20", {20, 0, RELEASE_FINAL, 0}, "1.20"},
		{"1.20.14", {20, 14, RELEASE_FINAL, 0}, "1.20.14"},
		{"go1.20.14", {20, 14, RELEASE_FINAL, 0}, "1.20.14"},
		{"1.21.0", {21, 0, RELEASE_FINAL, 0}, "1.21.0"},
		{"1.21rc2", {21, 0, RELEASE_CANDIDATE, 2}, "1.21rc2"},
		{"1.27rc1", {27, 0, RELEASE_CANDIDATE, 1}, "1.27rc1"},
		{"1.18beta2", {18, 0, RELEASE_BETA, 2}, "1.18beta2"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		struct error err = ERROR_INIT;
		struct release release;
		char text[RELEASE_TEXT_BYTES];

		assert_true(release_parse(good[i].name, &release, &err));
		assert_int_equal(release_compare(&release, &good[i].release), 0);
		assert_string_equal(release_format(text, &release), good[i].canonical);
	}
}

static void
test_releases_are_sorted_and_what_is_none_comes_last(void **state)
{
	static const char *const sorted[] = {
		"1.9rc1", "1.27rc1", "1.27.4", "1.13.15", "devel go1.28-abc", "1.20"};
	static const char *const expected[] = {
		"1.13.15", "1.20", "1.27rc1", "1.27.4", "1.9rc1", "devel go1.28-abc"};
	CLEANUP_LIST struct list names = {0};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sorted); i++)
		list_add(&names, sorted[i]);
	release_sort(&names, 0);
	for (size_t i = 0; i < COUNT_OF(expected); i++)
		assert_string_equal(names.items[i], expected[i]);
}

static void
test_what_is_no_release_is_told_why(void **state)
{
	static const struct {
		const char *name, *why;
	} bad[] = {
		{"1.21", "1.21.0"},
		{"1.27", "1.27.0"},
		{"1.20.0", "1.20"},
		{"1.9.7", "modules"},
		{"", "named like"},
		{"2.0", "named like"},
		{"1.", "named like"},
		{"1.x", "named like"},
		{"1.20.", "named like"},
		{"1.20.14 ", "named like"},
		{"1.20.014", "named like"},
		{"1.21rc", "named like"},
		{"1.21rc1.2", "named like"},
		{"1.99999999999", "named like"},
		{"latest", "named like"},
		{"../1.20", "named like"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct error err = ERROR_INIT;
		struct release release;

		assert_false(release_parse(bad[i].name, &release, &err));
		assert_int_equal(err.id, ERROR_BAD_TOOLCHAIN);
		assert_non_null(strstr(err.why, bad[i].why));
	}
}

static void
test_releases_stand_in_the_order_of_time(void **state)
{
	static const char *const order[] = {"1.11.13", "1.20beta1", "1.20rc1", "1.20rc3", "1.20", "1.20.9",
		"1.20.14", "1.21rc2", "1.21.0", "1.21.10"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(order); i++)
		for (size_t j = 0; j < COUNT_OF(order); j++) {
			struct error err = ERROR_INIT;
			struct release a, b;
			assert_true(release_parse(order[i], &a, &err) && release_parse(order[j], &b, &err));
			assert_int_equal(release_compare(&a, &b) < 0, i < j);
			assert_int_equal(release_compare(&a, &b) > 0, i > j);
		}
}

static void
test_versions_are_read_from_what_go_says(void **state)
{
	static const struct {
		const char *output, *text;
		unsigned minor, patch;
	} good[] = {
		{"go version go1.26.8 linux/amd64\n", "1.26.8", 26, 8},
		{"go version go1.20 linux/amd64\n", "1.20", 20, 0},
		{"go version go1.27rc1 linux/arm64\n", "1.27rc1", 27, 0},
		{"go version go1.22.1 X:rangefunc linux/amd64\n", "1.22.1", 22, 1},
		{"go version go1.19.8 (Red Hat 1.19.8-1.el9) linux/amd64\n", "1.19.8", 19, 8},
		{"go version devel go1.28-abcdef Mon Jun 1 10:00:00 2026 +0000 linux/amd64\n",
			"devel go1.28-abcdef Mon Jun 1 10:00:00 2026 +0000", 28, 0},
		{"go version go1.26-devel_9f2a5c1 Mon Aug 4 10:00:00 2025 -0700 linux/amd64\n",
			"go1.26-devel_9f2a5c1 Mon Aug 4 10:00:00 2025 -0700", 26, 0},
	};
	static const char *const bad[] = {"", "go version\n", "go version go linux/amd64\n",
		"go version devel +1b9dd Thu Jan 2 2020 linux/amd64\n", "gccgo (GCC) 12.2.0\n"};
	struct go_version version;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_true(go_version_parse(good[i].output, &version));
		assert_string_equal(version.text, good[i].text);
		assert_int_equal(version.release.minor, good[i].minor);
		assert_int_equal(version.release.patch, good[i].patch);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(go_version_parse(bad[i], &version));
}

static void
test_an_offer_is_read_for_one_platform(void **state)
{
	static const char versions[] =
		"golang.org/toolchain v0.0.1-go1.9.7.linux-amd64 v0.0.1-go1.20.linux-amd64 "
		"v0.0.1-go1.27.4.linux-arm64\tv0.0.1-go1.27.0.linux-amd64\n"
		"v0.0.1-go1.28rc1.linux-amd64 v0.0.1-go1.20.14.linux-amd64 v0.0.1-go1.20.14.linux-amd64 "
		"v0.0.1-go1.27rc2.linux-amd64 v0.0.2 v0.0.1-go.linux-amd64";
	static const char *const expected[] = {"1.20", "1.20.14", "1.27rc2", "1.27.0", "1.28rc1"};
	CLEANUP_LIST struct list releases = {0};
	struct release newest;

	(void)state;
	offer_parse(versions, "linux-amd64", &releases);
	assert_int_equal(releases.count, COUNT_OF(expected));
	for (size_t i = 0; i < COUNT_OF(expected); i++)
		assert_string_equal(releases.items[i], expected[i]);
	assert_true(offer_newest(&releases, 27, &newest) && newest.stage == RELEASE_FINAL && newest.patch == 0);
	assert_true(offer_newest(&releases, 28, &newest) && newest.stage == RELEASE_CANDIDATE);
	assert_false(offer_newest(&releases, 21, &newest));
}

static void
test_quirks_are_whole_and_named_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < QUIRK_COUNT; i++) {
		assert_true(quirks[i].from >= 11 && quirks[i].from <= quirks[i].to);
		assert_true(quirks[i].what[0] != '\0' && quirks[i].source[0] != '\0');
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(quirks[i].name, quirks[j].name);
	}
}

static void
test_quirks_hold_from_their_first_release_to_their_last(void **state)
{
	struct toolchain toolchain = {.major = 1, .minor = 15};

	(void)state;
	assert_true(toolchain_has(&toolchain, QUIRK_madv_free));
	toolchain.minor = 16;
	assert_false(toolchain_has(&toolchain, QUIRK_madv_free));
	toolchain.minor = 11;
	assert_false(toolchain_has(&toolchain, QUIRK_madv_free));
	assert_true(quirk_holds(QUIRK_trimpath, 13) && quirk_holds(QUIRK_trimpath, 99));
	assert_false(quirk_holds(QUIRK_trimpath, 12));
	/* Whichever the release, -c comes from somewhere, and from one rule. */
	for (unsigned minor = 11; minor < 40; minor++) {
		assert_int_equal(quirk_holds(QUIRK_c_by_processors, minor) + quirk_holds(QUIRK_c_by_maxprocs, minor) +
							 quirk_holds(QUIRK_c_by_pool, minor),
			1);
		assert_int_equal(quirk_holds(QUIRK_c_refused, minor) + quirk_holds(QUIRK_c_ignored, minor), 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_releases_are_named_as_they_came_out),
		cmocka_unit_test(test_releases_are_sorted_and_what_is_none_comes_last),
		cmocka_unit_test(test_what_is_no_release_is_told_why),
		cmocka_unit_test(test_releases_stand_in_the_order_of_time),
		cmocka_unit_test(test_versions_are_read_from_what_go_says),
		cmocka_unit_test(test_an_offer_is_read_for_one_platform),
		cmocka_unit_test(test_quirks_are_whole_and_named_once),
		cmocka_unit_test(test_quirks_hold_from_their_first_release_to_their_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
