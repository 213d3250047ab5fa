/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Local variables that are all alive at the same time: each is made before any is used for the last time.
 * Every two of them are in each other's way when stack slots are handed out, and every block among them has
 * to know them all.
 */
#include "generators/pattern.h"

enum { VARIABLES, BRANCHES, KIND, GO, SEED };

static const struct parameter parameters[] = {
	[VARIABLES] =
		COUNT_PARAMETER("variables", "variables", "4000", 1, 1e6, 20e3, "Variables of the function."),
	[BRANCHES] = NUMBER_PARAMETER("branches", "branches a variable", "0.1", 0, 1,
		"Branches among them, at which all variables so far are alive."),
	[KIND] = CHOICE_PARAMETER("kind", "values|objects", "values",
		"Values, which go through registers, or objects, whose address is taken."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* By KIND. Holes: the variable's index, and a number last. */
static const struct kind {
	const char *declarations, *make, *branch, *use;
} kinds[] = {
	{"", "\tvar v%u int\n\tv%u = number(%u)\n", "\tif v%u < %u {\n\t\ttotal = number(total)\n\t}\n",
		"\ttotal += v%u ^ %u\n"},
	{"type object struct {\n\tname *string\n\tsize int\n}\n\n//go:noinline\nfunc fill(o *object, size int) "
	 "{\n"
	 "\to.size = number(size)\n}\n\n",
		"\tvar v%u object\n\tfill(&v%u, %u)\n", "\tif v%u.size < %u {\n\t\ttotal = number(total)\n\t}\n",
		"\ttotal += v%u.size ^ %u\n"},
};

/* A branch stands behind each variable at which the sum of the shares passes a whole number. */
static bool
branches_behind(const struct pattern *pattern, unsigned variable)
{
	double share = pattern->values->items[BRANCHES].number;

	return (unsigned)((variable + 1) * share) > (unsigned)(variable * share);
}

static void
compose(struct pattern *pattern)
{
	const struct kind *kind = &kinds[pattern->values->items[KIND].count];
	unsigned variables = (unsigned)pattern->values->items[VARIABLES].count;

	pattern_print(pattern,
		"//go:noinline\nfunc number(n int) int {\n\treturn n ^ 1\n}\n\n"
		"%s// Run makes all variables, then uses them.\nfunc Run() int {\n\ttotal := 0\n",
		kind->declarations);
	for (unsigned i = 0; i < variables; i++) {
		pattern_print(pattern, kind->make, i, i, pattern_draw(pattern, 1000000));
		if (branches_behind(pattern, i)) {
			unsigned tested = pattern_draw(pattern, i + 1), bound = pattern_draw(pattern, 1000000);
			pattern_print(pattern, kind->branch, tested, bound);
		}
	}
	for (unsigned i = 0; i < variables; i++)
		pattern_print(pattern, kind->use, i, pattern_draw(pattern, 1000000));
	pattern_print(pattern, "\treturn total\n}\n");
}

static const struct expected_law laws[] = {
	{13, 27, "quadratic", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_live_locals = {
	.name = "live_locals",
	.summary = "very many local variables that are all alive at the same time",
	.stresses = "Register allocation and stack slots, whose interference graph has an edge for every two "
				"variables, and liveness, which notes all of them for every block.",
	.issues = "golang/go#33437, #25120, #61690",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "variables",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
