/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several libraries for the same thing in one program: modules=1 is the program that has settled on one.
 */
#include "generators/pattern_code.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { MODULES, FUNCTIONS, REACHABLE, GO, SEED };

static const struct parameter parameters[] = {
	[MODULES] = COUNT_PARAMETER("modules", "modules", "4", 1, 1000, 300,
		"Libraries, each a module of its own in a local folder, which the program uses alike."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions a module", "2000", 1, 1e6, 100e3,
		"Size of each library; a function has about 12 lines."),
	[REACHABLE] = NUMBER_PARAMETER("reachable", "share", "0.3", 0, 1,
		"Share of a library's functions that the program can reach; the linker drops the others."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

#define LIBRARY PATTERN_MODULE "/library%03" PRIu64

static bool
write_library(struct pattern *pattern, uint64_t index)
{
	const struct parameter_value *values = pattern->values->items;
	uint64_t functions = values[FUNCTIONS].count;
	char module[64];

	if (!pattern_enter(pattern, FOLDER_PACKAGE, "library%03" PRIu64, index))
		return false;
	pattern_open(pattern, "library.go");
	pattern_print(pattern,
		"// Package library%03" PRIu64 " does what the others do.\npackage library%03" PRIu64 "\n\n", index,
		index);
	pattern_print_code(pattern, &(struct pattern_code){.run = "Run",
									.count = functions,
									.called = (uint64_t)((double)functions * values[REACHABLE].number)});
	(void)snprintf(module, sizeof module, LIBRARY, index);
	return pattern_close(pattern) && pattern_go_mod(pattern, module, values[GO].count, "");
}

static void
add_requirement(struct text *text, uint64_t index)
{
	text_append_format(text, LIBRARY " v0.0.0\n", index);
}

static void
add_replacement(struct text *text, uint64_t index)
{
	text_append_format(text, LIBRARY " => ./library%03" PRIu64 "\n", index, index);
}

/* As the go command itself writes it, or old releases would write it again: one line stands in no block. */
static void
add_block(struct text *text, const char *verb, uint64_t count, void (*add_line)(struct text *, uint64_t))
{
	text_append_format(text, count > 1 ? "\n%s (\n" : "\n%s ", verb);
	for (uint64_t i = 0; i < count; i++) {
		text_append(text, count > 1 ? "\t" : "");
		add_line(text, i);
	}
	text_append(text, count > 1 ? ")\n" : "");
}

static bool
write_main(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;
	CLEANUP_TEXT struct text requirements = {0};

	add_block(&requirements, "require", values[MODULES].count, add_requirement);
	add_block(&requirements, "replace", values[MODULES].count, add_replacement);
	return pattern_enter(pattern, FOLDER_MAIN, "%s", "") &&
		   pattern_main(pattern, "library", values[MODULES].count) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, values[GO].count, text_string(&requirements));
}

static bool
write_folder(struct pattern *pattern, uint64_t index)
{
	bool is_library = index < pattern->values->items[MODULES].count;

	return is_library ? write_library(pattern, index) : write_main(pattern);
}

static bool
write(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	uint64_t folders = values->items[MODULES].count + 1;

	return pattern_write(&(struct pattern_folders){values, SEED, folders, write_folder}, writer, err);
}

static const struct expected_law laws[] = {
	{0, 0, "constant", "measured: 1 to 16 modules; time and program grow with them"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_redundant_dependencies = {
	.name = "redundant_dependencies",
	.summary = "several libraries for the same thing in one program; modules=1 is the one that is enough",
	.stresses =
		"The whole build and the linker: each library is compiled and linked in full, though no single "
		"compile grows.",
	.issues = "",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "modules",
	.laws = laws,
	.std_packages = std_packages,
	.write = write,
};
