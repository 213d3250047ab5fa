/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people give to go build, as settings.
 */
#include "base/memory.h"
#include "execute/projects/asked_release.h"
#include "plan/user_build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "KEY=VALUE; ..." of words that stand in GOFLAGS and behind the command; the error's text where there is one. */
static char *
overrides_of(const char *goflags, const char *arguments)
{
	CLEANUP_USER_BUILD struct user_build build = {0};
	CLEANUP_LIST struct list flags = {0}, words = {0}, overrides = {0};
	CLEANUP_TEXT struct text text = {0};
	struct error err = ERROR_INIT;

	assert_true(list_split_words(&flags, goflags) && list_split_words(&words, arguments));
	if (!user_build_words(&build, &flags, "GOFLAGS", &err) ||
		!user_build_words(&build, &words, "arguments", &err))
		return text_format("%s: %s", err.where, err.why);
	user_build_overrides(&build, &overrides);
	for (size_t i = 0; i < build.packages.count; i++)
		list_add_format(&overrides, "(%s)", build.packages.items[i]);
	for (size_t i = 0; i < overrides.count; i++)
		text_append_format(&text, "%s%s", i > 0 ? "; " : "", overrides.items[i]);
	return memory_copy_text(text_string(&text));
}

static void
test_words_become_settings(void **state)
{
	static const struct {
		const char *goflags, *arguments, *says;
	} cases[] = {
		{"", "", ""},
		{"", "./cmd/a ./b/...", "(./cmd/a); (./b/...)"},
		{"", "-p 2 -race -tags=a,b ./...", "p=2; tags=a\\,b; race=1; (./...)"},
		{"-p=1 -trimpath", "--p=3", "p=3; trimpath=1"},
		{"", "-race=false -trimpath=true", "trimpath=1; race=0"},
		{"'-ldflags=-s -w'", "", "ldflags=-s -w"},
		{"", "-ldflags '-s -w' -gcflags=all=-N", "gcflags=all=-N; ldflags=-s -w"},
		{"-mod=vendor", "-v -a -o out.bin -x main.go", "(main.go)"},
		{"", "-cover -coverpkg ./a,./b", "cover=1; coverpkg=./a\\,./b"},
		{"", "-p", "arguments: -p needs a value"},
		{"", "-frobnicate", "arguments: '-frobnicate' is no flag of go build that gorge knows"},
		{"-toolexec=x", "", "GOFLAGS: -toolexec cannot be followed: gorge measures through it"},
		{"", "-race=maybe", "arguments: -race is true or false, not 'maybe'"},
		{"", "-gcflags=a=-N -gcflags=b=-l", "arguments: -gcflags is given twice, of which gorge follows one"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_FREE char *says = overrides_of(cases[i].goflags, cases[i].arguments);
		assert_string_equal(says, cases[i].says);
	}
}

static void
test_variables_become_settings(void **state)
{
	static const char *const environment[] = {"PATH=/bin", "GOGC=50", "GOOS=linux", "GOARCH=arm64",
		"GOAMD64=v1", "CGO_ENABLED=1", "GOMEMLIMIT=", "CC=clang -m64", "GOGC=75", "GOMAXPROCSX=3", NULL};
	CLEANUP_USER_BUILD struct user_build build = {0};
	CLEANUP_LIST struct list overrides = {0}, found = {0};

	(void)state;
	user_build_variables(&build, environment, "linux/amd64");
	user_build_overrides(&build, &overrides);
	user_build_found(&build, &found);
	assert_int_equal(overrides.count, 4);
	assert_string_equal(overrides.items[0], "GOGC=75");
	assert_string_equal(overrides.items[1], "GOARCH=arm64");
	assert_string_equal(overrides.items[2], "CGO_ENABLED=1");
	assert_string_equal(overrides.items[3], "env.CC=clang -m64");
	assert_int_equal(found.count, 3);
	assert_string_equal(found.items[0], "GOGC=75 (environment)");
	assert_string_equal(found.items[2], "CC=clang -m64 (environment)");
}

static void
test_the_release_is_the_go_commands_choice(void **state)
{
	static const struct {
		const char *mod, *gotoolchain, *host, *release;
	} cases[] = {
		{"module m\n\ngo 1.21\n", "auto", "1.26.8", "host"},
		{"module m\n\ngo 1.27.1\n", "auto", "1.26.8", "1.27.1"},
		{"module m\n\ngo 1.27\n", "", "1.26.8", "1.27.0"},
		{"module m\n\ngo 1.21\n\ntoolchain go1.27.4\n", "auto", "1.26.8", "1.27.4"},
		{"module m\n\ngo 1.21\n\ntoolchain go1.24.2\n", "auto", "1.26.8", "host"},
		{"module m\n\ngo 1.27.1\n", "local", "1.26.8", "host"},
		{"module m\n\ngo 1.21\n", "go1.24.2", "1.26.8", "1.24.2"},
		{"module m\n\ngo 1.27.1\n", "go1.24.2+auto", "1.26.8", "1.27.1"},
		{"module m\n\ngo 1.21\n", "go1.24.2+auto", "1.26.8", "1.24.2"},
		{"module m\n\ngo 1.30\n", "auto", "devel go1.28-abc", "host"},
		{"module m\n\ngo nonsense\n", "auto", "1.26.8", "host"},
		{"", "auto", "1.26.8", "host"},
		{"module m\n\ngo 1.27\n", "", "1.19.8", "host"},
		{"module m\n\ngo 1.27.1\n", "go1.24.2", "1.20.14", "host"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_FREE char *release = asked_release(cases[i].mod, cases[i].gotoolchain, cases[i].host);
		assert_string_equal(release, cases[i].release);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_become_settings),
		cmocka_unit_test(test_variables_become_settings),
		cmocka_unit_test(test_the_release_is_the_go_commands_choice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
