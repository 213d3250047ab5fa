/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * P[T, T] of P[T, T]: a dozen lines whose innermost type has thousands of names in its own.
 */
#include "generators/nested_types.h"

static const struct parameter parameters[] = {
	[NESTED_DEPTH] = COUNT_PARAMETER("depth", "levels", "14", 1, 24, 17,
		"Levels; the name of the outermost type has 2^depth names in it."),
	[NESTED_METHODS] = COUNT_PARAMETER("methods", "methods", "1", 1, 100, 0, "Methods of the generic type."),
	[NESTED_THROUGH] = NESTED_THROUGH_PARAMETER,
	[NESTED_GO] = GO_PARAMETER("1.18"),
	[NESTED_SEED] = SEED_PARAMETER,
	{0},
};

static void
compose(struct pattern *pattern)
{
	nested_types_compose(pattern, 2);
}

static const struct expected_law laws[] = {
	{0, 0, "exponential", "measured: 2.0 times a level from depth 16 on; golang/go#50438, #71535"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_type_doubling = {
	.name = "type_doubling",
	.summary = "a generic pair of pairs of pairs: each level's name is twice as long",
	.stresses = "The full names of instantiated types, which stand in symbols, type descriptors, debug "
				"information and export data, several times for each method.",
	.issues = "golang/go#50438, #71535",
	.oldest_go = "1.18",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "depth",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
