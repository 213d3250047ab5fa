/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Structs of two structs of two structs, compared: the equality function of each level.
 */
#include "generators/pattern.h"

enum { DEPTH, NESTS, LEAF, GO, SEED };

static const struct parameter parameters[] = {
	[DEPTH] =
		COUNT_PARAMETER("depth", "levels", "11", 0, 20, 16, "Levels of structs; a value has 2^depth leaves."),
	[NESTS] = COUNT_PARAMETER("nests", "nests", "1", 1, 10e3, 0, "Such nests in the package."),
	[LEAF] = CHOICE_PARAMETER("leaf", "string|interface|int", "string",
		"The field at the bottom; one of int lets the whole struct be compared as memory."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_nest(struct pattern *pattern, unsigned nest)
{
	static const char *const leaves[] = {"string", "interface{}", "int"};
	unsigned depth = pattern_count(pattern, DEPTH);
	unsigned equal = pattern_draw(pattern, 1000), unequal = pattern_draw(pattern, 1000);

	pattern_print(
		pattern, "\ntype Nest%uLevel0 struct {\n\tValue %s\n}\n", nest, leaves[pattern_count(pattern, LEAF)]);
	for (unsigned level = 1; level <= depth; level++)
		pattern_print(pattern, "\ntype Nest%uLevel%u struct {\n\tLeft, Right Nest%uLevel%u\n}\n", nest, level,
			nest, level - 1);
	pattern_print(pattern,
		"\nfunc Equal%u(a, b *Nest%uLevel%u) int {\n"
		"\tif *a == *b {\n\t\treturn %u\n\t}\n\treturn %u\n}\n",
		nest, nest, depth, equal, unequal);
}

static void
compose(struct pattern *pattern)
{
	unsigned depth = pattern_count(pattern, DEPTH);

	pattern_print(pattern,
		"// Run compares two values.\nfunc Run() int {\n"
		"\treturn Equal0(new(Nest0Level%u), new(Nest0Level%u))\n}\n",
		depth, depth);
	for (unsigned nest = 0; nest < pattern_count(pattern, NESTS); nest++)
		print_nest(pattern, nest);
}

static const struct expected_law laws[] = {
	{0, 26, "constant", "measured; golang/go#81266"},
	{27, 0, "exponential", "measured: 2.0 times a level; golang/go#81266"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_struct_equality = {
	.name = "struct_equality",
	.summary = "nested structs with a string at the bottom, compared with ==",
	.stresses = "The generated equality functions. Since 1.27 a struct's compares all its leaves, 2^depth of "
				"them, and is named after them, instead of calling those of its fields.",
	.issues = "golang/go#81266, #65540",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "depth",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
