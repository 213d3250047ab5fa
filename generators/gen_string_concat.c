/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One string put together from very many, as tools embed files: from literals, which the compiler folds, or
 * with a variable before each.
 */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { TERMS, OPERANDS, BYTES, GO, SEED };
enum { CONSTANT, VARIABLE }; /* words of OPERANDS */

static const struct parameter parameters[] = {
	[TERMS] = COUNT_PARAMETER("terms", "terms", "8000", 1, 1e6, 200e3, "Strings that are put together."),
	[OPERANDS] = CHOICE_PARAMETER("operands", "constant|variable", "constant",
		"Literals only, or every other one a variable, so that the program has to put it together."),
	[BYTES] = COUNT_PARAMETER("bytes", "bytes a literal", "32", 1, 4096, 0, "Length of each literal."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_term(struct pattern *pattern, uint64_t term)
{
	const struct parameter_value *values = pattern->values->items;
	unsigned bytes = (unsigned)values[BYTES].count;

	if (values[OPERANDS].count == VARIABLE && term % 2 == 0)
		pattern_print(pattern, "part");
	else
		pattern_print(
			pattern, "\"%0*x\"", (int)bytes, pattern_draw(pattern, bytes < 7 ? 1U << 4 * bytes : 1U << 28));
}

static void
compose(struct pattern *pattern)
{
	pattern_print(pattern, "// Run measures the text.\nfunc Run() int {\n\treturn len(text(\"%08x\"))\n}\n\n",
		pattern_draw(pattern, UINT32_MAX));
	pattern_print(pattern, "func text(part string) string {\n\treturn ");
	for (uint64_t term = 0; term < pattern->values->items[TERMS].count; term++) {
		pattern_print(pattern, term > 0 ? " +\n\t\t" : "");
		print_term(pattern, term);
	}
	pattern_print(pattern, "\n}\n");
}

static const struct expected_law laws[] = {
	{13, 27, "linear", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_string_concat = {
	.name = "string_concat",
	.summary = "one string put together from thousands of literals or variables",
	.stresses = "Folding of constants in a deep tree of additions, or a call that takes all strings at once.",
	.issues = "golang/go#18078, #16394, #20714, #23222",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "terms",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
