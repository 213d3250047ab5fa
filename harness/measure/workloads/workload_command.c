/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command: any program, in the project's folder, under the cell's environment. Go commands that it starts
 * find the cell's toolchain first on PATH and the cell's flags in GOFLAGS, gorge-exec among them, so that
 * their tools are recorded like those of a build.
 */
#include "platform/file.h"
#include "base/memory.h"
#include "measure/workloads/workload.h"
#include "toolchain/environment.h"
#include "toolchain/quirks.h"

#include <stdlib.h>
#include <string.h>

static const char *const tools[] = {"compile", "link", "vet", NULL};

/* The program of a name: one of the toolchain, one on PATH, or a path as seen from the current folder. NULL
 * when there is none. The caller frees it. */
static char *
find_program(const struct workload_context *context, const char *name)
{
	CLEANUP_FREE char *own = text_format("%s/bin/%s", context->toolchain->goroot, name);
	struct error missing = ERROR_INIT;

	if (strchr(name, '/'))
		return file_is_program(name) ? path_resolve(name, &missing) : NULL;
	return file_is_program(own) ? memory_copy_text(own) : path_find_program(name);
}

static void
command_command(const struct workload_context *context, struct list *argv)
{
	CLEANUP_LIST struct list words = {0};

	if (!list_split_words(&words, context->variant) || words.count == 0)
		BUG("command_unsupported() let '%s' pass", context->variant);
	CLEANUP_FREE char *program = find_program(context, words.items[0]);
	list_add(argv, program ? program : words.items[0]);
	for (size_t i = 1; i < words.count; i++)
		list_add(argv, words.items[i]);
}

/* The first flag of the cell with a blank in it, or NULL. Points into `flags`. */
static const char *
blank_flag(const struct workload_context *context, struct list *flags)
{
	if (context->shim)
		workload_toolexec(context, flags);
	workload_build_flags(context, flags);
	for (size_t i = 0; i < flags->count; i++)
		if (strchr(flags->items[i], ' '))
			return flags->items[i];
	return NULL;
}

static bool
command_unsupported(const struct workload_context *context, char *why, size_t why_bytes)
{
	CLEANUP_LIST struct list words = {0}, flags = {0};

	if (!list_split_words(&words, context->variant) || words.count == 0) {
		(void)snprintf(
			why, why_bytes, "a quote is not closed, or no program named in '%s'", context->variant);
		return true;
	}
	CLEANUP_FREE char *program = find_program(context, words.items[0]);
	const char *blank = blank_flag(context, &flags);
	if (!program)
		(void)snprintf(why, why_bytes, "there is no program '%s' on PATH", words.items[0]);
	else if (blank && !toolchain_has(context->toolchain, QUIRK_quoted_flags))
		(void)snprintf(why, why_bytes, "GOFLAGS takes no '%s': quotes in it came with Go 1.%u", blank,
			quirks[QUIRK_quoted_flags].from);
	else
		return false;
	return true;
}

/* What is in GOFLAGS already (-mod of a dir: project), and the cell's own flags behind it. */
static void
command_environment(const struct workload_context *context, struct list *environment)
{
	CLEANUP_LIST struct list flags = {0};
	CLEANUP_TEXT struct text value = {0};

	for (size_t i = 0; i < environment->count; i++)
		if (text_starts_with(environment->items[i], "GOFLAGS="))
			text_append(&value, environment->items[i] + strlen("GOFLAGS="));
	workload_toolexec(context, &flags);
	workload_build_flags(context, &flags);
	for (size_t i = 0; i < flags.count; i++)
		text_append_format(&value, strchr(flags.items[i], ' ') ? "%s'%s'" : "%s%s",
			value.length > 0 ? " " : "", flags.items[i]);
	environment_set(environment, "GOFLAGS", text_string(&value));
}

const struct workload workload_command = {
	.name = "command",
	.summary = "run any program in the project's folder: a linter, a language server, a build system",
	.free_variant = "PROGRAM ARGUMENTS",
	.tools = tools,
	.input = WORKLOAD_INPUT_CACHE,
	.takes_tests = true,
	.starts_others = true,
	.unsupported = command_unsupported,
	.command = command_command,
	.environment = command_environment,
};
