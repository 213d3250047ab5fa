/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * P[P[P[T]]]: as type_doubling, but each level holds the last once. Names grow by the same at each level.
 */
#include "generators/nested_types.h"

static const struct parameter parameters[] = {
	[NESTED_DEPTH] = COUNT_PARAMETER("depth", "levels", "100", 1, 2000, 200, "Levels of the type."),
	[NESTED_METHODS] = COUNT_PARAMETER("methods", "methods", "1", 1, 100, 0, "Methods of the generic type."),
	[NESTED_THROUGH] = NESTED_THROUGH_PARAMETER,
	[NESTED_GO] = GO_PARAMETER("1.18"),
	[NESTED_SEED] = SEED_PARAMETER,
	{0},
};

static void
compose(struct pattern *pattern)
{
	nested_types_compose(pattern, 1);
}

static const struct expected_law laws[] = {
	{0, 19, "power 1.8", "measured with aliases; with functions power 2.4 (1.4 GB at depth 100)"},
	{20, 0, "power 1.4", "measured: 0.2 GB at depth 400"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_generic_wrapping = {
	.name = "generic_wrapping",
	.summary = "a generic wrapper of a wrapper of a wrapper: the control of type_doubling",
	.stresses = "Little, and is meant to: as many instantiations as type_doubling at the same depth, without "
				"its long names.",
	.issues = "",
	.oldest_go = "1.18",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "depth",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
