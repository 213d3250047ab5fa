/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A generated client library: very many types in one package, each with its methods.
 */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { TYPES, METHODS, FIELDS, GO, SEED };

static const struct parameter parameters[] = {
	[TYPES] = COUNT_PARAMETER("types", "types", "1000", 1, 1e6, 100e3, "Struct types of the package."),
	[METHODS] = COUNT_PARAMETER("methods", "methods a type", "8", 1, 1000, 0, "Methods of each type."),
	[FIELDS] = COUNT_PARAMETER("fields", "fields a type", "4", 1, 1000, 0, "Fields of each type."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_type(struct pattern *pattern, uint64_t type)
{
	pattern_print(pattern, "\ntype Model%" PRIu64 " struct {\n", type);
	for (uint64_t field = 0; field < pattern->values->items[FIELDS].count; field++)
		pattern_print(pattern, "\tField%" PRIu64 " *string\n", field);
	pattern_print(pattern, "}\n");
}

/* A setter that returns its receiver, as generated clients have them. */
static void
print_method(struct pattern *pattern, uint64_t type, uint64_t method)
{
	uint64_t field = method % pattern->values->items[FIELDS].count;
	unsigned most = 100 + pattern_draw(pattern, 900), kept = 10 + pattern_draw(pattern, 90);

	pattern_print(pattern,
		"\nfunc (m *Model%" PRIu64 ") SetField%" PRIu64 "(value string) *Model%" PRIu64 " {\n"
		"\tif len(value) > %u {\n\t\tvalue = value[:%u]\n\t}\n"
		"\tm.Field%" PRIu64 " = &value\n\treturn m\n}\n",
		type, method, type, most, kept, field);
}

static void
compose(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;

	pattern_print(pattern, "// Run calls one method.\nfunc Run() int {\n"
						   "\treturn len(*new(Model0).SetField0(\"value\").Field0)\n}\n");
	for (uint64_t type = 0; type < values[TYPES].count; type++) {
		print_type(pattern, type);
		for (uint64_t method = 0; method < values[METHODS].count; method++)
			print_method(pattern, type, method);
	}
}

static const struct expected_law laws[] = {
	{0, 0, "linear", "golang/go#18602, #79444"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_many_methods = {
	.name = "many_methods",
	.summary = "a generated client library: thousands of types with methods in one package",
	.stresses = "Everything that a compile keeps for each function until the package is done: syntax, types, "
				"inlining bodies, symbols, and export data for all of it.",
	.issues = "golang/go#18602, #79444, #53092, #32089",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "types",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
