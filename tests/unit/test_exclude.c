/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "plan/exclude.h"
#include "plan/experiment.h"
#include "plan/experiment_file.h"

#include <string.h>

/* A cell of files=1000, GOGC=off, target="./a ./b" and nothing else. */
static const char *
cell_value(const char *axis, const void *context)
{
	static const char *const cell[][2] = {{"files", "1000"}, {"GOGC", "off"}, {"target", "./a ./b"}};

	(void)context;
	for (size_t i = 0; i < COUNT_OF(cell); i++)
		if (text_equal(cell[i][0], axis))
			return cell[i][1];
	return NULL;
}

static void
test_conditions(void **state)
{
	static const struct {
		const char *rule;
		bool holds;
	} cases[] = {{"files=1k", true}, {"files=1000 GOGC=off", true}, {"files=1000 GOGC=100", false},
		{"files>999", true}, {"files>1000", false}, {"files>=1000", true}, {"files<=999", false},
		{"files<1001", true}, {"files!=1000", false}, {"GOGC!=100", true}, {"GOGC>50", false},
		{"target='./a ./b'", true}, {"target=\"./a ./b\" files<5", false}, {"lines=40", false},
		{"lines!=40", false}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct exclude_rule rule;
		struct error err = ERROR_INIT;
		assert_true(exclude_rule_parse(cases[i].rule, &rule, &err));
		if (exclude_rule_holds(&rule, cell_value, NULL) != cases[i].holds)
			fail_msg("%s", cases[i].rule);
		exclude_rule_dispose(&rule);
	}
}

static void
test_says_where_a_rule_is_wrong(void **state)
{
	static const struct {
		const char *rule, *why;
	} cases[] = {{"GOGC", "'GOGC' is not like GOGC=off, GOGC!=off or files>10000"},
		{"=off", "'=off' is not like GOGC=off, GOGC!=off or files>10000"},
		{"GOGC!off", "'GOGC!off' is not like GOGC=off, GOGC!=off or files>10000"},
		{"files>many", "'files>many' compares with 'many', which is no number"},
		{"target='./a", "a quote is not closed in 'target='./a'"}, {"", "it has no condition"},
		{"GOGC=1", "GOGC has no value '1'; there are unset, 100"},
		{"lines>5", "'lines' is no axis: this experiment gives it no values"},
		{"GOGC=100 GOMAXPROCS=2", "'GOMAXPROCS' is no axis: this experiment gives it no values"}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_FREE char *text =
			text_format("[project]\ngenerator = module\nfiles = 1, 10\n[workload]\nname = build\n[exclude]\n"
						"rule = files=10\nrule = %s\n[settings]\nGOGC = unset, 100\n",
				cases[i].rule);
		struct experiment experiment;
		struct error err = ERROR_INIT;
		assert_false(experiment_parse(text, "demo.ini", NULL, &experiment, &err));
		assert_string_equal(err.where, "demo.ini:8: rule");
		assert_string_equal(err.why, cases[i].why);
	}
}

static void
test_set_may_take_an_excluded_value_away(void **state)
{
	static const char text[] = "[project]\ngenerator = module\n[workload]\nname = build\n[settings]\n"
							   "GOGC = unset, 100\n[exclude]\nrule = GOGC=100\n";
	static const char *const overrides[] = {"GOGC=50", NULL};
	struct experiment experiment;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(experiment_parse(text, "demo.ini", overrides, &experiment, &err));
	assert_int_equal(experiment.exclude_count, 1);
	experiment_dispose(&experiment);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_says_where_a_rule_is_wrong),
		cmocka_unit_test(test_set_may_take_an_excluded_value_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
