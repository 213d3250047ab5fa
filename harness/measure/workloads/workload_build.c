/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * go build: compiles and links the target, every tool started through gorge-exec.
 */
#include "base/memory.h"
#include "measure/workloads/workload.h"
#include "plan/settings.h"

static void
build_command(const struct workload_context *context, struct list *argv)
{
	workload_go_command(context, "build", argv);
	if (workload_wants_program(context->settings[SETTING_buildmode])) {
		list_add_format(argv, "-o=%s", context->output);
		list_split(argv, context->target, ' ');
		return;
	}
	list_split(argv, context->target, ' ');
	/* A single main package would be linked into the current folder, and -o FOLDER/ would leave out what no
	 * main package reaches. With a second package, which is never compiled, programs are linked and dropped.
	 */
	list_add(argv, "unsafe");
}

const struct workload workload_build = {
	.name = "build",
	.summary = "compile and link the target with go build",
	.tools = workload_builders,
	.input = WORKLOAD_INPUT_CACHE,
	.command = build_command,
	.expected = workload_builds_expected,
};
