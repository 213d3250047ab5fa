/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A library of generic functions used with very many types, each of a memory layout of its own.
 */
#include "generators/pattern.h"
#include "base/memory.h"

enum { TYPES, FUNCTIONS, ITEMS, GO, SEED };

static const struct parameter parameters[] = {
	[TYPES] = COUNT_PARAMETER("types", "types", "200", 1, 100e3, 8e3, "Types the functions are used with."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions", "6", 1, 100, 0, "Generic functions."),
	[ITEMS] = CHOICE_PARAMETER("items", "values|pointers", "values",
		"What the functions work on: structs have a shape each, pointers share one (which saves memory "
		"only before 1.20)."),
	[GO] = GO_PARAMETER("1.18"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* What generic code is mostly written for. */
static const struct {
	const char *name, *body;
} functions[] = {
	{"Reverse", "\tfor i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {\n"
				"\t\titems[i], items[j] = items[j], items[i]\n\t}\n"},
	{"Index", "\tfor i, item := range items {\n"
			  "\t\tif item == items[len(items)-1] {\n\t\t\ttotal += i\n\t\t}\n\t}\n"},
	{"Filter", "\tvar kept []T\n\tfor i, item := range items {\n"
			   "\t\tif i%2 == 0 {\n\t\t\tkept = append(kept, item)\n\t\t}\n\t}\n\ttotal += len(kept)\n"},
	{"Check", "\tfor _, item := range items {\n"
			  "\t\tif _, ok := any(item).(interface{ Key() int }); ok {\n\t\t\ttotal++\n\t\t}\n\t}\n"},
};

static void
print_function(struct pattern *pattern, unsigned function)
{
	size_t row = function % COUNT_OF(functions);

	pattern_print(pattern, "\nfunc %s%u[T comparable](items []T) int {\n\ttotal := %u\n%s\treturn total\n}\n",
		functions[row].name, function, pattern_draw(pattern, 1000), functions[row].body);
}

/* Field names make the shapes differ. */
static void
print_type(struct pattern *pattern, unsigned type)
{
	static const char *const stars[] = {"", "*"};
	unsigned first = pattern_draw(pattern, 1000), second = pattern_draw(pattern, 1000);

	pattern_print(pattern, "\ntype Shape%u struct {\n\tRank%u int\n\tName%u string\n}\n", type, type, type);
	pattern_print(pattern,
		"\nfunc Use%u() int {\n\titems := []%sShape%u{{Rank%u: %u}, {Rank%u: %u}}\n\ttotal := len(items)\n",
		type, stars[pattern_count(pattern, ITEMS)], type, type, first, type, second);
	for (unsigned function = 0; function < pattern_count(pattern, FUNCTIONS); function++)
		pattern_print(
			pattern, "\ttotal += %s%u(items)\n", functions[function % COUNT_OF(functions)].name, function);
	pattern_print(pattern, "\treturn total\n}\n");
}

static void
compose(struct pattern *pattern)
{
	pattern_print(
		pattern, "// Run uses the functions with one type.\nfunc Run() int {\n\treturn Use0()\n}\n");
	for (unsigned function = 0; function < pattern_count(pattern, FUNCTIONS); function++)
		print_function(pattern, function);
	for (unsigned type = 0; type < pattern_count(pattern, TYPES); type++)
		print_type(pattern, type);
}

static const struct expected_law laws[] = {
	{0, 19, "linear", "measured: 0.5 MB a type on 1.19"},
	{20, 0, "linear", "measured: 1.0 MB a type on 1.22; golang/go#56718, #70511"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_generic_shapes = {
	.name = "generic_shapes",
	.summary = "a few generic functions used with very many types of different shapes",
	.stresses = "Instantiation: each function is compiled again for each shape. The cost of one doubled in "
				"1.20 (unified IR).",
	.issues = "golang/go#70511, #56718, #50438",
	.oldest_go = "1.18",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "types",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
