/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A package of Go files that call C, and the C files beside them.
 */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>

enum { FILES, FUNCTIONS, GO, SEED };

static const struct parameter parameters[] = {
	[FILES] =
		COUNT_PARAMETER("files", "files", "16", 1, 10e3, 1000, "Go files, each with a C file beside it."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions a file", "20", 1, 10e3, 1000,
		"C functions of each C file; a Go function of the Go file calls each."),
	[GO] = GO_PARAMETER("1.11"),
	[SEED] = SEED_PARAMETER,
	{0},
};

static void
write_header(struct pattern *pattern, uint64_t functions)
{
	pattern_open(pattern, "functions.h");
	for (uint64_t i = 0; i < functions; i++)
		pattern_print(pattern,
			"struct record%" PRIu64 " {\n\tint first, count;\n\tdouble weights[%u];\n};\n"
			"int function%" PRIu64 "(struct record%" PRIu64 " *record, int value);\n\n",
			i, 1 + pattern_draw(pattern, 8), i, i);
	(void)pattern_close(pattern);
}

static void
write_c_file(struct pattern *pattern, uint64_t file)
{
	uint64_t functions = pattern->values->items[FUNCTIONS].count;

	pattern_open(pattern, "file%04" PRIu64 ".c", file);
	pattern_print(pattern, "#include \"functions.h\"\n");
	for (uint64_t i = file * functions; i < (file + 1) * functions; i++) {
		unsigned factor = 1 + pattern_draw(pattern, 100), divisor = 2 + pattern_draw(pattern, 98);
		pattern_print(pattern,
			"\nint\nfunction%" PRIu64 "(struct record%" PRIu64 " *record, int value)\n{\n"
			"\trecord->weights[0] += value * %u;\n\trecord->count++;\n"
			"\treturn record->first + value %% %u;\n}\n",
			i, i, factor, divisor);
	}
	(void)pattern_close(pattern);
}

static void
write_go_file(struct pattern *pattern, uint64_t file)
{
	uint64_t functions = pattern->values->items[FUNCTIONS].count;

	pattern_open(pattern, "file%04" PRIu64 ".go", file);
	pattern_print(pattern, "package pattern\n\n// #include \"functions.h\"\nimport \"C\"\n");
	for (uint64_t i = file * functions; i < (file + 1) * functions; i++)
		pattern_print(pattern,
			"\nfunc call%" PRIu64 "(value int) int {\n\trecord := C.struct_record%" PRIu64 "{first: %u}\n"
			"\tresult := C.function%" PRIu64 "(&record, C.int(value))\n"
			"\treturn int(result + record.count)\n}\n",
			i, i, pattern_draw(pattern, 1000), i);
	(void)pattern_close(pattern);
}

static bool
write_run(struct pattern *pattern, uint64_t functions)
{
	pattern_open(pattern, "run.go");
	pattern_print(pattern,
		"package pattern\n\n// Run calls every C function once.\nfunc Run() int {\n\tsum := 0\n"
		"\tfor i, call := range []func(int) int{\n");
	for (uint64_t i = 0; i < functions; i++)
		pattern_print(pattern, "\t\tcall%" PRIu64 ",\n", i);
	pattern_print(pattern, "\t} {\n\t\tsum += call(i)\n\t}\n\treturn sum\n}\n");
	return pattern_close(pattern);
}

static bool
write_files(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;
	uint64_t functions = values[FILES].count * values[FUNCTIONS].count;

	write_header(pattern, functions);
	for (uint64_t file = 0; file < values[FILES].count; file++) {
		write_c_file(pattern, file);
		write_go_file(pattern, file);
	}
	return write_run(pattern, functions);
}

static bool
write(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	return pattern_write_package(&(struct pattern_package){values, SEED, GO, write_files}, writer, err);
}

static const struct expected_law laws[] = {
	{0, 0, "linear", "measured"},
	{0},
};

/* The last two are imported by what cgo writes. */
static const char *const std_packages[] = {"runtime", "runtime/cgo", "syscall", NULL};

const struct generator generator_cgo_files = {
	.name = "cgo_files",
	.summary = "a package whose Go files call C functions of C files beside them",
	.stresses =
		"cgo, which asks the C compiler about every name and writes Go and C for each call, and the link "
		"by the host's linker.",
	.issues = "",
	.oldest_go = "1.11",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "files",
	.laws = laws,
	.std_packages = std_packages,
	.needs_cgo = true,
	.write = write,
};
