/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table in a package-level map literal, which a function without a name fills when the program starts. What
 * the compiler cannot lay out as data becomes code, some of it for each entry.
 */
#include "generators/pattern.h"

#include <inttypes.h>

enum { ENTRIES, ELEMENTS, GO, SEED };

static const struct parameter parameters[] = {
	[ENTRIES] = COUNT_PARAMETER("entries", "entries", "2000", 1, 10e6, 50e3, "Entries of the map."),
	[ELEMENTS] = CHOICE_PARAMETER("values", "pointers|inlined|calls|slices|interfaces|strings", "pointers",
		"Pointers to structs, the same from an inlined constructor, results of calls, slices, interfaces, or "
		"strings, which are data and need no code."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* By ELEMENTS; the value holds a number. */
static const struct element {
	const char *type, *value;
} elements[] = {
	{"*item", "&item{name: \"%u\", size: 1}"},
	{"*item", "newItem(\"%u\", 1)"},
	{"int", "number(%u)"},
	{"[]string", "{\"%u\", \"\"}"},
	{"interface{}", "item{name: \"%u\", size: 1}"},
	{"string", "\"%u\""},
};

static const char declarations[] =
	"type item struct {\n\tname string\n\tsize int\n}\n\nfunc newItem(name string, size int) *item {\n"
	"\treturn &item{name: name, size: size}\n}\n\n//go:noinline\nfunc number(n int) int {\n\treturn n ^ "
	"1\n}\n\n"
	"// Run counts the entries.\nfunc Run() int {\n\treturn len(entries) + number(newItem(\"\", "
	"1).size)\n}\n";

static void
compose(struct pattern *pattern)
{
	const struct element *element = &elements[pattern->values->items[ELEMENTS].count];

	pattern_print(pattern, "%s\nvar entries = map[string]%s{\n", declarations, element->type);
	for (uint64_t entry = 0; entry < pattern->values->items[ENTRIES].count; entry++) {
		pattern_print(pattern, "\t\"%08" PRIx64 "\": ", entry);
		pattern_print(pattern, element->value, pattern_draw(pattern, 1000000000));
		pattern_print(pattern, ",\n");
	}
	pattern_print(pattern, "}\n");
}

static const struct expected_law laws[] = {
	{13, 27, "linear", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_map_literal = {
	.name = "map_literal",
	.summary = "a package-level map literal of values that are made when the program starts",
	.stresses = "Initialisation of package variables: one function with code, and often a block, for every "
				"entry.",
	.issues = "golang/go#51543, #13554, #22919, #15235, #26546, #81663",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "entries",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
