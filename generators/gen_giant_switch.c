/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One switch with very many cases, as tables and parsers are generated, whose cases all come together again
 * behind it.
 */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { CASES, KEYS, VARIABLES, GO, SEED };

static const struct parameter parameters[] = {
	[CASES] = COUNT_PARAMETER("cases", "cases", "2000", 1, 1e6, 20e3, "Cases of the switch."),
	[KEYS] = CHOICE_PARAMETER("keys", "strings|sparse|dense", "strings",
		"What is switched on: strings, integers far apart, or integers without a gap."),
	[VARIABLES] = COUNT_PARAMETER("variables", "variables", "2", 1, 100, 0,
		"Variables that each case sets, to be merged behind the switch."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* By KEYS. Keys ascend by `step`, and by less than that at random. */
static const struct key {
	const char *type, *first, *format;
	uint64_t step;
} keys[] = {
	{"string", "\"a00000000x\"", "\"a%08" PRIx64 "x\"", 16},
	{"int", "0", "%" PRIu64, 1000},
	{"int", "0", "%" PRIu64, 1},
};

static void
print_case(struct pattern *pattern, const struct key *key, uint64_t index)
{
	pattern_print(pattern, "\tcase ");
	pattern_print(pattern, key->format, index * key->step + pattern_draw(pattern, (unsigned)key->step));
	pattern_print(pattern, ":\n");
	for (uint64_t i = 0; i < pattern->values->items[VARIABLES].count; i++)
		pattern_print(pattern, "\t\tv%" PRIu64 " = %u\n", i, pattern_draw(pattern, 1000000));
}

static void
compose(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;
	const struct key *key = &keys[values[KEYS].count];

	pattern_print(pattern,
		"var first %s = %s\n\n// Run looks one key up.\nfunc Run() int {\n\treturn find(first)\n}\n\n",
		key->type, key->first);
	pattern_print(pattern, "func find(key %s) int {\n", key->type);
	for (uint64_t i = 0; i < values[VARIABLES].count; i++)
		pattern_print(pattern, "\tv%" PRIu64 " := %u\n", i, pattern_draw(pattern, 1000000));
	pattern_print(pattern, "\tswitch key {\n");
	for (uint64_t i = 0; i < values[CASES].count; i++)
		print_case(pattern, key, i);
	pattern_print(pattern, "\t}\n\treturn v0");
	for (uint64_t i = 1; i < values[VARIABLES].count; i++)
		pattern_print(pattern, " ^ v%" PRIu64, i);
	pattern_print(pattern, "\n}\n");
}

static const struct expected_law laws[] = {
	{13, 13, "power 1.5", "measured"},
	{17, 27, "linear", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_giant_switch = {
	.name = "giant_switch",
	.summary = "one switch with thousands of cases that come together behind it",
	.stresses =
		"Searching among the cases (a tree of comparisons, or a table), and passes whose time grows with "
		"the square of the blocks or of the values merged in one.",
	.issues = "golang/go#62604, #57959, #77011",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "cases",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
