/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "execute/foresee/support.h"
#include "plan/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* What a release cannot do is told before it is tried, with the reason. */
static void
test_what_a_release_cannot_build_is_told(void **state)
{
	static const struct {
		unsigned minor;
		const char *trimpath, *race, *c, *why; /* NULL: it can */
	} cases[] = {
		{12, "1", "0", "2", "-trimpath came with Go 1.13; before, it is not known"},
		{13, "1", "0", "2", NULL},
		{19, "0", "1", "2", "-race refuses -c=2 up to Go 1.19: set c = 1"},
		{19, "0", "1", "1", NULL},
		{19, "0", "0", "2", NULL},
		{20, "0", "1", "2", NULL},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct toolchain toolchain = {.major = 1, .minor = cases[i].minor};
		char why[128] = "";
		struct cell cell = {0};
		struct support_question question = {
			.cell = &cell, .toolchain = &toolchain, .workload = &workload_build};

		for (size_t id = 0; id < SETTING_COUNT; id++)
			cell.settings[id] = memory_copy_text(id == SETTING_trimpath      ? cases[i].trimpath
												 : id == SETTING_race        ? cases[i].race
												 : id == SETTING_c           ? cases[i].c
												 : id == SETTING_CGO_ENABLED ? "1"
																			 : settings[id].standard);
		assert_int_equal(support_lacks(&question, why, sizeof why), cases[i].why != NULL);
		assert_string_equal(why, cases[i].why ? cases[i].why : "");
		for (size_t id = 0; id < SETTING_COUNT; id++)
			free(cell.settings[id]);
	}
}

/* Asks about a cell of Go 1.minor that differs in one setting. */
static bool
lacks_with(
	unsigned minor, const struct workload *workload, enum setting_id setting, const char *value, char *why)
{
	const struct toolchain toolchain = {.major = 1, .minor = minor};
	struct cell cell = {0};
	struct support_question question = {.cell = &cell, .toolchain = &toolchain, .workload = workload};

	for (size_t id = 0; id < SETTING_COUNT; id++)
		cell.settings[id] = memory_copy_text(id == setting               ? value
											 : id == SETTING_CGO_ENABLED ? "1"
																		 : settings[id].standard);
	bool lacking = support_lacks(&question, why, 128);
	for (size_t id = 0; id < SETTING_COUNT; id++)
		free(cell.settings[id]);
	return lacking;
}

static void
test_what_came_late_or_is_for_others_is_told(void **state)
{
	char why[128] = "";

	(void)state;
	assert_true(lacks_with(19, &workload_build, SETTING_cover, "1", why));
	assert_string_equal(why, "-cover of a build came with Go 1.20; before, tests alone took it");
	assert_true(lacks_with(19, &workload_build, SETTING_coverpkg, "./...", why));
	assert_true(lacks_with(17, &workload_build, SETTING_asan, "1", why));
	assert_string_equal(why, "-asan came with Go 1.18; before, it is not known");
	assert_false(lacks_with(20, &workload_build, SETTING_cover, "1", why));
	assert_false(lacks_with(18, &workload_build, SETTING_asan, "1", why));
	assert_false(lacks_with(19, &workload_build, SETTING_cover, "0", why));
	assert_true(lacks_with(26, &workload_vet, SETTING_coverpkg, "./...", why));
	assert_string_equal(why, "go vet takes neither -cover nor -coverpkg");
	assert_false(lacks_with(26, &workload_vet, SETTING_asan, "1", why));
	assert_false(lacks_with(26, &workload_test_compile, SETTING_cover, "1", why));
}

/* The flags that a cell gives to the go command, joined by blanks. */
static void
flags_with(const char *c, const char *gcflags, struct text *text)
{
	const struct toolchain toolchain = {.major = 1, .minor = 17};
	char *values[SETTING_COUNT];
	struct workload_context context = {.toolchain = &toolchain, .settings = values};
	CLEANUP_LIST struct list argv = {0};

	for (size_t id = 0; id < SETTING_COUNT; id++)
		values[id] = memory_copy_text(id == SETTING_c         ? c
									  : id == SETTING_gcflags ? gcflags
									  : id == SETTING_p       ? "unset"
															  : settings[id].standard);
	workload_build_flags(&context, &argv);
	for (size_t i = 0; i < argv.count; i++)
		text_append_format(text, "%s%s", i > 0 ? "|" : "", argv.items[i]);
	for (size_t id = 0; id < SETTING_COUNT; id++)
		free(values[id]);
}

static void
test_flags_that_are_unset_are_not_given(void **state)
{
	static const struct {
		const char *c, *gcflags, *flags;
	} cases[] = {
		{"2", "", "-gcflags=all=-c=2"},
		{"2", "-l", "-gcflags=all=-c=2|-gcflags=-c=2 -l"},
		{"2", "all=-l", "-gcflags=all=-c=2 -l"},
		{"2", "./x=-l -m", "-gcflags=all=-c=2|-gcflags=./x=-c=2 -l -m"},
		{"2", "-d=x=1", "-gcflags=all=-c=2|-gcflags=-c=2 -d=x=1"},
		{"unset", "", ""},
		{"unset", "-l", "-gcflags=-l"},
		{"unset", "all=-l", "-gcflags=all=-l"},
		{"unset", "./x=-l", "-gcflags=./x=-l"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_TEXT struct text flags = {0};
		flags_with(cases[i].c, cases[i].gcflags, &flags);
		assert_string_equal(text_string(&flags), cases[i].flags);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_a_release_cannot_build_is_told),
		cmocka_unit_test(test_what_came_late_or_is_for_others_is_told),
		cmocka_unit_test(test_flags_that_are_unset_are_not_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
