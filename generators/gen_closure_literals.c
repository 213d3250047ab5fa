/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Descriptors as gogoprotobuf writes them: a value of pointers, each made by a function literal that is
 * called where it stands. The compiler inlines the calls, so that one function gets very many variables and
 * blocks.
 */
#include "generators/pattern.h"

#include "base/memory.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { LITERALS, FUNCTIONS, GO, SEED };

static const struct parameter parameters[] = {
	[LITERALS] = COUNT_PARAMETER("literals", "literals", "2000", 1, 1e6, 10e3, "Function literals in all."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions", "1", 1, 1e6, 0,
		"Functions they are spread over; more than one is what helps."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* Names of one length, or gofmt would align what follows them. */
static const char *const fields[] = {
	"\t\t\tLabel: func(v string) *string { return &v }(\"label%u\"),\n",
	"\t\t\tCount: func(v int64) *int64 { return &v }(%u),\n",
	"\t\t\tGiven: func(v bool) *bool { return &v }(%u > 500000),\n",
	"\t\t\tRatio: func(v float64) *float64 { return &v }(%u),\n",
};

static void
print_literal(struct pattern *pattern, uint64_t literal, bool last)
{
	size_t field = literal % COUNT_OF(fields);

	if (field == 0)
		pattern_print(pattern, "\t\t{\n");
	pattern_print(pattern, fields[field], pattern_draw(pattern, 1000000));
	if (last || field == COUNT_OF(fields) - 1)
		pattern_print(pattern, "\t\t},\n");
}

static void
print_function(struct pattern *pattern, uint64_t function)
{
	const struct parameter_value *values = pattern->values->items;
	uint64_t functions = values[FUNCTIONS].count;
	uint64_t literals = values[LITERALS].count / functions + (function < values[LITERALS].count % functions);

	pattern_print(
		pattern, "\nfunc describe%" PRIu64 "() []*descriptor {\n\treturn []*descriptor{\n", function);
	for (uint64_t literal = 0; literal < literals; literal++)
		print_literal(pattern, literal, literal == literals - 1);
	pattern_print(pattern, "\t}\n}\n");
}

static void
compose(struct pattern *pattern)
{
	pattern_print(pattern, "type descriptor struct {\n\tLabel *string\n\tCount *int64\n\tGiven *bool\n"
						   "\tRatio *float64\n}\n\n// Run counts descriptors.\nfunc Run() int {\n"
						   "\treturn len(describe0())\n}\n");
	for (uint64_t function = 0; function < pattern->values->items[FUNCTIONS].count; function++)
		print_function(pattern, function);
}

static const struct expected_law laws[] = {
	{13, 17, "power 1.9", "measured"},
	{20, 24, "power 1.5", "measured"},
	{27, 27, "power 1.7", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_closure_literals = {
	.name = "closure_literals",
	.summary = "function literals that wrap a value in a pointer, thousands in one function",
	.stresses =
		"Inlining of calls to function literals, and what the back end then holds for the variables and "
		"blocks of one huge function.",
	.issues = "golang/go#15537, #26546",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "literals",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
