/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closures inside closures, each called where it is made: handlers within middleware within options.
 */
#include "generators/pattern.h"

enum { DEPTH, FUNCTIONS, CALLED, GO, SEED };

enum { ONCE, TWICE };

static const struct parameter parameters[] = {
	[DEPTH] = COUNT_PARAMETER("depth", "levels", "20", 1, 200, 24, "Closures inside each other."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions", "1", 1, 10e3, 0, "Functions with such a nest."),
	[CALLED] = CHOICE_PARAMETER("called", "once|twice", "once",
		"Places that call each closure; since 1.24 one that is called once may be ten times as large and "
		"still be inlined."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_tabs(struct pattern *pattern, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		pattern_print(pattern, "\t");
}

/* Both calls of `twice` are never made in one run, or a run would take exponentially long. */
static void
print_call(struct pattern *pattern, unsigned level)
{
	if (pattern_count(pattern, CALLED) == TWICE) {
		print_tabs(pattern, level);
		pattern_print(pattern, "if x > %u {\n", pattern_draw(pattern, 1000));
		print_tabs(pattern, level + 1);
		pattern_print(pattern, "return f%u()\n", level);
		print_tabs(pattern, level);
		pattern_print(pattern, "}\n");
	}
	print_tabs(pattern, level);
	pattern_print(pattern, "return f%u() ^ %u\n", level, pattern_draw(pattern, 1000));
}

static void
print_function(struct pattern *pattern, unsigned function)
{
	unsigned depth = pattern_count(pattern, DEPTH);

	pattern_print(pattern, "\nfunc Nest%u(x int) int {\n", function);
	for (unsigned level = 1; level <= depth; level++) {
		print_tabs(pattern, level);
		pattern_print(pattern, "f%u := func() int {\n", level);
	}
	print_tabs(pattern, depth + 1);
	pattern_print(pattern, "return x + %u\n", pattern_draw(pattern, 1000));
	for (unsigned level = depth; level > 0; level--) {
		print_tabs(pattern, level);
		pattern_print(pattern, "}\n");
		print_call(pattern, level);
	}
	pattern_print(pattern, "}\n");
}

static void
compose(struct pattern *pattern)
{
	pattern_print(pattern, "// Run calls one nest.\nfunc Run() int {\n\treturn Nest0(%u)\n}\n",
		pattern_draw(pattern, 1000));
	for (unsigned function = 0; function < pattern_count(pattern, FUNCTIONS); function++)
		print_function(pattern, function);
}

static const struct expected_law laws[] = {
	{0, 23, "constant", "measured on 1.13, 1.17 and 1.20"},
	{24, 26, "exponential", "measured: 1.9 times a level"},
	{27, 0, "power 3", "measured: 111 MB at depth 50 and 878 MB at 100, above the floor"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_nested_closures = {
	.name = "nested_closures",
	.summary = "closures nested in each other, each called once",
	.stresses =
		"Inlining of closures that are called once, and the names it gives to the closures inside: from "
		"1.24 to 1.26 symbols and their names double with each level.",
	.issues = "golang/go#60324, #72063, #72090",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "depth",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
