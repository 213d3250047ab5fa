/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * start: the program of the project's root folder, built beforehand, is run without arguments to its end. For
 * a program that ends at once, what it needed is what its initialisation takes.
 */
#include "measure/workloads/workload.h"

static void
start_command(const struct workload_context *context, struct list *argv)
{
	list_add(argv, context->shim);
	list_add(argv, context->program);
}

static bool
start_unsupported(const struct workload_context *context, char *why, size_t why_bytes)
{
	if (!context->has_main)
		(void)snprintf(
			why, why_bytes, "the root folder of this project holds no program that this release can build");
	else if (!context->runs_here)
		(void)snprintf(why, why_bytes, "a program for another GOOS or GOARCH does not run here");
	return !context->has_main || !context->runs_here;
}

static const char *const tools[] = {"program", NULL};

static struct reading
start_expected(const struct workload_context *context, const struct workload_needs *needs)
{
	(void)context, (void)needs;
	return reading_of(1);
}

const struct workload workload_start = {
	.name = "start",
	.summary = "run the program of the project's root folder, built beforehand, to its end",
	.tools = tools,
	.input = WORKLOAD_INPUT_PROGRAM,
	.unsupported = start_unsupported,
	.command = start_command,
	.expected = start_expected,
};
