/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/generator.h"
#include "generators/parameters.h"
#include "generators/mix.h"
#include "generators/module/module_file.h"
#include "generators/pattern.h"
#include "generators/project_writer.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	FILES,
	FILES_PER_PACKAGE,
	PACKAGE_TAIL,
	LINES,
	TAIL,
	IMPORTS,
	EXPOSED,
	HUB,
	DEPTH,
	STD_IMPORTS,
	STD_HEAVY,
	TABLES,
	COMMENTS,
	GENERICS,
	MIX,
	REACHABLE,
	GO,
	SEED,
};

/* The standard values are near what large Go repositories have: docs/realism.md holds them against std and
 * four modules, package by package. With files_per_package=50 tail=1.25 and 0 for package_tail, exposed, hub,
 * std_heavy, tables and comments the code is that of version 1: uniform packages that hardly meet. */
static const struct parameter parameters[] = {
	[FILES] = COUNT_PARAMETER("files", "files", "1000", 1, 10e6, 1e6, "Go files, main.go included."),
	[FILES_PER_PACKAGE] = COUNT_PARAMETER("files_per_package", "files a package", "6", 1, 10e6, 10e3,
		"Mean; packages have from one file to twice the mean."),
	[PACKAGE_TAIL] = NUMBER_PARAMETER("package_tail", "doublings", "2", 0, 3,
		"Spread of the files a package: one package in six has more than the median times 2^package_tail "
		"(log-normal); 0: from one file to twice the mean."),
	[LINES] = COUNT_PARAMETER("lines", "lines a file", "70", 30, 100e3, 10e3,
		"Median; files have at least about 30, their type and its entry."),
	[TAIL] = NUMBER_PARAMETER("tail", "doublings", "1.6", 0, 3,
		"Spread of the lines: one file in six has more than the median times 2^tail (log-normal)."),
	[IMPORTS] = NUMBER_PARAMETER("imports", "imports a package", "4", 0, 40,
		"Mean imports of the module's own packages; about one is the least with reachable=1."),
	[EXPOSED] = NUMBER_PARAMETER("exposed", "imports a package", "0.7", 0, 4,
		"Mean imports whose types the API of a package names, so that its importers meet them as well; "
		"from about 1 on these chains end at the bottom only. 0: no API names any other package's types."),
	[HUB] = NUMBER_PARAMETER("hub", "share of packages", "0.5", 0, 1,
		"Packages, of those above it, that import the hub: a package that imports 112 others and, unless "
		"exposed=0, names types of all of them in its API."),
	[DEPTH] = COUNT_PARAMETER(
		"depth", "layers", "8", 1, LAYERS_MOST, 0, "Layers of packages; each imports from those below it."),
	[STD_IMPORTS] = NUMBER_PARAMETER("std", "imports a file", "2.5", 0, 8,
		"Mean imports of std packages (of a fixed pool) in files long enough to have functions."),
	[STD_HEAVY] = NUMBER_PARAMETER("std_heavy", "share of packages", "0.3", 0, 1,
		"Packages that import large std trees too, such as net/http or go/types."),
	[TABLES] = NUMBER_PARAMETER("tables", "share of declarations", "0.4", 0, 1,
		"Tables, constants and records of many lines in very large packages; a package of 50 files has half "
		"this share, one of 10 files a sixth."),
	[COMMENTS] = NUMBER_PARAMETER("comments", "share of lines", "0.12", 0, 0.5,
		"Lines of comments above methods; long ones are put in until a file has this share. The code itself "
		"has some 5% more."),
	[GENERICS] = NUMBER_PARAMETER("generics", "share of files", "0.02", 0, 1,
		"Files that declare and use generic code; needs go=1.18 or later when above 0."),
	[MIX] = TEXT_PARAMETER("mix", "none",
		"Patterns that some packages carry in one more file, each package with that chance: "
		"many_methods:2%,type_doubling:0.5% (in an experiment file, where a comma makes an axis, \\, stands "
		"between them). Any generator of one package can be mixed, at its standard size."),
	[REACHABLE] = COUNT_PARAMETER("reachable", "", "1", 0, 1, 0,
		"1: main reaches every package and file; 0: only the top layer, and what that happens to use."),
	[GO] = GO_PARAMETER("1.18"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* What the threads share. */
struct module {
	struct module_plan plan;
	struct module_snippets snippets;
	struct mix mix;
};

static void
begin(void *state, const void *context)
{
	const struct module *module = context;

	module_composer_init(state, &module->plan, &module->snippets);
}

static void
end(void *state)
{
	module_composer_dispose(state);
}

static bool
write_go_mod(struct project_worker *worker, const struct module_plan *plan)
{
	char content[128];
	int length = snprintf(content, sizeof content, "module " MODULE_PATH "\n\ngo 1.%u\n", plan->go_minor);

	return project_worker_file(worker, "go.mod", content, (size_t)length, 0);
}

/* What else the package carries by the chances of the mix, in a file of its own. */
static bool
write_pattern(struct project_worker *worker, const struct module *module, uint64_t package)
{
	enum { MIX_STREAM = 0x6d6978 };
	struct random random = random_stream(module->plan.seed, package, MIX_STREAM);
	const struct generator *pattern = mix_draw(&module->mix, random_unit(&random));
	struct parameter_values values;
	struct error impossible = ERROR_INIT;
	struct go_name name = {0};
	char seed[24];

	if (!pattern)
		return true;
	parameter_values_init(pattern, &values);
	(void)snprintf(seed, sizeof seed, "%" PRIu64, random_next(&random) % 1000000);
	if (!parameter_values_set(pattern, &values, "seed", seed, &impossible))
		BUG("generator %s takes no seed", pattern->name);
	module_plan_package_name(&module->plan, package, &name);
	name.bytes[name.length] = '\0';
	return pattern_add_file(pattern, &values, worker, name.bytes, "pattern.go");
}

/* Most files wait for others to be written with; those that would keep much memory are written at once. */
static bool
write_text(struct project_worker *worker, struct module_composer *composer, const char *name,
	const struct module_text *text)
{
	enum { LENT_MOST_BYTES = 32 * 1024 };

	_Static_assert((int)MODULE_LENT >= (int)PROJECT_LENT, "the composer leaves alone what waits");
	if (composer->body.capacity > LENT_MOST_BYTES) {
		bool written = project_worker_file(worker, name, text->bytes, text->count, text->lines);
		go_source_dispose(&composer->body);
		return written;
	}
	module_composer_lend(composer);
	return project_worker_lend(worker, name, text->bytes, text->count, text->lines);
}

/* One package; the last index is main's, and go.mod's. */
static bool
write_package(struct project_worker *worker, uint64_t package, void *state, const void *context)
{
	const struct module *module = context;
	struct module_composer *composer = state;
	bool is_main = package == module->plan.packages;
	struct go_name folder;
	struct module_text text;

	module_composer_package(composer, package);
	module_plan_folder(&module->plan, package, &composer->package_name, &folder);
	if (!project_worker_enter(worker, folder.bytes, is_main ? FOLDER_MAIN : FOLDER_PACKAGE))
		return false;
	for (uint64_t file = 0; file < composer->package_files; file++) {
		module_composer_file(composer, file, &text);
		if (!write_text(worker, composer, is_main ? "main.go" : text.name, &text))
			return false;
	}
	return is_main ? write_go_mod(worker, &module->plan) : write_pattern(worker, module, package);
}

static void
plan_module(const struct parameter_values *values, struct module_plan *plan)
{
	const struct parameter_value *items = values->items;
	struct module_numbers numbers = {
		.seed = items[SEED].count,
		.files = items[FILES].count,
		.files_per_package = items[FILES_PER_PACKAGE].count,
		.depth = items[DEPTH].count,
		.go_minor = items[GO].count,
		.lines = items[LINES].number,
		.tail = items[TAIL].number,
		.package_tail = items[PACKAGE_TAIL].number,
		.imports = items[IMPORTS].number,
		.std_imports = items[STD_IMPORTS].number,
		.exposed = items[EXPOSED].number,
		.hub = items[HUB].number,
		.tables = items[TABLES].number,
		.comments = items[COMMENTS].number,
		.std_heavy = items[STD_HEAVY].number,
		.generics = items[GENERICS].number,
		.reachable = items[REACHABLE].count != 0,
		.mixed = !text_equal(items[MIX].text, "none"),
	};

	module_plan_init(plan, &numbers);
}

static bool
write_module(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	CLEANUP_FREE struct module *module = memory_zeroed(1, sizeof *module);
	struct project_jobs jobs = {
		.context = module,
		.state_bytes = sizeof(struct module_composer),
		.begin = begin,
		.end = end,
		.write = write_package,
	};
	bool done;

	if (!mix_parse(values->items[MIX].text, &module->mix, err))
		return false;
	plan_module(values, &module->plan);
	module_snippets_init(&module->snippets);
	jobs.count = module->plan.packages + 1;
	done = project_write(writer, &jobs, err);
	module_snippets_dispose(&module->snippets);
	return done;
}

static unsigned
needs_minor(const struct parameter_values *values)
{
	unsigned needs = values->items[GENERICS].number > 0 ? 18 : 11;
	struct error unsound = ERROR_INIT; /* check() tells of it */
	struct mix mix;

	if (mix_parse(values->items[MIX].text, &mix, &unsound) && mix_needs_minor(&mix) > needs)
		needs = mix_needs_minor(&mix);
	return needs;
}

static void
add_std(const struct parameter_values *values, struct list *packages)
{
	struct error unsound = ERROR_INIT;
	struct mix mix;

	if (mix_parse(values->items[MIX].text, &mix, &unsound))
		mix_std_packages(&mix, packages);
}

static bool
check(const struct parameter_values *values, struct error *err)
{
	struct mix mix;

	if (!mix_parse(values->items[MIX].text, &mix, err))
		return false;
	if (values->items[GO].count >= needs_minor(values))
		return true;
	if (mix_needs_minor(&mix) > values->items[GO].count)
		return error_raise(err, ERROR_BAD_VALUE, "go",
			"1.%" PRIu64 " cannot compile what is mixed in; that needs go=1.%u", values->items[GO].count,
			mix_needs_minor(&mix));
	return error_raise(err, ERROR_BAD_VALUE, "go", "1.%" PRIu64 " cannot compile this module; %s",
		values->items[GO].count,
		values->items[GENERICS].number > 0 ? "generics above 0 need go=1.18 (or set generics=0)"
										   : "it needs go=1.11");
}

static const struct expected_law laws[] = {
	{0, 0, "constant", "one package more is another compile of the same size; the link grows linearly"},
	{0},
};

const struct generator generator_module = {
	.name = "module",
	.summary = "a realistic module: packages in layers, files as large repositories have them",
	.stresses =
		"The whole of a build at any size: the go command's package graph, type checking, export data, "
		"code generation and the link, with nothing unusual in any one file.",
	.issues = "golang/go#18602, #21713, #32089",
	.oldest_go = "1.18",
	.version = 2,
	.parameters = parameters,
	.size_parameter = "files",
	.laws = laws,
	.std_packages = module_std_packages,
	.add_std = add_std,
	.needs_minor = needs_minor,
	.check = check,
	.write = write_module,
};
