/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One function that tests thing after thing and returns at once where one holds, as generated validators and
 * lookups do.
 */
#include "generators/pattern.h"

enum { TESTS, OF, VARIABLES, GO, SEED };

static const struct parameter parameters[] = {
	[TESTS] = COUNT_PARAMETER("tests", "tests", "4000", 1, 1e6, 30e3, "Tests, each with a return behind it."),
	[OF] = CHOICE_PARAMETER("of", "constants|calls", "constants",
		"What is tested: whether a variable is some number, or what a call says of both."),
	[VARIABLES] = COUNT_PARAMETER("variables", "variables", "4", 1, 1000, 0, "Variables that are tested."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* By OF. Holes: the variable's index, a number to test against, and one to return. */
static const char *const tests[] = {
	"\tif v%u == %u {\n\t\treturn %u\n\t}\n",
	"\tif number(v%u) == %u {\n\t\treturn %u\n\t}\n",
};

static void
compose(struct pattern *pattern)
{
	unsigned variables = pattern_count(pattern, VARIABLES);

	pattern_print(pattern, "//go:noinline\nfunc number(n int) int {\n\treturn n ^ 1\n}\n\n"
						   "// Run goes through all tests.\nfunc Run() int {\n");
	for (unsigned i = 0; i < variables; i++)
		pattern_print(pattern, "\tv%u := number(-%u)\n", i, 2 + pattern_draw(pattern, 1000));
	for (unsigned test = 0; test < pattern_count(pattern, TESTS); test++) {
		unsigned variable = pattern_draw(pattern, variables), against = pattern_draw(pattern, 1000000000);
		pattern_print(
			pattern, tests[pattern_count(pattern, OF)], variable, against, pattern_draw(pattern, 1000000));
	}
	pattern_print(pattern, "\treturn v0");
	for (unsigned i = 1; i < variables; i++)
		pattern_print(pattern, " + v%u", i);
	pattern_print(pattern, "\n}\n");
}

static const struct expected_law laws[] = {
	{11, 20, "power 1.2",
		"measured: 290 to 350 MB at 16,000 tests; CPU is quadratic: 6 s there up to 1.13, 44 to 54 s on 1.17 to "
		"1.20"},
	{24, 27, "linear",
		"measured: 13 KB a test; CPU is quadratic still, 3 s at 16,000, and 44 s at 8,000 with -d=libfuzzer; "
		"golang/go#47866"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_early_returns = {
	.name = "early_returns",
	.summary = "one function of thousands of tests, each of which returns where it holds",
	.stresses =
		"What the compiler learns of each test and carries to all behind it, and the one exit that all "
		"returns share: CPU more than memory.",
	.issues = "golang/go#47866",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "tests",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
