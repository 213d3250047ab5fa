/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows from before the limits of memory and time were columns, and part of ids.
 */
#include "results_folder.h"

#include "plan/experiment_file.h"
#include "record/old_limits.h"

#include <string.h>

static const char environment[] = "{\"memory_limit_bytes\": 60000000, \"timeout_ns\": 90000000000}";

static void
test_limits_are_read_as_texts_of_their_columns(void **state)
{
	static const char *const silent[] = {
		"", "{", "[]", "{}", "{\"memory_limit_bytes\": \"x\", \"timeout_ns\": 0}"};
	struct old_limits limits;

	(void)state;
	old_limits_parse(environment, &limits);
	assert_string_equal(limits.memory, "60000000");
	assert_string_equal(limits.timeout, "90000ms");
	for (size_t i = 0; i < COUNT_OF(silent); i++) {
		old_limits_parse(silent[i], &limits);
		assert_string_equal(limits.memory, "");
		assert_string_equal(limits.timeout, "");
	}
}

static void
test_only_equal_limits_match(void **state)
{
	static const uint64_t minute_ns = UINT64_C(60000000000);
	struct cell cell = {.memory = {.share = 0.9}, .timeout_ns = 5 * minute_ns};

	(void)state;
	assert_true(old_limits_match("", "", &cell, 1000000));
	assert_true(old_limits_match("900000", "300000ms", &cell, 1000000));
	assert_true(old_limits_match("905000", "5m", &cell, 1000000));
	assert_true(old_limits_match("90%", "5m", &cell, 1000000));
	assert_false(old_limits_match("800000", "300000ms", &cell, 1000000));
	assert_false(old_limits_match("900000", "120000ms", &cell, 1000000));
	cell.memory = (struct memory_limit){.bytes = 60000000};
	assert_true(old_limits_match("60000000", "", &cell, 1000000));
	assert_false(old_limits_match("60000001", "", &cell, 1000000));
}

static void
build(const char *memory, struct experiment *experiment, struct plan *plan)
{
	static const char *const identities[] = {"tool"}, *const projects[] = {""};
	struct plan_facts facts = {.processors = 2,
		.shard = 1,
		.shards = 1,
		.go_identities = identities,
		.project_identities = projects};
	CLEANUP_FREE char *text = text_format(
		"[experiment]\ntimeout = 90s\nmemory = %s\n[project module]\n[workload]\nname = build\n", memory);
	struct error err = ERROR_INIT;

	require(experiment_parse(text, "demo.ini", NULL, experiment, &err), &err);
	require(plan_build(experiment, &facts, plan, &err), &err);
}

static bool
is_there(const char *where, const char *memory)
{
	struct experiment experiment;
	struct results results;
	struct plan plan;

	build(memory, &experiment, &plan);
	open_results(where, &results);
	bool there = results_has_run(&results, &plan, &plan.runs[0]);
	results_close(&results);
	plan_dispose(&plan);
	experiment_dispose(&experiment);
	return there;
}

/* An old row keeps its id, and stands for the cell under the limit that it was measured with, and no other. */
static void
test_an_old_row_stands_for_its_own_limit(void **state)
{
	struct experiment experiment;
	struct plan plan;

	build("60M", &experiment, &plan);
	CLEANUP_FREE char *row = text_format("schema,run_id,outcome\r\n1,%s,oom\r\n", plan.runs[0].old_id);
	append_to(*state, "runs.csv", row);
	append_to(*state, "environment.json", environment);
	for (int opened = 0; opened < 2; opened++) {
		assert_true(is_there(*state, "60M"));
		assert_false(is_there(*state, "90M"));
	}
	plan_dispose(&plan);
	experiment_dispose(&experiment);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_limits_are_read_as_texts_of_their_columns),
		cmocka_unit_test(test_only_equal_limits_match),
		cmocka_unit_test_setup_teardown(test_an_old_row_stands_for_its_own_limit, make_folder, delete_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
