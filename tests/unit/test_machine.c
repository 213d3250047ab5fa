/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "base/text.h"
#include "platform/machine.h"

#include <stdlib.h>
#include <unistd.h>

static void
test_the_name_fits_where_it_is_put(void **state)
{
	char whole[256], two[] = {'x', 'x'}, expected[256] = "";

	(void)state;
	assert_int_equal(gethostname(expected, sizeof expected - 1), 0);
	machine_name(whole, sizeof whole);
	assert_string_equal(whole, expected);
	machine_name(two, sizeof two);
	assert_true(two[0] == expected[0] && two[1] == '\0');
}

static void
test_no_more_processors_may_be_used_than_there_are(void **state)
{
	(void)state;
	assert_true(machine_processors() > 0);
	assert_true(machine_processors() <= machine_processors_online());
}

static void
test_the_environment_is_gorges_own(void **state)
{
	bool found = false;

	(void)state;
	assert_int_equal(setenv("GORGE_TEST_VARIABLE", "set now", 1), 0);
	for (const char *const *variable = machine_environment(); *variable; variable++)
		found = found || text_equal(*variable, "GORGE_TEST_VARIABLE=set now");
	assert_true(found);
	assert_int_equal(unsetenv("GORGE_TEST_VARIABLE"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_name_fits_where_it_is_put),
		cmocka_unit_test(test_no_more_processors_may_be_used_than_there_are),
		cmocka_unit_test(test_the_environment_is_gorges_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
