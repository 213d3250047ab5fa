/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/experiment.h"
#include "plan/experiment_file.h"

#include <string.h>

static const char sound[] =
	"[experiment]\nquestion = why\nrepeat = 3, 1 if files > 10000\nseed = 7\ntimeout = 90s\n"
	"memory = 4Gi\nsamples = yes\n[project]\ngenerator = module\nfiles = 1, 1k, 10..1000*10\n"
	"[toolchain]\ngo = host, 1.20.14\n[workload]\nname = build, load:full\n[settings]\n"
	"GOGC = unset, 50\nenv.FOO = a\\,b\n[claim half]\nsays = s\nexpect = e\n";

static void
parse(const char *text, const char *const *overrides, struct experiment *experiment)
{
	struct error err = ERROR_INIT;

	if (!experiment_parse(text, "dir/demo.ini", overrides, experiment, &err)) {
		(void)error_report(&err, stderr);
		fail();
	}
}

static void
test_reads_every_section(void **state)
{
	struct experiment experiment;

	(void)state;
	parse(sound, NULL, &experiment);
	assert_string_equal(experiment.name, "demo");
	assert_string_equal(experiment.question, "why");
	assert_int_equal(experiment.seed, 7);
	assert_string_equal(axes_find(&experiment.axes, AXIS_SETTING, "timeout")->values.items[0], "90s");
	assert_string_equal(axes_find(&experiment.axes, AXIS_SETTING, "memory")->values.items[0], "4Gi");
	assert_true(experiment.samples);
	assert_string_equal(experiment.projects[0].generator->name, "module");
	assert_int_equal(experiment.claim_count, 1);
	assert_string_equal(experiment.claims[0].name, "half");
	experiment_dispose(&experiment);
}

static void
test_expands_values_to_their_canonical_form(void **state)
{
	static const char *const expected[] = {"1", "1000", "10", "100", "1000"};
	struct experiment experiment;

	(void)state;
	parse(sound, NULL, &experiment);
	const struct axis *files = axes_find(&experiment.projects[0].axes, AXIS_PARAMETER, "files");
	assert_non_null(files);
	assert_int_equal(files->values.count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(files->values.items[i], expected[i]);
	const struct axis *variable = axes_find(&experiment.axes, AXIS_VARIABLE, "FOO");
	assert_int_equal(variable->values.count, 1);
	assert_string_equal(variable->values.items[0], "a,b");
	experiment_dispose(&experiment);
}

static void
test_set_replaces_and_adds(void **state)
{
	static const char *const overrides[] = {"files=5", "GOMAXPROCS=1,2", "lines=40", NULL};
	struct experiment experiment;

	(void)state;
	parse(sound, overrides, &experiment);
	assert_int_equal(axes_find(&experiment.projects[0].axes, AXIS_PARAMETER, "files")->values.count, 1);
	assert_string_equal(
		axes_find(&experiment.projects[0].axes, AXIS_PARAMETER, "lines")->values.items[0], "40");
	assert_int_equal(axes_find(&experiment.axes, AXIS_SETTING, "GOMAXPROCS")->values.count, 2);
	experiment_dispose(&experiment);
}

static void
test_several_projects_share_the_other_axes(void **state)
{
	static const char text[] =
		"[project]\ngenerator = module\nfiles = 1, 2\n[project many_methods]\n"
		"types = 1, 2, 3\n[project module]\n[project small_functions]\n[workload]\nname = build\n";
	static const char *const overrides[] = {
		"seed=5", "go=1.20.14", "types=4,5", "methods=2", "functions=7", NULL};
	struct experiment experiment;

	(void)state;
	parse(text, overrides, &experiment);
	assert_int_equal(experiment.project_count, 4);
	assert_string_equal(
		axes_find(&experiment.projects[3].axes, AXIS_PARAMETER, "functions")->values.items[0], "7");
	assert_string_equal(experiment.projects[1].generator->name, "many_methods");
	assert_string_equal(experiment.projects[2].generator->name, "module");
	assert_int_equal(experiment.projects[0].axes.count, 1);
	assert_int_equal(experiment.projects[1].axes.count, 2);
	assert_string_equal(
		axes_find(&experiment.projects[1].axes, AXIS_PARAMETER, "types")->values.items[0], "4");
	assert_int_equal(experiment.seed, 5);
	assert_string_equal(axes_find(&experiment.axes, AXIS_GO, NULL)->values.items[0], "1.20.14");
	experiment_dispose(&experiment);
}

static const char *
value_of_files(const char *axis, const void *context)
{
	return strcmp(axis, "files") == 0 ? context : NULL;
}

static void
test_repetitions_follow_the_last_rule_that_holds(void **state)
{
	struct experiment experiment;

	(void)state;
	parse(sound, NULL, &experiment);
	assert_int_equal(repeat_of(&experiment.repeat, value_of_files, "10000").least, 3);
	assert_int_equal(repeat_of(&experiment.repeat, value_of_files, "50000").most, 1);
	experiment_dispose(&experiment);
}

/* Each bad file, the error it raises, and what its where and why have to hold. */
static const struct bad {
	const char *text;
	enum error_id id;
	const char *where, *why;
} bad_files[] = {
	{"[experiment]\nrepaet = 3\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:2", "did you mean 'repeat'"},
	{"[experiment]\nrepeat = 0\n", ERROR_BAD_VALUE, "demo.ini:2", "'0'"},
	{"[experiment]\nrepeat = 3 unless x\n", ERROR_BAD_VALUE, "demo.ini:2", "1 if files > 10000"},
	{"[experiment]\ntimeout = soon\n", ERROR_BAD_VALUE, "demo.ini:2", "30m"},
	{"[experiment]\nmemory = 120%\n", ERROR_BAD_VALUE, "demo.ini:2", "90%"},
	{"[experiment]\nseed = 1\nseed = 2\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:3", "twice"},
	{"nonsense\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:1", "neither"},
	{"[experiment]\r\nquestion = \x1b[2J\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:2", "\\x1b[2J"},
	{"[workload]\nname = build\n[project \x9b\a]\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:3",
		"control character"},
	{"[elsewhere]\nx = 1\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:2", "no section"},
	{"[project]\ngenerator = modul\n", ERROR_UNKNOWN_GENERATOR, "demo.ini:2", "module"},
	{"[project]\nfiles = 1\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:2", "before its parameters"},
	{"[project]\ngenerator = module\nfils = 1\n", ERROR_UNKNOWN_PARAMETER, "demo.ini:3", "files"},
	{"[project]\ngenerator = module\nfiles = 0\n", ERROR_BAD_VALUE, "demo.ini:3", "0"},
	{"[project]\ngenerator = module\nfiles = 1,,2\n", ERROR_BAD_VALUE, "demo.ini:3", "between two commas"},
	{"[project]\ngenerator = module\nfiles = 9..1+1\n", ERROR_BAD_VALUE, "demo.ini:3", "does not grow"},
	{"[project]\ngenerator = dir:x\nfiles = 1\n", ERROR_UNKNOWN_PARAMETER, "demo.ini:3", "no parameters"},
	{"[project]\ngenerator = module\n[settings]\nGOGCC = 1\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:4",
		"'GOGC'"},
	{"[project]\ngenerator = module\n[settings]\np = 0\n", ERROR_BAD_VALUE, "demo.ini:4", "from 1"},
	{"[project]\ngenerator = module\n[workload]\nname = build\ncache = tepid\n", ERROR_BAD_VALUE,
		"demo.ini:5", "cold"},
	{"[workload]\nat = top\n", ERROR_BAD_VALUE, "demo.ini:2", "leaf, middle, root"},
	{"[project]\ngenerator = module\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini", "[workload] has no name"},
	{"[workload]\nname = build\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini", "no generator"},
	{"[project]\n[workload]\nname = build\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:1", "no generator"},
	{"[project modul]\n[workload]\nname = build\n", ERROR_UNKNOWN_GENERATOR, "demo.ini:1", "module"},
	{"[project dir:x]\nfoo = 3\n", ERROR_UNKNOWN_PARAMETER, "demo.ini:2", "has no parameters"},
	{"[project a]\ngenerator = module\ngenerator = module\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:3", "twice"},
	{"[project a]\ngenerator = module\ngenerics = 1\n\ngo = 1.18, 1.11\n[workload]\nname = build\n",
		ERROR_BAD_VALUE, "demo.ini:5: go", "go=1.18"},
	{"[project module]\ngenerics = 1\ngenerator = module\n", ERROR_EXPERIMENT_SYNTAX, "demo.ini:3", "before"},
	{"[project module]\nseed = 1..1000+1\nfiles = 1..1000+1\n[workload]\nname = build\n", ERROR_BAD_VALUE,
		"demo.ini:1", "100000 cells"},
};

static void
test_bad_files_say_where_and_why(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad_files / sizeof bad_files[0]; i++) {
		struct experiment experiment;
		struct error err = ERROR_INIT;
		bool parsed = experiment_parse(bad_files[i].text, "demo.ini", NULL, &experiment, &err);
		if (parsed || err.id != bad_files[i].id || !strstr(err.where, bad_files[i].where) ||
			!strstr(err.why, bad_files[i].why))
			fail_msg("file %zu: id %d, where '%s', why '%s'", i, err.id, err.where, err.why);
	}
}

static void
test_a_line_that_inih_would_cut_is_refused(void **state)
{
	struct experiment experiment;
	struct error err = ERROR_INIT;
	char text[512] = "[experiment]\nquestion = ";

	(void)state;
	memset(text + strlen(text), 'q', 250);
	assert_false(experiment_parse(text, "demo.ini", NULL, &experiment, &err));
	assert_non_null(strstr(err.where, "demo.ini:2"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_every_section),
		cmocka_unit_test(test_expands_values_to_their_canonical_form),
		cmocka_unit_test(test_set_replaces_and_adds),
		cmocka_unit_test(test_several_projects_share_the_other_axes),
		cmocka_unit_test(test_repetitions_follow_the_last_rule_that_holds),
		cmocka_unit_test(test_bad_files_say_where_and_why),
		cmocka_unit_test(test_a_line_that_inih_would_cut_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
