/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/pattern.h"
#include "generators/parameters.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

enum { APPEND_BYTES = 128 * 1024, NAME_BYTES = 256 };

/* Hands what was printed to the file once there is enough of it, or all of it. */
static void
append(struct pattern *pattern, size_t least)
{
	struct go_source *source = &pattern->source;

	if (source->length <= least)
		return;
	(void)project_worker_append(pattern->worker, source->data, source->length, source->lines);
	go_source_clear(source);
}

void
pattern_print(struct pattern *pattern, const char *format, ...)
{
	struct go_source *source = &pattern->source;
	va_list arguments, again;
	int length;

	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	go_source_reserve(source, (size_t)length + 1);
	(void)vsnprintf(source->data + source->length, (size_t)length + 1, format, again);
	va_end(again);
	for (const char *at = source->data + source->length; *at; at++)
		source->lines += *at == '\n';
	source->length += (size_t)length;
	append(pattern, APPEND_BYTES);
}

void
pattern_bytes(struct pattern *pattern, const void *bytes, size_t count)
{
	go_append_bytes(&pattern->source, bytes, count, 0);
	append(pattern, APPEND_BYTES);
}

unsigned
pattern_count(const struct pattern *pattern, size_t parameter)
{
	return (unsigned)pattern->values->items[parameter].count;
}

unsigned
pattern_draw(struct pattern *pattern, unsigned bound)
{
	return random_below(&pattern->random, bound);
}

bool
pattern_enter(struct pattern *pattern, enum project_folder kind, const char *format, ...)
{
	char folder[NAME_BYTES];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(folder, sizeof folder, format, arguments);
	va_end(arguments);
	return project_worker_enter(pattern->worker, folder, kind);
}

void
pattern_open(struct pattern *pattern, const char *format, ...)
{
	char name[NAME_BYTES];
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(name, sizeof name, format, arguments);
	va_end(arguments);
	go_source_clear(&pattern->source);
	(void)project_worker_open(pattern->worker, name);
}

bool
pattern_close(struct pattern *pattern)
{
	append(pattern, 0);
	return project_worker_close(pattern->worker);
}

bool
pattern_go_mod(struct pattern *pattern, const char *module, uint64_t go_minor, const char *more)
{
	pattern_open(pattern, "go.mod");
	pattern_print(pattern, "module %s\n\ngo 1.%" PRIu64 "\n%s", module, go_minor, more);
	return pattern_close(pattern);
}

/* main.go of many packages, in the order that gofmt keeps imports in. */
static void
print_calls(struct pattern *pattern, const char *name, uint64_t count)
{
	pattern_print(pattern, "package main\n\nimport (\n");
	for (uint64_t i = 0; i < count; i++)
		pattern_print(pattern, "\t\"" PATTERN_MODULE "/%s%03" PRIu64 "\"\n", name, i);
	pattern_print(pattern, ")\n\nfunc main() {\n\tsum := 0\n");
	for (uint64_t i = 0; i < count; i++)
		pattern_print(pattern, "\tsum += %s%03" PRIu64 ".Run()\n", name, i);
	pattern_print(pattern, "\tprintln(sum)\n}\n");
}

bool
pattern_main(struct pattern *pattern, const char *name, uint64_t count)
{
	pattern_open(pattern, "main.go");
	if (count > 0)
		print_calls(pattern, name, count);
	else
		pattern_print(pattern,
			"package main\n\nimport \"" PATTERN_MODULE "/%s\"\n\nfunc main() {\n\tprintln(%s.Run())\n}\n",
			name, name);
	return pattern_close(pattern);
}

static void
end(void *state)
{
	go_source_dispose(&((struct pattern *)state)->source);
}

static void
begin(struct pattern *pattern, struct project_worker *worker, const struct parameter_values *values)
{
	pattern->values = values;
	pattern->worker = worker;
}

static bool
write_one(struct project_worker *worker, uint64_t index, void *state, const void *context)
{
	const struct pattern_folders *folders = context;
	struct pattern *pattern = state;

	begin(pattern, worker, folders->values);
	pattern->random = random_stream(folders->values->items[folders->seed_parameter].count, index, 0);
	return folders->write_folder(pattern, index);
}

bool
pattern_write(const struct pattern_folders *folders, struct project_writer *writer, struct error *err)
{
	struct project_jobs jobs = {.count = folders->count,
		.context = folders,
		.state_bytes = sizeof(struct pattern),
		.end = end,
		.write = write_one};

	return project_write(writer, &jobs, err);
}

/* The second of the two folders of a project of one package. */
static bool
write_root(struct pattern *pattern, uint64_t go_minor)
{
	return pattern_enter(pattern, FOLDER_MAIN, "%s", "") && pattern_main(pattern, "pattern", 0) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, go_minor, "");
}

static bool
write_package(struct project_worker *worker, uint64_t index, void *state, const void *context)
{
	const struct pattern_package *package = context;
	const struct parameter_value *values = package->values->items;
	struct pattern *pattern = state;

	begin(pattern, worker, package->values);
	if (index > 0)
		return write_root(pattern, values[package->go_parameter].count);
	pattern->random = random_stream(values[package->seed_parameter].count, 0, 0);
	return pattern_enter(pattern, FOLDER_PACKAGE, "pattern") && package->write_files(pattern);
}

bool
pattern_write_package(const struct pattern_package *package, struct project_writer *writer, struct error *err)
{
	struct project_jobs jobs = {.count = 2,
		.context = package,
		.state_bytes = sizeof(struct pattern),
		.end = end,
		.write = write_package};

	return project_write(writer, &jobs, err);
}

/* What the threads of a composed project share. */
struct composed {
	const struct generator *generator;
	const struct parameter_values *values;
};

static bool
print_file(const struct generator *generator, struct pattern *pattern, const char *package, const char *file)
{
	pattern->random =
		random_stream(parameter_value(generator, pattern->values, "seed")->count, generator->version, 0);
	pattern_open(pattern, "%s", file);
	pattern_print(pattern, "package %s\n\n", package);
	generator->compose(pattern);
	return pattern_close(pattern);
}

static bool
write_composed(struct project_worker *worker, uint64_t index, void *state, const void *context)
{
	const struct composed *composed = context;
	struct pattern *pattern = state;

	begin(pattern, worker, composed->values);
	if (index > 0)
		return write_root(pattern, parameter_value(composed->generator, composed->values, "go")->count);
	return pattern_enter(pattern, FOLDER_PACKAGE, "pattern") &&
		   print_file(composed->generator, pattern, "pattern", "pattern.go");
}

bool
pattern_write_composed(const struct generator *generator, const struct parameter_values *values,
	struct project_writer *writer, struct error *err)
{
	struct composed composed = {generator, values};
	struct project_jobs jobs = {.count = 2,
		.context = &composed,
		.state_bytes = sizeof(struct pattern),
		.end = end,
		.write = write_composed};

	return project_write(writer, &jobs, err);
}

bool
pattern_add_file(const struct generator *generator, const struct parameter_values *values,
	struct project_worker *worker, const char *package, const char *file)
{
	struct pattern pattern = {.values = values, .worker = worker};
	bool done = print_file(generator, &pattern, package, file);

	end(&pattern);
	return done;
}
