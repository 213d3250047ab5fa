/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Very many methods that the linker has to keep, in packages of a moderate size: a service with plug-ins, or
 * one big client library and reflection.
 */
#include "generators/pattern.h"

#include <inttypes.h>

enum { PACKAGES, TYPES, METHODS, KEPT, GO, SEED };

enum { BY_REFLECTION, BY_INTERFACE, NOT };

static const struct parameter parameters[] = {
	[PACKAGES] = COUNT_PARAMETER("packages", "packages", "20", 1, 100e3, 3500, "Packages that main imports."),
	[TYPES] = COUNT_PARAMETER("types", "types a package", "50", 1, 10e3, 0, "Types of each package."),
	[METHODS] = COUNT_PARAMETER("methods", "methods a type", "8", 1, 1000, 0, "Methods of each type."),
	[KEPT] = CHOICE_PARAMETER("kept", "by_reflection|by_interface|not", "by_reflection",
		"Why methods cannot be left out of the program: they may be looked up by reflect, or an interface "
		"has them; or they can."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
print_type(struct pattern *pattern, unsigned type)
{
	pattern_print(pattern, "\ntype Service%u struct {\n\tvalue int\n}\n", type);
	for (unsigned method = 0; method < pattern_count(pattern, METHODS); method++) {
		unsigned bound = pattern_draw(pattern, 1000), added = pattern_draw(pattern, 1000);
		pattern_print(pattern,
			"\nfunc (s *Service%u) Method%u(by int) int {\n"
			"\tif by > %u {\n\t\ts.value -= by\n\t}\n\treturn s.value + %u\n}\n",
			type, method, bound, added);
	}
}

/* What main calls: it makes a value of each type. */
static void
print_values(struct pattern *pattern)
{
	unsigned types = pattern_count(pattern, TYPES);
	bool converted = pattern_count(pattern, KEPT) != NOT;

	pattern_print(pattern, "func Values() (values []interface{}) {\n");
	for (unsigned type = 0; type < types; type++)
		pattern_print(pattern,
			converted ? "\tvalues = append(values, new(Service%u))\n"
					  : "\tvalues = append(values, new(Service%u).value)\n",
			type);
	pattern_print(pattern, "\treturn values\n}\n");
}

static bool
write_part(struct pattern *pattern, uint64_t part)
{
	if (!pattern_enter(pattern, FOLDER_PACKAGE, "part%06" PRIu64, part))
		return false;
	pattern_open(pattern, "part.go");
	pattern_print(pattern, "package part%06" PRIu64 "\n\n", part);
	print_values(pattern);
	for (unsigned type = 0; type < pattern_count(pattern, TYPES); type++)
		print_type(pattern, type);
	return pattern_close(pattern);
}

/* An interface keeps the methods that are called through it. */
static void
print_interface(struct pattern *pattern)
{
	unsigned methods = pattern_count(pattern, METHODS);

	pattern_print(pattern, "type service interface {\n");
	for (unsigned method = 0; method < methods; method++)
		pattern_print(pattern, "\tMethod%u(by int) int\n", method);
	pattern_print(pattern, "}\n\nfunc use(value interface{}) (total int) {\n\ts := value.(service)\n");
	for (unsigned method = 0; method < methods; method++)
		pattern_print(pattern, "\ttotal += s.Method%u(1)\n", method);
	pattern_print(pattern, "\treturn total\n}\n\n");
}

static void
print_reflection(struct pattern *pattern)
{
	pattern_print(pattern, "func use(value interface{}) int {\n"
						   "\treturn reflect.TypeOf(value).Method(0).Type.NumIn()\n}\n\n");
}

static void
print_assertion(struct pattern *pattern)
{
	pattern_print(pattern, "func use(value interface{}) int {\n\treturn value.(int)\n}\n\n");
}

static bool
write_main(struct pattern *pattern)
{
	static void (*const print_use[])(struct pattern *) = {
		[BY_REFLECTION] = print_reflection, [BY_INTERFACE] = print_interface, [NOT] = print_assertion};
	unsigned packages = pattern_count(pattern, PACKAGES);

	if (!pattern_enter(pattern, FOLDER_MAIN, "%s", ""))
		return false;
	pattern_open(pattern, "main.go");
	pattern_print(pattern, "package main\n\nimport (\n");
	for (unsigned part = 0; part < packages; part++)
		pattern_print(pattern, "\t\"" PATTERN_MODULE "/part%06u\"\n", part);
	pattern_print(pattern, "%s)\n\n", pattern_count(pattern, KEPT) == BY_REFLECTION ? "\t\"reflect\"\n" : "");
	print_use[pattern_count(pattern, KEPT)](pattern);
	pattern_print(pattern, "func main() {\n\tvar values []interface{}\n");
	for (unsigned part = 0; part < packages; part++)
		pattern_print(pattern, "\tvalues = append(values, part%06u.Values()...)\n", part);
	pattern_print(pattern, "\ttotal := 0\n\tfor _, value := range values {\n\t\ttotal += use(value)\n\t}\n"
						   "\tprintln(total)\n}\n");
	return pattern_close(pattern) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, pattern->values->items[GO].count, "");
}

static bool
write_folder(struct pattern *pattern, uint64_t index)
{
	return index < pattern->values->items[PACKAGES].count ? write_part(pattern, index) : write_main(pattern);
}

static bool
write_parts(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	struct pattern_folders folders = {values, SEED, values->items[PACKAGES].count + 1, write_folder};

	return pattern_write(&folders, writer, err);
}

/* Of the link, not of the largest compile, which stays the same but for main's. */
static const struct expected_law laws[] = {
	{0, 13, "linear", "measured on 1.13: 6.5 KB a method; golang/go#26186"},
	{17, 0, "linear", "measured: 3.7 to 4.3 KB a method"},
	{0},
};

static const char *const std_packages[] = {"runtime", "reflect", NULL};

const struct generator generator_linked_methods = {
	.name = "linked_methods",
	.summary = "very many methods across packages that the linker cannot leave out",
	.stresses = "The linker: its symbols, relocations, type descriptors and DWARF of every method in the "
				"program. The law is about largest_link_bytes.",
	.issues = "golang/go#26186, #32094, #75508",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "packages",
	.laws = laws,
	.std_packages = std_packages,
	.write = write_parts,
};
