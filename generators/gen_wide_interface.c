/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One interface of thousands of methods, which several types implement, as generators of database code write
 * one for all queries of a program: connection and transaction are assigned to it here and there.
 */
#include "generators/pattern.h"

enum { METHODS, IMPLEMENTATIONS, ASSIGNMENTS, GO, SEED };

static const struct parameter parameters[] = {
	[METHODS] = COUNT_PARAMETER("methods", "methods", "1000", 1, 60e3, 8e3, "Methods of the interface."),
	[IMPLEMENTATIONS] =
		COUNT_PARAMETER("implementations", "types", "2", 1, 100, 0, "Types that have all of the methods."),
	[ASSIGNMENTS] = COUNT_PARAMETER("assignments", "assignments", "100", 1, 100e3, 0,
		"Places at which a value of such a type is assigned to the interface."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_interface(struct pattern *pattern)
{
	pattern_print(pattern, "\ntype Querier interface {\n");
	for (unsigned method = 0; method < pattern_count(pattern, METHODS); method++)
		pattern_print(pattern, "\tQuery%u(key int, name string) (Row, error)\n", method);
	pattern_print(pattern, "}\n");
}

static void
print_implementation(struct pattern *pattern, unsigned type)
{
	pattern_print(pattern, "\ntype Queries%u struct {\n\trows []Row\n}\n", type);
	for (unsigned method = 0; method < pattern_count(pattern, METHODS); method++) {
		unsigned limit = pattern_draw(pattern, 1000000), key = pattern_draw(pattern, 1000000);
		pattern_print(pattern,
			"\nfunc (q *Queries%u) Query%u(key int, name string) (Row, error) {\n"
			"\tif len(name) > %u {\n\t\treturn Row{}, failure(name)\n\t}\n"
			"\treturn find(q.rows, key^%u, name)\n}\n",
			type, method, limit, key);
	}
}

static void
print_assignment(struct pattern *pattern, unsigned assignment)
{
	unsigned method = pattern_draw(pattern, pattern_count(pattern, METHODS));

	pattern_print(pattern,
		"\nfunc Use%u(q *Queries%u) int {\n\tvar querier Querier = q\n"
		"\trow, err := querier.Query%u(%u, \"name\")\n"
		"\tif err != nil {\n\t\treturn -1\n\t}\n\treturn row.Key\n}\n",
		assignment, assignment % pattern_count(pattern, IMPLEMENTATIONS), method, assignment);
}

static void
compose(struct pattern *pattern)
{
	pattern_print(pattern,
		"// Run uses one implementation.\nfunc Run() int {\n\treturn Use0(new(Queries0))\n}\n\n"
		"type Row struct {\n\tKey int\n\n\tName string\n}\n\n"
		"type failure string\n\nfunc (f failure) Error() string {\n\treturn string(f)\n}\n\n"
		"//go:noinline\nfunc find(rows []Row, key int, name string) (Row, error) {\n"
		"\tfor _, row := range rows {\n\t\tif row.Key == key && row.Name == name {\n\t\t\treturn row, nil\n\t\t}\n"
		"\t}\n\treturn Row{Key: key}, nil\n}\n");
	print_interface(pattern);
	for (unsigned type = 0; type < pattern_count(pattern, IMPLEMENTATIONS); type++)
		print_implementation(pattern, type);
	for (unsigned i = 0; i < pattern_count(pattern, ASSIGNMENTS); i++)
		print_assignment(pattern, i);
}

static const struct expected_law laws[] = {
	{11, 17, "linear", "measured: 0.15 MB a method of two types; so is CPU"},
	{18, 27, "linear",
		"measured: 0.1 MB a method of two types; CPU is power 1.2 to 1.4, 11 to 14 s at 4,000 methods where it "
		"was 7 to 8, and an assignment takes 5 ms at 1,000 (1.26); golang/go#66699"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_wide_interface = {
	.name = "wide_interface",
	.summary = "one interface of thousands of methods, which types are assigned to",
	.stresses = "Whether a type has all methods, which is looked up anew at each assignment; the methods "
				"themselves, and the table of each type for the interface.",
	.issues = "golang/go#66699",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "methods",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
