/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program with a CPU profile beside its main: default.pgo, by which Go 1.21 and later optimise it. The
 * profile names functions and calls that the project has.
 */
#include "generators/pattern.h"
#include "base/memory.h"
#include "generators/parameters.h"

#include <inttypes.h>
#include <string.h>

enum { SAMPLES, PACKAGES, FUNCTIONS, GO, SEED };

static const struct parameter parameters[] = {
	[SAMPLES] = COUNT_PARAMETER("samples", "samples", "200000", 1, 100e6, 10e6,
		"Stacks in the profile, some 25 bytes each; a profile of one minute has some thousands."),
	[PACKAGES] = COUNT_PARAMETER("packages", "packages", "8", 1, 1000, 0, "Packages beside main."),
	[FUNCTIONS] = COUNT_PARAMETER("functions", "functions a package", "200", 1, 100e3, 0,
		"Functions of each package, each calls another."),
	[GO] = GO_PARAMETER("1.21"),
	[SEED] = SEED_PARAMETER,
	{0},
};

/* The lines of a package's file, which the profile has to agree with. */
enum { RUN_LINE = 4, RUN_CALL = 3, FIRST_FUNCTION = 12, FUNCTION_LINES = 7, FUNCTION_CALL = 4 };

static void
print_function(struct pattern *pattern, uint64_t number)
{
	unsigned first = pattern_draw(pattern, 1000), factor = 2 + pattern_draw(pattern, 98);

	pattern_print(pattern, "\nfunc Function%" PRIu64 "(n int) int {\n\tif n <= 0 {\n\t\treturn %u\n\t}\n",
		number, first);
	pattern_print(
		pattern, "\treturn Function%" PRIu64 "(n-1)*%u + n\n}\n", number > 0 ? (number - 1) / 2 : 0, factor);
}

static bool
write_package(struct pattern *pattern, uint64_t index)
{
	uint64_t functions = pattern->values->items[FUNCTIONS].count;

	if (!pattern_enter(pattern, FOLDER_PACKAGE, "part%03" PRIu64, index))
		return false;
	pattern_open(pattern, "part.go");
	pattern_print(pattern,
		"package part%03" PRIu64 "\n\n// Run calls by a table.\nfunc Run() int {\n\tsum := 0\n"
		"\tfor i, f := range functions {\n\t\tsum += f(i %% 5)\n\t}\n\treturn sum\n}\n",
		index);
	for (uint64_t i = 0; i < functions; i++)
		print_function(pattern, i);
	pattern_print(pattern, "\nvar functions = []func(int) int{\n");
	for (uint64_t i = 0; i < functions; i++)
		pattern_print(pattern, "\tFunction%" PRIu64 ",\n", i);
	pattern_print(pattern, "}\n");
	return pattern_close(pattern);
}

/* One protobuf message of github.com/google/pprof/proto/profile.proto. */
struct message {
	unsigned char bytes[512];
	size_t length;
};

static void
put_number(struct message *message, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		message->bytes[message->length++] = (unsigned char)(number | 0x80);
	message->bytes[message->length++] = (unsigned char)number;
}

static void
put_field(struct message *message, unsigned field, uint64_t number)
{
	put_number(message, field << 3);
	put_number(message, number);
}

static void
put_bytes(struct message *message, unsigned field, const void *bytes, size_t count)
{
	put_number(message, field << 3 | 2);
	put_number(message, count);
	memcpy(message->bytes + message->length, bytes, count);
	message->length += count;
}

/* Appends a message to the profile as one of its fields. */
static void
emit(struct pattern *pattern, unsigned field, const void *bytes, size_t count)
{
	struct message head = {.length = 0};

	put_number(&head, field << 3 | 2);
	put_number(&head, count);
	pattern_bytes(pattern, head.bytes, head.length);
	pattern_bytes(pattern, bytes, count);
}

enum {
	PROFILE_TYPE = 1,
	PROFILE_SAMPLE,
	PROFILE_MAPPING,
	PROFILE_LOCATION,
	PROFILE_FUNCTION,
	PROFILE_STRING
};
enum { PROFILE_PERIOD_TYPE = 11, PROFILE_PERIOD = 12, PERIOD_NS = 10000000 };

/* The first of the profile's strings; then come the names of its functions. */
static const char *const strings[] = {"", "samples", "count", "cpu", "nanoseconds", "main.go", "part.go"};
enum { STRING_SAMPLES = 1, STRING_COUNT, STRING_CPU, STRING_NANOSECONDS, STRING_MAIN_FILE, STRING_PART_FILE };

/* Functions are numbered main, the Run of each package, then all others; locations, which are places in
 * functions, main's call of each package, the Run of each, then all others. Both begin at 1. */
static uint64_t
run_location(const struct pattern *pattern, uint64_t package)
{
	return 1 + pattern->values->items[PACKAGES].count + package;
}

static uint64_t
function_location(const struct pattern *pattern, uint64_t package, uint64_t number)
{
	const struct parameter_value *values = pattern->values->items;

	return 1 + 2 * values[PACKAGES].count + package * values[FUNCTIONS].count + number;
}

static void
emit_type(struct pattern *pattern, unsigned field, uint64_t type, uint64_t unit)
{
	struct message message = {.length = 0};

	put_field(&message, 1, type);
	put_field(&message, 2, unit);
	emit(pattern, field, message.bytes, message.length);
}

/* A stack: main, a package's Run, one of its functions, and some of those that it calls one by another. */
static void
emit_sample(struct pattern *pattern)
{
	enum { DEEPEST = 20 };
	const struct parameter_value *values = pattern->values->items;
	uint64_t package = pattern_draw(pattern, (unsigned)values[PACKAGES].count), calls[DEEPEST];
	uint64_t number = pattern_draw(pattern, (unsigned)values[FUNCTIONS].count);
	unsigned depth = 0, deepest = 1 + pattern_draw(pattern, DEEPEST), count = 1 + pattern_draw(pattern, 3);
	struct message stack = {.length = 0}, message = {.length = 0}, weights = {.length = 0};

	for (; depth < deepest && (depth == 0 || calls[depth - 1] > 0); number = (number - 1) / 2)
		calls[depth++] = number;
	while (depth > 0)
		put_number(&stack, function_location(pattern, package, calls[--depth]));
	put_number(&stack, run_location(pattern, package));
	put_number(&stack, 1 + package);
	put_number(&weights, count);
	put_number(&weights, (uint64_t)count * PERIOD_NS);
	put_bytes(&message, 1, stack.bytes, stack.length);
	put_bytes(&message, 2, weights.bytes, weights.length);
	emit(pattern, PROFILE_SAMPLE, message.bytes, message.length);
}

static void
emit_location(struct pattern *pattern, uint64_t id, uint64_t function, uint64_t line)
{
	struct message place = {.length = 0}, message = {.length = 0};

	put_field(&place, 1, function);
	put_field(&place, 2, line);
	put_field(&message, 1, id);
	put_field(&message, 2, 1);
	put_field(&message, 3, 0x401000 + 16 * id);
	put_bytes(&message, 4, place.bytes, place.length);
	emit(pattern, PROFILE_LOCATION, message.bytes, message.length);
}

/* Since Go 1.21 the compiler wants to know the line that a function begins on. */
static void
emit_function(struct pattern *pattern, uint64_t id, uint64_t file, uint64_t line)
{
	uint64_t name = COUNT_OF(strings) + id - 1;
	struct message message = {.length = 0};

	put_field(&message, 1, id);
	put_field(&message, 2, name);
	put_field(&message, 3, name);
	put_field(&message, 4, file);
	put_field(&message, 5, line);
	emit(pattern, PROFILE_FUNCTION, message.bytes, message.length);
}

/* Calls emit_... for every function in the order of their numbers. */
static void
emit_functions(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;
	uint64_t packages = values[PACKAGES].count, functions = values[FUNCTIONS].count;
	uint64_t main_line = packages + 6; /* behind the imports of pattern_main() */

	emit_function(pattern, 1, STRING_MAIN_FILE, main_line);
	for (uint64_t package = 0; package < packages; package++) {
		emit_location(pattern, 1 + package, 1, main_line + 2 + package);
		emit_location(pattern, run_location(pattern, package), 2 + package, RUN_LINE + RUN_CALL);
		emit_function(pattern, 2 + package, STRING_PART_FILE, RUN_LINE);
	}
	for (uint64_t i = 0; i < packages * functions; i++) {
		uint64_t line = FIRST_FUNCTION + i % functions * FUNCTION_LINES;
		emit_location(pattern, function_location(pattern, 0, i), 2 + packages + i, line + FUNCTION_CALL);
		emit_function(pattern, 2 + packages + i, STRING_PART_FILE, line);
	}
}

static void
emit_names(struct pattern *pattern)
{
	const struct parameter_value *values = pattern->values->items;
	char name[128];

	for (size_t i = 0; i < COUNT_OF(strings); i++)
		emit(pattern, PROFILE_STRING, strings[i], strlen(strings[i]));
	emit(pattern, PROFILE_STRING, "main.main", strlen("main.main"));
	for (uint64_t package = 0; package < values[PACKAGES].count; package++) {
		(void)snprintf(name, sizeof name, PATTERN_MODULE "/part%03" PRIu64 ".Run", package);
		emit(pattern, PROFILE_STRING, name, strlen(name));
	}
	for (uint64_t i = 0; i < values[PACKAGES].count * values[FUNCTIONS].count; i++) {
		(void)snprintf(name, sizeof name, PATTERN_MODULE "/part%03" PRIu64 ".Function%" PRIu64,
			i / values[FUNCTIONS].count, i % values[FUNCTIONS].count);
		emit(pattern, PROFILE_STRING, name, strlen(name));
	}
}

/* The text of the program; a profile tells it by the file it came from. */
static void
emit_mapping(struct pattern *pattern)
{
	struct message message = {.length = 0};

	put_field(&message, 1, 1);
	put_field(&message, 2, 0x400000);
	put_field(&message, 3, UINT64_C(1) << 40);
	put_field(&message, 7, 1); /* has functions */
	emit(pattern, PROFILE_MAPPING, message.bytes, message.length);
}

static bool
write_profile(struct pattern *pattern)
{
	struct message period = {.length = 0};

	pattern_open(pattern, "default.pgo");
	emit_type(pattern, PROFILE_TYPE, STRING_SAMPLES, STRING_COUNT);
	emit_type(pattern, PROFILE_TYPE, STRING_CPU, STRING_NANOSECONDS);
	emit_type(pattern, PROFILE_PERIOD_TYPE, STRING_CPU, STRING_NANOSECONDS);
	put_field(&period, PROFILE_PERIOD, PERIOD_NS);
	pattern_bytes(pattern, period.bytes, period.length);
	for (uint64_t i = 0; i < pattern->values->items[SAMPLES].count; i++)
		emit_sample(pattern);
	emit_mapping(pattern);
	emit_functions(pattern);
	emit_names(pattern);
	return pattern_close(pattern);
}

static bool
write_folder(struct pattern *pattern, uint64_t index)
{
	const struct parameter_value *values = pattern->values->items;

	if (index < values[PACKAGES].count)
		return write_package(pattern, index);
	return pattern_enter(pattern, FOLDER_MAIN, "%s", "") &&
		   pattern_main(pattern, "part", values[PACKAGES].count) && write_profile(pattern) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, values[GO].count, "");
}

static bool
write(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	uint64_t folders = values->items[PACKAGES].count + 1;

	return pattern_write(&(struct pattern_folders){values, SEED, folders, write_folder}, writer, err);
}

static const struct expected_law laws[] = {
	{21, 22, "linear", "golang/go#58102"},
	{23, 0, "constant", "measured: one process reads the profile for all"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_pgo_profile = {
	.name = "pgo_profile",
	.summary = "a CPU profile beside main (default.pgo), by which the whole program is optimised",
	.stresses =
		"Reading the profile: up to Go 1.22 every single compile parses all of it, std included, which "
		"is compiled again for this program.",
	.issues = "golang/go#58102",
	.oldest_go = "1.21",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "samples",
	.laws = laws,
	.std_packages = std_packages,
	.compiles_std = true,
	.write = write,
};
