/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * go build: compiles and links the target, every tool started through gorge-exec.
 */
#include "base/memory.h"
#include "measure/workloads/workload.h"
#include "plan/settings.h"
#include "toolchain/quirks.h"

static void
build_command(const struct workload_context *context, struct list *argv)
{
	list_add(argv, context->toolchain->go);
	list_add(argv, "build");
	list_add_format(argv, "-toolexec=%s", context->shim);
	workload_build_flags(context, argv);
	list_split(argv, context->target, ' ');
	/* A single main package would be linked into the current folder, and -o FOLDER/ would leave out what no
	 * main package reaches. With a second package, which is never compiled, programs are linked and dropped.
	 */
	list_add(argv, "unsafe");
}

static bool
build_unsupported(const struct workload_context *context, char *why, size_t why_bytes)
{
	char *const *values = context->settings;

	if (text_equal(values[SETTING_trimpath], "1") && !toolchain_has(context->toolchain, QUIRK_trimpath))
		(void)snprintf(why, why_bytes, "-trimpath came with Go 1.%u", quirks[QUIRK_trimpath].from);
	else if (text_equal(values[SETTING_race], "1") && !text_equal(values[SETTING_c], "1") &&
			 toolchain_has(context->toolchain, QUIRK_c_refused))
		(void)snprintf(why, why_bytes, "-race refuses -c=%s up to Go 1.%u: set c = 1", values[SETTING_c],
			quirks[QUIRK_c_refused].to);
	else
		return false;
	return true;
}

static const char *const tools[] = {"compile", "link", NULL};

static struct reading
build_expected(const struct workload_context *context, const struct workload_needs *needs)
{
	(void)context;
	return needs ? reading_of(needs->compiles + needs->links) : (struct reading){0};
}

const struct workload workload_build = {
	.name = "build",
	.summary = "compile and link the target with go build",
	.tools = tools,
	.uses_cache = true,
	.unsupported = build_unsupported,
	.command = build_command,
	.expected = build_expected,
};
