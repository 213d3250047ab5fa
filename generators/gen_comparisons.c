/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Comparisons, thousands in one function, which instrumentation turns into calls and counters: what a parser
 * or a decoder is to a fuzzer. The instrumentation itself is a setting of the build.
 */
#include "generators/pattern.h"
#include "base/memory.h"

enum { COMPARISONS, OF, FUNCTIONS, GO, SEED };

enum { VARIABLES = 8 };

static const struct parameter parameters[] = {
	[COMPARISONS] =
		COUNT_PARAMETER("comparisons", "comparisons", "1000", 1, 1e6, 20e3, "Comparisons in all."),
	[OF] = CHOICE_PARAMETER("of", "numbers|strings|globals", "numbers",
		"Local variables, which fuzzers and coverage alone look at, or the package's, whose memory -race and "
		"-asan watch."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions", "1", 1, 1e6, 0,
		"Functions they are spread over; more than one is what helps."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

#define COMPARISONS_OF_NUMBERS                                                                               \
	{                                                                                                        \
		"\tif v%u == %u {\n\t\treturn v%u\n\t}\n", "\tif v%u^%u < v%u {\n\t\ttotal++\n\t}\n"                 \
	}

/* By OF. Comparisons are with a constant or without, since fuzzers are told of the two by different calls;
 * their holes are a variable, a number, and a variable. Those of the others are a variable and a number. */
static const struct kind {
	const char *declarations, *make, *comparisons[2], *use;
} kinds[] = {
	{"", "\tv%u := number(%u)\n", COMPARISONS_OF_NUMBERS, "v%u"},
	{"", "\tv%u := text(%u)\n",
		{"\tif v%u == \"%u\" {\n\t\treturn len(v%u)\n\t}\n", "\tif v%u+\"%u\" < v%u {\n\t\ttotal++\n\t}\n"},
		"len(v%u)"},
	{"var v0, v1, v2, v3, v4, v5, v6, v7 int\n\n", "\tv%u = number(%u)\n", COMPARISONS_OF_NUMBERS, "v%u"},
};

static void
print_function(struct pattern *pattern, unsigned function)
{
	const struct kind *kind = &kinds[pattern_count(pattern, OF)];
	unsigned functions = pattern_count(pattern, FUNCTIONS), all = pattern_count(pattern, COMPARISONS);
	unsigned count = all / functions + (function < all % functions);

	pattern_print(pattern, "\nfunc compare%u() int {\n\ttotal := 0\n", function);
	for (unsigned i = 0; i < VARIABLES; i++)
		pattern_print(pattern, kind->make, i, pattern_draw(pattern, 1000));
	for (unsigned i = 0; i < count; i++) {
		const char *comparison = kind->comparisons[pattern_draw(pattern, COUNT_OF(kind->comparisons))];
		unsigned variable = pattern_draw(pattern, VARIABLES), number = pattern_draw(pattern, 1000000);
		pattern_print(pattern, comparison, variable, number, pattern_draw(pattern, VARIABLES));
	}
	pattern_print(pattern, "\treturn total");
	for (unsigned i = 0; i < VARIABLES; i++) {
		pattern_print(pattern, " + ");
		pattern_print(pattern, kind->use, i);
	}
	pattern_print(pattern, "\n}\n");
}

static void
compose(struct pattern *pattern)
{
	pattern_print(pattern,
		"%s//go:noinline\nfunc number(n int) int {\n\treturn n ^ 1\n}\n\n"
		"//go:noinline\nfunc text(n int) string {\n\treturn \"0123456789\"[n%%10:]\n}\n\n"
		"// Run goes through one function.\nfunc Run() int {\n\treturn compare0()\n}\n",
		kinds[pattern_count(pattern, OF)].declarations);
	for (unsigned function = 0; function < pattern_count(pattern, FUNCTIONS); function++)
		print_function(pattern, function);
}

static const struct expected_law laws[] = {
	{11, 27, "linear",
		"measured: 10 to 17 KB a comparison. On 1.26 -race, -asan (of=globals) and -cover add 40% of memory "
		"and double the CPU; -d=libfuzzer makes it 70 KB (27 on 1.17, 50 on 1.20), and CPU quadratic: 0.3 s become 4 at "
		"4,000, and 16 at 8,000; golang/go#53786"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_comparisons = {
	.name = "comparisons",
	.summary = "one function of thousands of comparisons, to be built with instrumentation",
	.stresses =
		"What -d=libfuzzer, -race, -cover and -asan add to a function: the first makes a call and a counter "
		"of each comparison. What it calls is linked by go test alone, so gcflags = -d=libfuzzer goes with "
		"target = ./pattern.",
	.issues = "golang/go#53786, #53760, #56141",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "comparisons",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
