/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A package that does its work before main: variables that only a call can give their value, and init
 * functions.
 */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { VARIABLES, INITS, BYTES, GO, SEED };

static const struct parameter parameters[] = {
	[VARIABLES] = COUNT_PARAMETER("variables", "variables", "8000", 1, 10e6, 500e3,
		"Package-level variables that are initialised at run time; one in four from another one."),
	[INITS] = COUNT_PARAMETER("inits", "functions", "100", 0, 10e6, 500e3,
		"Functions called init, which share the variables between them."),
	[BYTES] = COUNT_PARAMETER("bytes", "bytes a variable", "1024", 0, 1e9, 1e6,
		"Memory that the program takes for each variable before main begins (workload start)."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* Nothing is inlined, so that every release compiles the same calls. */
static const char declarations[] =
	"type table struct {\n\tname  string\n\tcells []byte\n}\n\n"
	"//go:noinline\nfunc newTable(name string, size int) *table {\n"
	"\tt := &table{name: name, cells: make([]byte, size)}\n"
	"\tfor i := range t.cells {\n\t\tt.cells[i] = byte(i + len(name))\n\t}\n"
	"\treturn t\n}\n\nvar registered []*table\n\n"
	"//go:noinline\nfunc register(t *table) {\n\tregistered = append(registered, t)\n}\n";

static void
print_variable(struct pattern *pattern, uint64_t variable)
{
	uint64_t bytes = pattern->values->items[BYTES].count;
	unsigned number = pattern_draw(pattern, 100000);

	pattern_print(pattern, "\nvar table%" PRIu64 " = newTable(", variable);
	if (variable > 0 && pattern_draw(pattern, 4) == 0)
		pattern_print(pattern, "table%u.name", pattern_draw(pattern, (unsigned)variable));
	else
		pattern_print(pattern, "\"table %u\"", number);
	pattern_print(pattern, ", %" PRIu64 ")\n", bytes);
}

/* An init function registers its share of the variables. */
static void
print_init(struct pattern *pattern, uint64_t init)
{
	const struct parameter_value *values = pattern->values->items;
	uint64_t variables = values[VARIABLES].count, inits = values[INITS].count;

	pattern_print(pattern, "\nfunc init() {\n");
	for (uint64_t i = init * variables / inits; i < (init + 1) * variables / inits; i++)
		pattern_print(pattern, "\tregister(table%" PRIu64 ")\n", i);
	pattern_print(pattern, "}\n");
}

static void
compose(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;

	pattern_print(pattern,
		"// Run counts what was made before main.\nfunc Run() int {\n"
		"\treturn len(registered) + len(table0.name)\n}\n\n%s",
		declarations);
	for (uint64_t i = 0; i < values[VARIABLES].count; i++)
		print_variable(pattern, i);
	for (uint64_t i = 0; i < values[INITS].count; i++)
		print_init(pattern, i);
}

static const struct expected_law laws[] = {
	{0, 25, "quadratic", "measured: 1.13 to 1.25, where there are more than some 10,000 variables"},
	{26, 0, "linear", "measured: 20 kB a variable"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_package_inits = {
	.name = "package_inits",
	.summary = "thousands of package-level variables and init functions that run before main",
	.stresses =
		"Initialization order, and the one function that the compiler makes of all initialisers; with "
		"the workload start also the memory of a program before main begins.",
	.issues = "golang/go#13554",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "variables",
	.laws = laws,
	.std_packages = std_packages,
	.compose = compose,
};
