/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * go list: what tools ask before they do anything. `deps` names every package that the target imports,
 * nothing more. `editor` is what gopls asks through golang.org/x/tools/go/packages (golist.go there), but for
 * -json, which names some fields there and all of them here, since releases before 1.19 know no other way.
 * `export` compiles as well, for the export data that staticcheck and other analysers load.
 */
#include "base/memory.h"
#include "measure/workloads/workload.h"

static const char *const variants[] = {"deps", "editor", "export", NULL};

/* The flags of each variant, ended by NULL. */
static const struct {
	const char *variant;
	const char *flags[5];
} questions[] = {
	{"deps", {NULL}},
	{"editor", {"-e", "-compiled", "-test", NULL}},
	{"export", {"-export", NULL}},
};

static void
list_command(const struct workload_context *context, struct list *argv)
{
	list_add(argv, context->toolchain->go);
	list_add(argv, "list");
	list_add(argv, "-deps");
	list_add(argv, "-json");
	for (size_t i = 0; i < COUNT_OF(questions); i++)
		for (const char *const *flag = questions[i].flags;
			 *flag && text_equal(questions[i].variant, context->variant); flag++)
			list_add(argv, *flag);
	workload_toolexec(context, argv);
	workload_build_flags(context, argv);
	list_split(argv, context->target, ' ');
}

static struct reading
list_expected(const struct workload_context *context, const struct workload_needs *needs)
{
	if (!text_equal(context->variant, "export"))
		return reading_of(0);
	return needs ? reading_of(needs->compiles) : (struct reading){0};
}

const struct workload workload_list = {
	.name = "list",
	.summary = "ask go list about the target and all it imports, as editors and linters do",
	.variants = variants,
	.tools = workload_builders,
	.input = WORKLOAD_INPUT_CACHE,
	.discards_output = true,
	.command = list_command,
	.expected = list_expected,
};
