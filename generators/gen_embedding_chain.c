/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Structs that embed the one before, and interfaces likewise: base classes of base classes, as generators of
 * Go code make them for languages that have those.
 */
#include "generators/pattern.h"

enum { TYPES, METHODS, EMBED, GO, SEED };

static const struct parameter parameters[] = {
	[TYPES] = COUNT_PARAMETER("types", "types", "100", 1, 10e3, 400, "Structs, each embedding the last."),
	[METHODS] = COUNT_PARAMETER("methods", "methods a type", "1", 1, 100, 0, "Methods that each type adds."),
	[EMBED] = CHOICE_PARAMETER("embed", "values|pointers", "values", "What of the last struct is embedded."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_interface(struct pattern *pattern, unsigned type)
{
	pattern_print(pattern, "\ntype Chain%u interface {\n", type);
	if (type > 0)
		pattern_print(pattern, "\tChain%u\n", type - 1);
	for (unsigned method = 0; method < pattern_count(pattern, METHODS); method++)
		pattern_print(pattern, "\tMethod%uOf%u() int\n", method, type);
	pattern_print(pattern, "}\n");
}

static void
print_struct(struct pattern *pattern, unsigned type)
{
	static const char *const stars[] = {"", "*"};

	pattern_print(pattern, "\ntype Link%u struct {\n", type);
	if (type > 0)
		pattern_print(pattern, "\t%sLink%u\n", stars[pattern_count(pattern, EMBED)], type - 1);
	pattern_print(pattern, "\tvalue%u int\n}\n", type);
	for (unsigned method = 0; method < pattern_count(pattern, METHODS); method++)
		pattern_print(pattern, "\nfunc (l *Link%u) Method%uOf%u() int {\n\treturn l.value%u + %u\n}\n", type,
			method, type, type, pattern_draw(pattern, 1000));
}

/* Calls only a method of the last struct itself: embedded pointers are nil. */
static void
compose(struct pattern *pattern)
{
	unsigned types = pattern_count(pattern, TYPES), last = types - 1;

	pattern_print(pattern,
		"// Run calls one method.\nfunc Run() int {\n"
		"\tvar chain Chain%u = new(Link%u)\n\treturn chain.Method0Of%u()\n}\n",
		last, last, last);
	for (unsigned type = 0; type < types; type++) {
		print_interface(pattern, type);
		print_struct(pattern, type);
	}
}

static const struct expected_law laws[] = {
	{0, 0, "quadratic", "measured: power 2.0 to 2.2 on all releases"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_embedding_chain = {
	.name = "embedding_chain",
	.summary = "a chain of structs that embed each other, with an interface for each",
	.stresses = "Promoted methods: a compile makes a wrapper for each method of each struct above it, and "
				"type descriptors that list them all.",
	.issues = "golang/go#70511",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "types",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
