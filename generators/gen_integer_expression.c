/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A control: one expression with very many operands, as deep as it is long, which needs no more than a few
 * registers.
 */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { TERMS, VARIABLES, GO, SEED };

/* gofmt and go vet refuse what is nested deeper than the most. */
static const struct parameter parameters[] = {
	[TERMS] = COUNT_PARAMETER("terms", "terms", "8000", 1, 100e3, 0, "Operands of the expression."),
	[VARIABLES] = COUNT_PARAMETER("variables", "variables", "8", 1, 1000, 0, "Variables that it is of."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_expression(struct pattern *pattern)
{
	static const char operators[] = "+-^";
	const struct parameter_value *values = pattern->values->items;

	pattern_print(pattern, "\treturn ");
	for (uint64_t term = 0; term < values[TERMS].count; term++) {
		if (term > 0)
			pattern_print(pattern, " %c\n\t\t", operators[pattern_draw(pattern, sizeof operators - 1)]);
		pattern_print(pattern, "v%u", pattern_draw(pattern, (unsigned)values[VARIABLES].count));
	}
	pattern_print(pattern, "\n");
}

static void
compose(struct pattern *pattern)
{
	unsigned variables = (unsigned)pattern->values->items[VARIABLES].count;

	pattern_print(pattern, "//go:noinline\nfunc number(n int) int {\n\treturn n ^ 1\n}\n\n"
						   "// Run works the expression out.\nfunc Run() int {\n");
	for (unsigned i = 0; i < variables; i++)
		pattern_print(pattern, "\tv%u := number(%u)\n", i, pattern_draw(pattern, 1000000));
	for (unsigned i = 0; i < variables; i++)
		pattern_print(pattern, "\tv%u ^= %u\n", i, pattern_draw(pattern, 1000000));
	print_expression(pattern);
	pattern_print(pattern, "}\n");
}

static const struct expected_law laws[] = {
	{13, 27, "linear", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_integer_expression = {
	.name = "integer_expression",
	.summary = "a control: one integer expression with thousands of operands",
	.stresses = "Recursion over a tree as deep as it is long; memory is expected to stay small.",
	.issues = "",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "terms",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
