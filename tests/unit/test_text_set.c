/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text_set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

static void
test_a_text_is_in_it_once_and_is_a_copy(void **state)
{
	CLEANUP_TEXT_SET struct text_set set = {0};
	char text[16];

	(void)state;
	assert_false(text_set_has(&set, ""));
	for (int i = 0; i < 1000; i++) {
		(void)snprintf(text, sizeof text, "%d", i * 7919 % 1000);
		assert_true(text_set_add(&set, text));
		assert_false(text_set_add(&set, text));
	}
	assert_true(text_set_has(&set, "999"));
	assert_false(text_set_has(&set, "1000"));
	assert_true(text_set_add(&set, ""));
	text_set_dispose(&set);
	assert_false(text_set_has(&set, "999"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_text_is_in_it_once_and_is_a_copy)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
