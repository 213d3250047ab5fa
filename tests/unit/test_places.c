/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where gorge keeps its things, whatever the environment says, or does not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "base/text.h"
#include "platform/machine.h"
#include "platform/places.h"

#include <stdlib.h>
#include <string.h>

/* Sets a variable, or takes it away where the value is NULL. */
static void
say(const char *variable, const char *value)
{
	assert_int_equal(value ? setenv(variable, value, 1) : unsetenv(variable), 0);
}

static void
assert_path(char *path, const char *expected)
{
	CLEANUP_FREE char *owned = path;

	assert_string_equal(owned, expected);
}

static void
test_the_cache_follows_xdg_then_home(void **state)
{
	(void)state;
	say("XDG_CACHE_HOME", "/x");
	say("HOME", "/h");
	assert_path(places_cache("kept"), "/x/gorge/kept");
	say("XDG_CACHE_HOME", NULL);
	assert_path(places_cache("kept"), "/h/.cache/gorge/kept");
	say("XDG_CACHE_HOME", "");
	assert_path(places_cache("kept"), "/h/.cache/gorge/kept");
	say("XDG_CACHE_HOME", "relative");
	assert_path(places_cache("kept"), "/h/.cache/gorge/kept");
}

/* Unset, empty and relative are one case: the home of the account, never the root folder. */
static void
test_without_a_home_it_is_the_accounts(void **state)
{
	static const char *const homes[] = {NULL, "", "relative"};
	CLEANUP_FREE char *account = machine_account_home();
	CLEANUP_FREE char *expected = text_format("%s/.cache/gorge/get", account);

	(void)state;
	assert_true(account[0] == '/' && strlen(account) > 1);
	say("XDG_CACHE_HOME", NULL);
	for (size_t i = 0; i < COUNT_OF(homes); i++) {
		say("HOME", homes[i]);
		assert_path(places_cache("get"), expected);
	}
}

static void
test_scratch_and_toolchains_may_be_named(void **state)
{
	(void)state;
	say("XDG_CACHE_HOME", "/x");
	say("GORGE_SCRATCH", "/dev/shm");
	say("GORGE_TOOLCHAINS", "here");
	assert_path(places_scratch(), "/dev/shm");
	assert_path(places_toolchains(), "here");
	say("GORGE_SCRATCH", "");
	say("GORGE_TOOLCHAINS", NULL);
	assert_path(places_scratch(), "/x/gorge/scratch");
	assert_path(places_toolchains(), "/x/gorge/toolchains");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_cache_follows_xdg_then_home),
		cmocka_unit_test(test_without_a_home_it_is_the_accounts),
		cmocka_unit_test(test_scratch_and_toolchains_may_be_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
