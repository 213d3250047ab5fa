/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A control: functions that each call the one below more than once. Inlined without an end it would be a tree
 * that doubles with each level; the budget of the inliner is what keeps it small.
 */
#include "generators/pattern.h"

#include <inttypes.h>

enum { DEPTH, CALLS, GO, SEED };

/* The compiler recurses down the tree: 100,000 levels are beyond the stack it may have. */
static const struct parameter parameters[] = {
	[DEPTH] = COUNT_PARAMETER("depth", "levels", "1000", 1, 20e3, 0, "Levels of the tree."),
	[CALLS] = COUNT_PARAMETER("calls", "calls", "2", 1, 8, 0, "Calls of the level below in each function."),
	[GO] = GO_PARAMETER("1.12"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* Each call is for less than half of n, so that the tree is never run to its end. */
static void
print_level(struct pattern *pattern, uint64_t level)
{
	pattern_print(
		pattern, "\nfunc level%" PRIu64 "(n uint) uint {\n\tif n < 2 {\n\t\treturn n\n\t}\n\treturn ", level);
	for (uint64_t call = 1; call <= pattern->values->items[CALLS].count; call++)
		pattern_print(pattern, "level%" PRIu64 "(n>>%" PRIu64 ") + ", level - 1, call);
	pattern_print(pattern, "%u\n}\n", pattern_draw(pattern, 1000000));
}

static void
compose(struct pattern *pattern)
{
	uint64_t depth = pattern->values->items[DEPTH].count;

	pattern_print(pattern,
		"// Run calls the tree from above.\nfunc Run() int {\n\treturn int(level%" PRIu64 "(%u))\n}\n", depth,
		100 + pattern_draw(pattern, 900));
	pattern_print(
		pattern, "\nfunc level0(n uint) uint {\n\treturn n ^ %u\n}\n", pattern_draw(pattern, 1000000));
	for (uint64_t level = 1; level <= depth; level++)
		print_level(pattern, level);
}

static const struct expected_law laws[] = {
	{13, 27, "linear", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_inline_tree = {
	.name = "inline_tree",
	.summary = "a control: a deep tree of calls that the inliner would double at each level",
	.stresses = "The budget of the inliner, which has to end what would be exponential.",
	.issues = "",
	.oldest_go = "1.12",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "depth",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
