/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One giant function of branches, loops and calls, as generated clients and parsers have them. Its variables
 * live from end to end and are changed in branches, so that each join has to merge them.
 */
#include "generators/pattern.h"

#include "base/memory.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { STATEMENTS, VARIABLES, FUNCTIONS, GO, SEED };

static const struct parameter parameters[] = {
	[STATEMENTS] = COUNT_PARAMETER(
		"statements", "statements", "5000", 1, 1e6, 30e3, "Branches, loops and calls in all."),
	[VARIABLES] = COUNT_PARAMETER("variables", "variables", "32", 3, 1000, 0, "Variables that they change."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions", "1", 1, 1e6, 0,
		"Functions they are spread over; more than one is what helps."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* Each with three variables and a number. */
static const char *const statements[] = {
	"\tif v%u > %u {\n\t\tv%u = v%u + 1\n\t}\n",
	"\tif v%u < %u {\n\t\tv%u += v%u\n\t} else {\n\t\tv0 = touch(v0)\n\t}\n",
	"\tfor i := v%u & 3; i < %u&3; i++ {\n\t\tv%u ^= v%u + i\n\t}\n",
	"\tif touch(v%u) == %u {\n\t\treturn v%u - v%u\n\t}\n",
};

static void
print_function(struct pattern *pattern, uint64_t function)
{
	const struct parameter_value *values = pattern->values->items;
	unsigned variables = (unsigned)values[VARIABLES].count;
	uint64_t functions = values[FUNCTIONS].count;
	uint64_t count = values[STATEMENTS].count / functions + (function < values[STATEMENTS].count % functions);

	pattern_print(pattern, "\nfunc branch%" PRIu64 "() int {\n", function);
	for (unsigned i = 0; i < variables; i++)
		pattern_print(pattern, "\tv%u := touch(%u)\n", i, pattern_draw(pattern, 1000));
	for (uint64_t i = 0; i < count; i++) {
		const char *statement = statements[pattern_draw(pattern, COUNT_OF(statements))];
		unsigned tested = pattern_draw(pattern, variables), set = pattern_draw(pattern, variables);
		unsigned by = pattern_draw(pattern, variables), bound = 1000 + pattern_draw(pattern, 1000000);
		pattern_print(pattern, statement, tested, bound, set, by);
	}
	pattern_print(pattern, "\treturn v0");
	for (unsigned i = 1; i < variables; i++)
		pattern_print(pattern, " + v%u", i);
	pattern_print(pattern, "\n}\n");
}

static void
compose(struct pattern *pattern)
{
	pattern_print(pattern, "//go:noinline\nfunc touch(v int) int {\n\treturn v ^ 1\n}\n\n"
						   "// Run goes through one function.\nfunc Run() int {\n\treturn branch0()\n}\n");
	for (uint64_t function = 0; function < pattern->values->items[FUNCTIONS].count; function++)
		print_function(pattern, function);
}

static const struct expected_law laws[] = {
	{13, 17, "power 1.5", "measured"},
	{20, 27, "power 1.2", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_branchy_function = {
	.name = "branchy_function",
	.summary = "one giant function of branches, loops and calls",
	.stresses = "The back end's passes over one function with very many blocks: phi placement, register "
				"allocation, stack slots, liveness and debug locations.",
	.issues = "golang/go#14775, #25120, #73365",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "statements",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
