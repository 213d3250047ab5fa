/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A lexer as ragel writes it: a label for each state and a goto for each transition, all in one function.
 */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { STATES, TRANSITIONS, TESTS, VARIABLES, GO, SEED };

static const struct parameter parameters[] = {
	[STATES] = COUNT_PARAMETER("states", "states", "1000", 1, 1e6, 4000, "States of the machine."),
	[TRANSITIONS] = COUNT_PARAMETER("transitions", "transitions a state", "3", 1, 64, 0,
		"Transitions of each state to any other, besides the one to the next."),
	[TESTS] = CHOICE_PARAMETER("tests", "switch|if", "switch",
		"How a state looks at its byte: each switch has a variable of its own, which ifs do without."),
	[VARIABLES] = COUNT_PARAMETER("variables", "variables", "4", 1, 100, 0, "Variables that states change."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* By TESTS; a transition has the byte and the state to go to. */
static const struct test {
	const char *begin, *transition, *end;
} tests[] = {
	{"\tswitch c {\n", "\tcase %u:\n\t\tgoto state%u\n", "\t}\n"},
	{"", "\tif c == %u {\n\t\tgoto state%u\n\t}\n", ""},
};

enum { BYTES = 256 };

static void
print_state(struct pattern *pattern, unsigned state)
{
	const struct parameter_value *values = pattern->values->items;
	const struct test *test = &tests[values[TESTS].count];
	unsigned states = (unsigned)values[STATES].count, transitions = (unsigned)values[TRANSITIONS].count;
	unsigned step = BYTES / transitions;
	unsigned counted = pattern_draw(pattern, (unsigned)values[VARIABLES].count);
	unsigned by = pattern_draw(pattern, 1000000);

	pattern_print(
		pattern, "state%u:\n\tif at == len(input) {\n\t\tgoto done\n\t}\n\tc = input[at]\n\tat++\n", state);
	pattern_print(pattern, "\tv%u += %u\n%s", counted, by, test->begin);
	for (unsigned i = 0; i < transitions; i++) {
		unsigned byte = i * step + pattern_draw(pattern, step), next = pattern_draw(pattern, states);
		pattern_print(pattern, test->transition, byte, next);
	}
	pattern_print(pattern, "%s\tgoto state%u\n", test->end, (state + 1) % states);
}

static void
compose(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;

	pattern_print(pattern, "// Run reads one text.\nfunc Run() int {\n\treturn scan(\"%08x\")\n}\n\n",
		pattern_draw(pattern, UINT32_MAX));
	pattern_print(pattern, "func scan(input string) int {\n\tat, c := 0, byte(0)\n");
	for (uint64_t i = 0; i < values[VARIABLES].count; i++)
		pattern_print(pattern, "\tv%" PRIu64 " := 0\n", i);
	for (unsigned i = 0; i < values[STATES].count; i++)
		print_state(pattern, i);
	pattern_print(pattern, "done:\n\treturn v0");
	for (uint64_t i = 1; i < values[VARIABLES].count; i++)
		pattern_print(pattern, " ^ v%" PRIu64, i);
	pattern_print(pattern, "\n}\n");
}

static const struct expected_law laws[] = {
	{13, 27, "quadratic", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_state_machine = {
	.name = "state_machine",
	.summary = "a finite state machine of labels and gotos in one function",
	.stresses = "A flow graph that no structure helps with: phi placement and dominators over thousands of "
				"blocks, each with edges to anywhere.",
	.issues = "golang/go#19379, #16407, #77011",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "states",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
