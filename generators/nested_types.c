/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/nested_types.h"

enum { ALIASES, FUNCTIONS };

/* By the number of type arguments. */
static const struct {
	const char *parameters, *fields, *of_itself, *value;
} forms[] = {
	[1] = {"A", "\tone *A\n", "Nest[T]", "{x}"},
	[2] = {"A, B", "\tone *A\n\ttwo *B\n", "Nest[T, T]", "{x, x}"},
};

static void
print_type(struct pattern *pattern, unsigned arguments)
{
	const char *type_parameters = forms[arguments].parameters;

	pattern_print(pattern, "\ntype Nest[%s any] struct {\n%s}\n", type_parameters, forms[arguments].fields);
	for (unsigned method = 0; method < pattern_count(pattern, NESTED_METHODS); method++) {
		unsigned empty = pattern_draw(pattern, 1000), full = pattern_draw(pattern, 1000);
		pattern_print(pattern,
			"\nfunc (n *Nest[%s]) Method%u() int {\n"
			"\tif n.one == nil {\n\t\treturn %u\n\t}\n\treturn %u\n}\n",
			type_parameters, method, empty, full);
	}
}

static void
print_aliases(struct pattern *pattern, unsigned arguments)
{
	unsigned depth = pattern_count(pattern, NESTED_DEPTH);

	pattern_print(pattern,
		"// Run calls a method of the outermost type.\nfunc Run() int {\n"
		"\treturn new(Level%u).Method0()\n}\n\ntype Level0 = int\n",
		depth);
	for (unsigned level = 1; level <= depth; level++) {
		pattern_print(pattern, "\ntype Level%u = Nest[Level%u", level, level - 1);
		for (unsigned argument = 1; argument < arguments; argument++)
			pattern_print(pattern, ", Level%u", level - 1);
		pattern_print(pattern, "]\n");
	}
}

static void
print_functions(struct pattern *pattern, unsigned arguments)
{
	unsigned depth = pattern_count(pattern, NESTED_DEPTH);

	pattern_print(
		pattern, "// Run instantiates all levels.\nfunc Run() int {\n\treturn Step0(new(int))\n}\n");
	for (unsigned level = 0; level < depth; level++)
		pattern_print(pattern, "\nfunc Step%u[T any](x *T) int {\n\treturn Step%u(&%s%s) + %u\n}\n", level,
			level + 1, forms[arguments].of_itself, forms[arguments].value, pattern_draw(pattern, 1000));
	pattern_print(
		pattern, "\nfunc Step%u[T any](x *T) int {\n\treturn %u\n}\n", depth, pattern_draw(pattern, 1000));
}

void
nested_types_compose(struct pattern *pattern, unsigned arguments)
{
	static void (*const print_levels[])(struct pattern *, unsigned) = {
		[ALIASES] = print_aliases, [FUNCTIONS] = print_functions};

	print_levels[pattern_count(pattern, NESTED_THROUGH)](pattern, arguments);
	print_type(pattern, arguments);
}
