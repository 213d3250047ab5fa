/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same code in one package, in several, or in several modules of a workspace: each part is the same file
 * whatever it is put into, but for its package clause.
 */
#include "generators/pattern_code.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { FUNCTIONS, INTO, PARTS, GO, SEED };
enum { ONE_PACKAGE, PACKAGES, MODULES };

static const struct parameter parameters[] = {
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions", "8000", 1, 10e6, 500e3,
		"Functions of all parts together; a function has about 12 lines."),
	[INTO] = CHOICE_PARAMETER("into", "package|packages|modules", "packages",
		"What the parts are: files of one package, packages, or modules of a workspace (go=1.18 or later)."),
	[PARTS] = COUNT_PARAMETER("parts", "parts", "8", 1, 1000, 0, "Into how many parts the code is cut."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

enum { FIRST_WITH_WORKSPACES = 18 };

static unsigned
needs_minor(const struct parameter_values *values)
{
	return values->items[INTO].count == MODULES ? FIRST_WITH_WORKSPACES : 11;
}

static bool
write_part(struct pattern *pattern, const char *package, uint64_t part)
{
	const struct parameter_value *values = pattern->values->items;
	uint64_t functions = values[FUNCTIONS].count, parts = values[PARTS].count;
	uint64_t first = part * functions / parts, count = (part + 1) * functions / parts - first;
	char run[32];

	(void)snprintf(run, sizeof run, "Run%03" PRIu64, part);
	pattern->random = random_stream(values[SEED].count, part, 0); /* whatever folder it is in */
	pattern_open(pattern, "part%03" PRIu64 ".go", part);
	pattern_print(pattern, "package %s\n\n", package);
	pattern_print_code(
		pattern, &(struct pattern_code){.run = run, .first = first, .count = count, .called = count});
	return pattern_close(pattern);
}

/* run.go, whose Run calls those of some parts of its package. */
static bool
write_run(struct pattern *pattern, const char *package, uint64_t first, uint64_t end)
{
	pattern_open(pattern, "run.go");
	pattern_print(pattern, "package %s\n\n// Run runs every part.\nfunc Run() int {\n\tsum := 0\n", package);
	for (uint64_t part = first; part < end; part++)
		pattern_print(pattern, "\tsum += Run%03" PRIu64 "()\n", part);
	pattern_print(pattern, "\treturn sum\n}\n");
	return pattern_close(pattern);
}

/* A package or module of one part. */
static bool
write_package(struct pattern *pattern, uint64_t part)
{
	char name[32], module[64];

	(void)snprintf(name, sizeof name, "part%03" PRIu64, part);
	(void)snprintf(module, sizeof module, PATTERN_MODULE "/%s", name);
	return pattern_enter(pattern, FOLDER_PACKAGE, "%s", name) && write_part(pattern, name, part) &&
		   write_run(pattern, name, part, part + 1) &&
		   (pattern->values->items[INTO].count != MODULES ||
			   pattern_go_mod(pattern, module, pattern->values->items[GO].count, ""));
}

static bool
write_one_package(struct pattern *pattern)
{
	uint64_t parts = pattern->values->items[PARTS].count;
	bool done = pattern_enter(pattern, FOLDER_PACKAGE, "pattern");

	for (uint64_t part = 0; done && part < parts; part++)
		done = write_part(pattern, "pattern", part);
	return done && write_run(pattern, "pattern", 0, parts);
}

static bool
write_workspace(struct pattern *pattern)
{
	pattern_open(pattern, "go.work");
	pattern_print(pattern, "go 1.%" PRIu64 "\n\nuse (\n\t.\n", pattern->values->items[GO].count);
	for (uint64_t part = 0; part < pattern->values->items[PARTS].count; part++)
		pattern_print(pattern, "\t./part%03" PRIu64 "\n", part);
	pattern_print(pattern, ")\n");
	return pattern_close(pattern);
}

static bool
write_main(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;
	bool one = values[INTO].count == ONE_PACKAGE;

	return pattern_enter(pattern, FOLDER_MAIN, "%s", "") &&
		   pattern_main(pattern, one ? "pattern" : "part", one ? 0 : values[PARTS].count) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, pattern->values->items[GO].count, "") &&
		   (values[INTO].count != MODULES || write_workspace(pattern));
}

static uint64_t
count_packages(const struct parameter_values *values)
{
	return values->items[INTO].count == ONE_PACKAGE ? 1 : values->items[PARTS].count;
}

static bool
write_folder(struct pattern *pattern, uint64_t index)
{
	if (index == count_packages(pattern->values))
		return write_main(pattern);
	if (pattern->values->items[INTO].count == ONE_PACKAGE)
		return write_one_package(pattern);
	return write_package(pattern, index);
}

static bool
write(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	uint64_t folders = count_packages(values) + 1;

	return pattern_write(&(struct pattern_folders){values, SEED, folders, write_folder}, writer, err);
}

static const struct expected_law laws[] = {
	{0, 0, "linear", "measured"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_code_split = {
	.name = "code_split",
	.summary = "the same code in one package, in several packages, or in several modules of a workspace",
	.stresses =
		"What a compile keeps until its package is done: the same functions cost one compile that holds "
		"them all, or many that each hold a part.",
	.issues = "golang/go#18602, #21713",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "functions",
	.laws = laws,
	.std_packages = std_packages,
	.needs_minor = needs_minor,
	.write = write,
};
