/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A generic struct that holds its argument in several fields, as an argument of itself: Nest[Nest[int]]. A
 * dozen lines whose type has fields^depth leaves, though each level stands in its name once.
 */
#include "generators/pattern.h"

enum { DEPTH, FIELDS, GO, SEED };

/* 16^11 leaves are 2^47 bytes; a type of 2^50 is refused. */
static const struct parameter parameters[] = {
	[DEPTH] = COUNT_PARAMETER("depth", "levels", "7", 1, 11, 9, "Levels of the type."),
	[FIELDS] = COUNT_PARAMETER("fields", "fields", "8", 1, 16, 0, "Fields, each of the type's argument."),
	[GO] = GO_PARAMETER("1.18"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* Only a pointer to the outermost type is used, which is nil: nobody has memory for such a value. */
static void
compose(struct pattern *pattern)
{
	unsigned depth = pattern_count(pattern, DEPTH);
	unsigned empty = pattern_draw(pattern, 1000), full = pattern_draw(pattern, 1000);

	pattern_print(pattern,
		"// Run looks whether there is a value.\nfunc Run() int {\n\tvar outermost *Outermost\n"
		"\tif outermost == nil {\n\t\treturn %u\n\t}\n\treturn %u\n}\n\ntype Outermost ",
		empty, full);
	for (unsigned level = 0; level < depth; level++)
		pattern_print(pattern, "Nest[");
	pattern_print(pattern, "int");
	for (unsigned level = 0; level < depth; level++)
		pattern_print(pattern, "]");
	pattern_print(pattern, "\n\ntype Nest[A any] struct {\n");
	for (unsigned field = 0; field < pattern_count(pattern, FIELDS); field++)
		pattern_print(pattern, "\tField%02u A\n", field);
	pattern_print(pattern, "}\n");
}

static const struct expected_law laws[] = {
	{18, 20, "constant", "measured; CPU is exponential: 7 to 8 times a level from depth 6 on, 20 s at 9"},
	{24, 27, "no law",
		"measured: a step from 17 MB at depth 7 to what a first heap holds at 8, 64 MB on 1.24 and 100 to 147 "
		"since, all of it garbage; CPU is exponential: 6 to 9 times a level, 3 s at 9; golang/go#78342"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_generic_nesting = {
	.name = "generic_nesting",
	.summary = "a generic struct of eight fields of its argument, as an argument of itself",
	.stresses =
		"Whatever goes through a type leaf by leaf: that it does not hold itself, and how large it is, each time "
		"anew. CPU, not memory.",
	.issues = "golang/go#78342",
	.oldest_go = "1.18",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "depth",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
