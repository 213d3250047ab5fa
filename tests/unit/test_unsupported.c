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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_a_release_cannot_build_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
