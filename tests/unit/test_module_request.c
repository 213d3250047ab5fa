/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "plan/experiment.h"
#include "plan/experiment_file.h"
#include "plan/matrix.h"
#include "plan/module_request.h"
#include "toolchain/fetch/module_fetch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
test_a_module_and_a_version_are_wanted(void **state)
{
	static const char *const good[] = {"golang.org/x/tools@v0.24.0", "a@latest",
		"github.com/BurntSushi/toml@v1.0.0", "example.org/x@v2.0.0+incompatible",
		"example.org/x@v0.0.0-20200101000000-abcdef012345", "example.org/x@>=v1.2"};
	static const char *const bad[] = {"", "@", "@v1.0.0", "example.org/x", "example.org/x@", "../x@v1.0.0",
		"/x@v1.0.0", "-x@v1.0.0", "a/../b@v1.0.0", "a//b@v1.0.0", "a/@v1.0.0", "a b@v1.0.0",
		"a@v1.0.0, b@v1.0.0", "a@v1/../..", "a@v1@v2", "a;b@v1.0.0"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		struct error err = ERROR_INIT;
		if (!module_request_check(good[i], &err))
			fail_msg("%s: %s", good[i], err.why);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct error err = ERROR_INIT;
		if (module_request_check(bad[i], &err))
			fail_msg("'%s' was accepted", bad[i]);
		assert_int_equal(err.id, ERROR_BAD_VALUE);
	}
}

/* The messages are those of the go command and of public proxies, word for word but for the hosts. */
static void
test_what_the_go_command_says_is_understood(void **state)
{
	static const struct {
		const char *message;
		enum error_id id;
	} cases[] = {
		{"m@v9.9.9: reading https://proxy.example/m/@v/v9.9.9.info: 404 Not Found\n\tserver response: not "
		 "found: m@v9.9.9: invalid version: unknown revision v9.9.9",
			ERROR_MODULE_MISSING},
		{"m@v1.0.0: reading https://proxy.example/m/@v/v1.0.0.info: 403 Forbidden\n\tserver response: This "
		 "module version is not available.",
			ERROR_MODULE_MISSING},
		{"m@v1.9.1: Get \"http://127.0.0.1:1/m/@v/v1.9.1.info\": dial tcp 127.0.0.1:1: connect: connection "
		 "refused",
			ERROR_MODULE_FETCH},
		{"m@v1.9.1: Get \"https://proxy.example/m/@v/v1.9.1.info\": dial tcp: lookup proxy.example: no such "
		 "host",
			ERROR_MODULE_FETCH},
		{"m@v1.0.0: verifying module: checksum mismatch\n\tdownloaded: h1:aaa=\n\tsum.example: h1:bbb=\n\n"
		 "SECURITY ERROR\nThis download does NOT match the one reported by the checksum server.",
			ERROR_MODULE_CHECKSUM},
		{"m@v1.0.0 requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)", ERROR_MODULE_TOO_NEW},
		{"m@v1.0.0: invalid version: git ls-remote -q origin: exit status 128:\n\tfatal: could not read Username for "
		 "'https://github.com': terminal prompts disabled",
			ERROR_MODULE_PRIVATE},
		{"m@v1.0.0: reading file:///proxy/m/@v/v1.0.0.info: no such file or directory", ERROR_MODULE_MISSING},
		{"module lookup disabled by GOPROXY=off", ERROR_MODULE_FETCH},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(module_fetch_error(cases[i].message), cases[i].id);
}

static void
plan(const char *text, const char *const *projects, const char *const *goroots, struct plan *plan,
	struct experiment *experiment)
{
	static const char *const gos[] = {"one", "two"};
	struct plan_facts facts = {.processors = 2,
		.shard = 1,
		.shards = 1,
		.go_identities = gos,
		.project_identities = projects,
		.goroot_identities = goroots};
	struct error err = ERROR_INIT;

	if (!experiment_parse(text, "demo.ini", NULL, experiment, &err))
		fail_msg("%s: %s", err.where, err.why);
	assert_true(plan_build(experiment, &facts, plan, &err));
}

static void
expect_ids(
	const char *text, const char *const *const projects[2], const char *const *const goroots[2], bool equal)
{
	struct experiment experiments[2] = {0};
	struct plan plans[2];

	for (size_t i = 0; i < 2; i++)
		plan(text, projects[i], goroots[i], &plans[i], &experiments[i]);
	assert_int_equal(text_equal(plans[0].cells[0].id, plans[1].cells[0].id), equal);
	for (size_t i = 0; i < 2; i++) {
		plan_dispose(&plans[i]);
		experiment_dispose(&experiments[i]);
	}
}

static void
test_a_module_is_known_by_its_checksum_and_a_goroot_by_its_text(void **state)
{
	static const char *const one[] = {"get:m@v1.0.0 h1:one"}, *const two[] = {"get:m@v1.0.0 h1:two"};
	static const char *const goroot[] = {"goroot "}, *const old[] = {"1", "1"}, *const edited[] = {"2", "1"};
	static const char module[] = "[project]\ngenerator = get:m@v1.0.0\n[workload]\nname = build\n";
	static const char own[] = "[project]\ngenerator = goroot\n[workload]\nname = build\n";

	(void)state;
	expect_ids(
		module, (const char *const *const[]){one, one}, (const char *const *const[]){old, edited}, true);
	expect_ids(module, (const char *const *const[]){one, two}, (const char *const *const[]){old, old}, false);
	expect_ids(
		own, (const char *const *const[]){goroot, goroot}, (const char *const *const[]){old, edited}, false);
	expect_ids(
		own, (const char *const *const[]){goroot, goroot}, (const char *const *const[]){old, old}, true);
}

static void
test_a_project_has_a_target_a_cache_and_repetitions_of_its_own(void **state)
{
	static const char text[] =
		"[experiment]\nrepeat = 5\n[project a]\ngenerator = goroot\ntarget = std, cmd/go\n"
		"cache = cold\nrepeat = 2\n[project b]\ngenerator = get:m@v1.0.0\n"
		"[workload]\nname = build\ntarget = ./x\n";
	static const char *const projects[] = {"goroot ", "get:m@v1.0.0 h1:one"}, *const goroots[] = {"1"};
	static const struct {
		const char *target, *cache;
		uint64_t repetitions;
	} expected[] = {{"std", "cold", 2}, {"cmd/go", "cold", 2}, {"./x", "std", 5}};
	struct experiment experiment = {0};
	struct plan made;

	(void)state;
	plan(text, projects, goroots, &made, &experiment);
	assert_int_equal(made.cell_count, COUNT_OF(expected));
	for (size_t i = 0; i < COUNT_OF(expected); i++) {
		assert_string_equal(made.cells[i].target, expected[i].target);
		assert_string_equal(made.cells[i].cache, expected[i].cache);
		assert_int_equal(made.cells[i].repetitions.least, expected[i].repetitions);
		assert_int_equal(made.cells[i].repetitions.most, expected[i].repetitions);
	}
	assert_string_equal(experiment.projects[1].place, "get:m@v1.0.0");
	plan_dispose(&made);
	experiment_dispose(&experiment);
}

static void
test_bad_projects_say_what_is_wrong(void **state)
{
	static const struct {
		const char *text;
		enum error_id id;
	} cases[] = {
		{"[project]\ngenerator = get:m\n[workload]\nname = build\n", ERROR_BAD_VALUE},
		{"[project]\ngenerator = goroot\nfiles = 1\n[workload]\nname = build\n", ERROR_UNKNOWN_PARAMETER},
		{"[project]\ngenerator = goroot\ncache = icy\n[workload]\nname = build\n", ERROR_BAD_VALUE},
		{"[project]\ngenerator = goroot\nrepeat = 3, 1 if files > 2\n[workload]\nname = build\n",
			ERROR_BAD_VALUE},
		{"[project]\ngenerator = goroot\nrepeat = 0\n[workload]\nname = build\n", ERROR_BAD_VALUE},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct experiment experiment = {0};
		struct error err = ERROR_INIT;
		assert_false(experiment_parse(cases[i].text, "demo.ini", NULL, &experiment, &err));
		assert_int_equal(err.id, cases[i].id);
		assert_non_null(strstr(err.where, "demo.ini:"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_module_and_a_version_are_wanted),
		cmocka_unit_test(test_what_the_go_command_says_is_understood),
		cmocka_unit_test(test_a_module_is_known_by_its_checksum_and_a_goroot_by_its_text),
		cmocka_unit_test(test_a_project_has_a_target_a_cache_and_repetitions_of_its_own),
		cmocka_unit_test(test_bad_projects_say_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
