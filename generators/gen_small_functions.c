/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Generated code at its plainest: very many functions of a few lines that know nothing of each other.
 */
#include "generators/pattern.h"

#include "base/memory.h"

#include <inttypes.h>

enum { FUNCTIONS, STATEMENTS, GO, SEED };

static const struct parameter parameters[] = {
	[FUNCTIONS] =
		COUNT_PARAMETER("functions", "functions", "20000", 1, 10e6, 300e3, "Functions of the package."),
	[STATEMENTS] =
		COUNT_PARAMETER("statements", "statements a function", "4", 1, 1000, 0, "Statements of each."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* Each with one number from 2 to 61, which is a shift too. */
static const char *const statements[] = {
	"\ta += b * %u\n",
	"\tb ^= a >> %u\n",
	"\tif a > %u {\n\t\ta -= b\n\t}\n",
	"\tfor i := 0; i < %u; i++ {\n\t\tb += a ^ i\n\t}\n",
};

static void
print_function(struct pattern *pattern, uint64_t function)
{
	pattern_print(pattern, "\nfunc function%" PRIu64 "(a, b int) int {\n", function);
	for (uint64_t i = 0; i < pattern->values->items[STATEMENTS].count; i++) {
		const char *statement = statements[pattern_draw(pattern, COUNT_OF(statements))];
		pattern_print(pattern, statement, 2 + pattern_draw(pattern, 60));
	}
	pattern_print(pattern, "\treturn a + b\n}\n");
}

static void
compose(struct pattern *pattern)
{
	unsigned first = pattern_draw(pattern, 10000), second = pattern_draw(pattern, 10000);

	pattern_print(pattern,
		"// Run calls one of the functions.\nfunc Run() int {\n\treturn function0(%u, %u)\n}\n", first,
		second);
	for (uint64_t function = 0; function < pattern->values->items[FUNCTIONS].count; function++)
		print_function(pattern, function);
}

static const struct expected_law laws[] = {
	{13, 27, "linear", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_small_functions = {
	.name = "small_functions",
	.summary = "very many small functions in one package, independent of each other",
	.stresses =
		"What a compile keeps for each function until the package is done, and the queue of functions "
		"that the back end compiles at the same time.",
	.issues = "golang/go#18602, #69054",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "functions",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
