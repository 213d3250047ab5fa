/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers of packages that each use a generic container and refer to the layer below: every compile emits the
 * instantiations of all layers under it again.
 */
#include "generators/pattern.h"

enum { PACKAGES, INSTANTIATIONS, METHODS, GO, SEED };

static const struct parameter parameters[] = {
	[PACKAGES] = COUNT_PARAMETER("packages", "packages", "20", 1, 10e3, 250,
		"Packages of the chain; main and the container's come on top."),
	[INSTANTIATIONS] = COUNT_PARAMETER("instantiations", "instantiations a package", "4", 1, 1000, 0,
		"Types of each package that it makes containers of."),
	[METHODS] = COUNT_PARAMETER("methods", "methods", "4", 1, 1000, 0, "Methods of the container."),
	[GO] = GO_PARAMETER("1.18"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static bool
write_container(struct pattern *pattern)
{
	if (!pattern_enter(pattern, FOLDER_PACKAGE, "container"))
		return false;
	pattern_open(pattern, "container.go");
	pattern_print(pattern, "package container\n\ntype List[T any] struct {\n\titems []T\n}\n");
	for (unsigned method = 0; method < pattern_count(pattern, METHODS); method++)
		pattern_print(pattern,
			"\nfunc (l *List[T]) Add%u(item T) int {\n"
			"\tif len(l.items) > %u {\n\t\tl.items = l.items[:0]\n\t}\n"
			"\tl.items = append(l.items, item)\n\treturn len(l.items)\n}\n",
			method, pattern_draw(pattern, 1000));
	return pattern_close(pattern);
}

static bool
write_main(struct pattern *pattern)
{
	unsigned last = pattern_count(pattern, PACKAGES) - 1;

	if (!pattern_enter(pattern, FOLDER_MAIN, "%s", ""))
		return false;
	pattern_open(pattern, "main.go");
	pattern_print(pattern,
		"package main\n\nimport \"" PATTERN_MODULE "/link%u\"\n\nfunc main() {\n\tprintln(link%u.Run())\n}\n",
		last, last);
	return pattern_close(pattern) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, pattern->values->items[GO].count, "");
}

/* The struct by which a package's importers meet the instantiations of it and all below it. Field names make
 * the shapes of all items differ. */
static void
print_store(struct pattern *pattern, unsigned link)
{
	unsigned instantiations = pattern_count(pattern, INSTANTIATIONS);

	for (unsigned item = 0; item < instantiations; item++)
		pattern_print(pattern, "type Item%u struct {\n\tName, Key%uOf%u string\n}\n\n", item, item, link);
	pattern_print(pattern, "type Store struct {\n%s", link > 0 ? "\tBelow *below.Store\n\n" : "");
	for (unsigned item = 0; item < instantiations; item++)
		pattern_print(pattern, "\tList%04u container.List[Item%u]\n", item, item);
	pattern_print(pattern, "}\n\n");
}

static void
print_run(struct pattern *pattern, unsigned link)
{
	pattern_print(
		pattern, "func Run() int {\n\tstore := new(Store)\n\ttotal := %s\n", link > 0 ? "below.Run()" : "0");
	for (unsigned item = 0; item < pattern_count(pattern, INSTANTIATIONS); item++)
		pattern_print(pattern, "\ttotal += store.List%04u.Add0(Item%u{Name: \"name %u\"})\n", item, item,
			pattern_draw(pattern, 1000));
	pattern_print(pattern, "\treturn total\n}\n");
}

static bool
write_link(struct pattern *pattern, unsigned link)
{
	if (!pattern_enter(pattern, FOLDER_PACKAGE, "link%u", link))
		return false;
	pattern_open(pattern, "link.go");
	pattern_print(pattern, "package link%u\n\nimport (\n\t\"" PATTERN_MODULE "/container\"\n", link);
	if (link > 0)
		pattern_print(pattern, "\tbelow \"" PATTERN_MODULE "/link%u\"\n", link - 1);
	pattern_print(pattern, ")\n\n");
	print_store(pattern, link);
	print_run(pattern, link);
	return pattern_close(pattern);
}

static bool
write_folder(struct pattern *pattern, uint64_t index)
{
	uint64_t packages = pattern->values->items[PACKAGES].count;

	if (index < packages)
		return write_link(pattern, (unsigned)index);
	return index == packages ? write_container(pattern) : write_main(pattern);
}

static bool
write_chain(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	struct pattern_folders folders = {values, SEED, values->items[PACKAGES].count + 2, write_folder};

	return pattern_write(&folders, writer, err);
}

/* Of the largest compile, the last package's. */
static const struct expected_law laws[] = {
	{0, 0, "linear", "measured; a build's user time is quadratic: 14 s at 16 packages, 56 s at 32 (1.18)"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_import_chain = {
	.name = "import_chain",
	.summary = "a chain of packages that each refer to the generic instantiations of the one below",
	.stresses =
		"Instantiations of imported packages: each compile emits all that its imports refer to again, "
		"so a build's total grows with the square of the chain.",
	.issues = "golang/go#50438, #56718",
	.oldest_go = "1.18",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "packages",
	.laws = laws,
	.std_packages = std_packages,
	.write = write_chain,
};
