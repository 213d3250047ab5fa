/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers of small packages without generics: what deep dependency graphs cost on their own.
 */
#include "generators/pattern.h"

enum { DEPTH, WIDTH, TYPES, SHAPE, GO, SEED };

enum { CHAIN, DIAMOND };

static const struct parameter parameters[] = {
	[DEPTH] = COUNT_PARAMETER("depth", "layers", "25", 1, 10e3, 1000, "Layers of packages."),
	[WIDTH] = COUNT_PARAMETER("width", "packages a layer", "4", 1, 1000, 0, "Packages of each layer."),
	[TYPES] = COUNT_PARAMETER("types", "types a package", "8", 1, 1000, 0,
		"Structs of each package; each points to those of its name in the packages below."),
	[SHAPE] = CHOICE_PARAMETER("shape", "chain|diamond", "diamond",
		"A package imports one package of the layer below, or all of them."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* The packages of the layer below that one imports: `first` and those up to `end`. */
struct imports {
	unsigned first, end;
};

static struct imports
imports_of(const struct pattern *pattern, unsigned layer, unsigned part)
{
	if (layer == 0)
		return (struct imports){0};
	if (pattern_count(pattern, SHAPE) == CHAIN)
		return (struct imports){part, part + 1};
	return (struct imports){0, pattern_count(pattern, WIDTH)};
}

/* Imports are sorted, as gofmt wants them, since numbers are of one length. */
static void
print_imports(struct pattern *pattern, unsigned layer, struct imports imports)
{
	pattern_print(pattern, "\nimport (\n");
	for (unsigned part = imports.first; part < imports.end; part++)
		pattern_print(pattern, "\t\"" PATTERN_MODULE "/layer%05u/part%05u\"\n", layer, part);
	pattern_print(pattern, ")\n");
}

static void
print_type(struct pattern *pattern, unsigned type, struct imports imports)
{
	pattern_print(pattern, "\ntype Model%u struct {\n\tOwnNumber int\n", type);
	for (unsigned part = imports.first; part < imports.end; part++)
		pattern_print(pattern, "\tPart%05u *part%05u.Model%u\n", part, part, type);
	pattern_print(pattern, "}\n\nfunc (m *Model%u) Sum(from int) int {\n\tfrom += m.OwnNumber + %u\n", type,
		pattern_draw(pattern, 1000));
	for (unsigned part = imports.first; part < imports.end; part++)
		pattern_print(
			pattern, "\tif m.Part%05u != nil {\n\t\tfrom = m.Part%05u.Sum(from)\n\t}\n", part, part);
	pattern_print(pattern, "\treturn from\n}\n");
}

static bool
write_package(struct pattern *pattern, unsigned layer, unsigned part)
{
	struct imports imports = imports_of(pattern, layer, part);

	if (!pattern_enter(pattern, FOLDER_PACKAGE, "layer%05u/part%05u", layer, part))
		return false;
	pattern_open(pattern, "part.go");
	pattern_print(pattern, "package part%05u\n", part);
	if (imports.end > 0)
		print_imports(pattern, layer - 1, imports);
	for (unsigned type = 0; type < pattern_count(pattern, TYPES); type++)
		print_type(pattern, type, imports);
	return pattern_close(pattern);
}

static bool
write_main(struct pattern *pattern)
{
	struct imports imports = {0, pattern_count(pattern, WIDTH)};

	if (!pattern_enter(pattern, FOLDER_MAIN, "%s", ""))
		return false;
	pattern_open(pattern, "main.go");
	pattern_print(pattern, "package main\n");
	print_imports(pattern, pattern_count(pattern, DEPTH) - 1, imports);
	pattern_print(pattern, "\nfunc main() {\n\ttotal := 0\n");
	for (unsigned part = 0; part < imports.end; part++)
		pattern_print(pattern, "\ttotal = new(part%05u.Model0).Sum(total)\n", part);
	pattern_print(pattern, "\tprintln(total)\n}\n");
	return pattern_close(pattern) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, pattern->values->items[GO].count, "");
}

static bool
write_folder(struct pattern *pattern, uint64_t index)
{
	unsigned width = pattern_count(pattern, WIDTH), layer = (unsigned)(index / width);

	if (layer == pattern_count(pattern, DEPTH))
		return write_main(pattern);
	return write_package(pattern, layer, (unsigned)(index % width));
}

static bool
write_layers(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	uint64_t packages = values->items[DEPTH].count * values->items[WIDTH].count;
	struct pattern_folders folders = {values, SEED, packages + 1, write_folder};

	return pattern_write(&folders, writer, err);
}

static const struct expected_law laws[] = {
	{0, 19, "linear", "measured on 1.13 and 1.17: 0.1 MB a layer of 16 types"},
	{20, 0, "linear", "measured: 0.25 to 0.3 MB a layer of 16 types"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_deep_imports = {
	.name = "deep_imports",
	.summary = "layers of small packages without generics that import the layer below",
	.stresses = "Import and export data: what a compile reads of packages far below it, and writes again for "
				"those above.",
	.issues = "golang/go#50438",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "depth",
	.laws = laws,
	.std_packages = std_packages,
	.write = write_layers,
};
