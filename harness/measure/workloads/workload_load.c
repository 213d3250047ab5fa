/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * load: a Go program (bench/loader) parses and analyses the whole project, as editors and linters do, and
 * holds the syntax trees in one of four ways. With +types it type-checks as well.
 */
#include "base/memory.h"
#include "measure/workloads/workload.h"
#include "toolchain/quirks.h"

#include <jansson.h>
#include <string.h>

static const char *const variants[] = {"full", "ondemand", "weak", "chunked", "full+types", "ondemand+types",
	"weak+types", "chunked+types", NULL};

static void
load_command(const struct workload_context *context, struct list *argv)
{
	int hold_length = (int)strcspn(context->variant, "+");

	list_add(argv, context->shim);
	list_add(argv, context->loader);
	list_add_format(argv, "-hold=%.*s", hold_length, context->variant);
	list_add_format(argv, "-types=%d", context->variant[hold_length] == '+');
	list_add(argv, context->project_folder);
}

static bool
load_unsupported(const struct workload_context *context, char *why, size_t why_bytes)
{
	if (!text_starts_with(context->variant, "weak") || toolchain_has(context->toolchain, QUIRK_weak_pointers))
		return false;
	(void)snprintf(why, why_bytes, "weak pointers came with Go 1.24");
	return true;
}

static struct reading
json_reading(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? reading_of((uint64_t)json_integer_value(value)) : (struct reading){0};
}

static bool
load_report(const char *output, struct workload_report *report, struct error *err)
{
	json_error_t problem;
	json_t *object = json_loads(output, JSON_REJECT_DUPLICATES, &problem);

	if (!object)
		return error_raise(err, ERROR_MEASURE, "load", "its report is not JSON: %s", problem.text);
	report->heap_live_bytes = json_reading(object, "heap_live_bytes");
	report->heap_peak_bytes = json_reading(object, "heap_peak_bytes");
	report->heap_system_bytes = json_reading(object, "heap_system_bytes");
	report->collections = json_reading(object, "collections");
	json_decref(object);
	return true;
}

static const char *const tools[] = {"loader", NULL};

static struct reading
load_expected(const struct workload_context *context, const struct workload_needs *needs)
{
	(void)context, (void)needs;
	return reading_of(1);
}

const struct workload workload_load = {
	.name = "load",
	.summary = "parse and analyse the project in one process, holding its syntax trees",
	.variants = variants,
	.tools = tools,
	.input = WORKLOAD_INPUT_LOADER,
	.unsupported = load_unsupported,
	.command = load_command,
	.expected = load_expected,
	.report = load_report,
};
