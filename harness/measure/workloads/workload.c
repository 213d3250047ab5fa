/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/workloads/workload.h"
#include "base/memory.h"
#include "plan/settings.h"
#include "toolchain/quirks.h"
#include "toolchain/environment.h"

#include <string.h>

const struct workload *const workloads[] = {
#define WORKLOAD(id) &workload_##id,
#include "measure/workloads/workloads.def"
#undef WORKLOAD
	NULL,
};

static void
list_names(struct text *names)
{
	for (const struct workload *const *workload = workloads; *workload; workload++) {
		const char *const *variant = (*workload)->variants;
		if ((*workload)->free_variant)
			text_append_format(names, " '%s:%s'", (*workload)->name, (*workload)->free_variant);
		else if (!variant)
			text_append_format(names, " %s", (*workload)->name);
		for (; variant && *variant; variant++)
			text_append_format(names, " %s:%s", (*workload)->name, *variant);
	}
}

static const struct workload *
unknown_workload(const char *text, struct error *err)
{
	CLEANUP_TEXT struct text names = {0};

	list_names(&names);
	(void)error_raise(err, ERROR_UNKNOWN_WORKLOAD, text, "there are:%s", text_string(&names));
	return NULL;
}

const struct workload *
workload_find(const char *text, const char **variant, struct error *err)
{
	size_t name_length = strcspn(text, ":");

	for (const struct workload *const *workload = workloads; *workload; workload++) {
		const char *const *known = (*workload)->variants;
		if (strlen((*workload)->name) != name_length || strncmp((*workload)->name, text, name_length) != 0)
			continue;
		if (text[name_length] == '\0') {
			*variant = known ? known[0] : "";
			return *workload;
		}
		if ((*workload)->free_variant) {
			*variant = text + name_length + 1;
			return *workload;
		}
		while (known && *known && !text_equal(*known, text + name_length + 1))
			known++;
		if (!known || !*known)
			break;
		*variant = *known;
		return *workload;
	}
	return unknown_workload(text, err);
}

bool
workload_wants_program(const char *buildmode)
{
	static const char *const modes[] = {"c-archive", "c-shared", "plugin", NULL};
	const char *const *mode = modes;

	while (*mode && !text_equal(*mode, buildmode))
		mode++;
	return *mode != NULL;
}

void
workload_environment(const struct workload_context *context, struct list *environment)
{
	for (size_t id = 0; id < SETTING_COUNT; id++) {
		const char *value = context->settings[id];
		if (settings[id].kind == SETTING_ENVIRONMENT)
			environment_set(environment, settings[id].name, setting_is_unset(value) ? NULL : value);
	}
	for (size_t i = 0; i < context->variables->count; i++) {
		CLEANUP_FREE char *name = memory_copy_text(context->variables->items[i]);
		char *value = strchr(name, '=');
		*value++ = '\0';
		environment_set(environment, name, setting_is_unset(value) ? NULL : value);
	}
}

/* One -gcflags: what it is for ("all=", "./x=", "" for the packages that are named), -c=N, and further flags;
 * nothing where there are none. */
static void
add_flags_for(const char *pattern, size_t pattern_length, const char *concurrency, const char *further,
	struct list *argv)
{
	bool concurrent = !setting_is_unset(concurrency);

	if (concurrent && *further)
		list_add_format(argv, "-gcflags=%.*s-c=%s %s", (int)pattern_length, pattern, concurrency, further);
	else if (concurrent)
		list_add_format(argv, "-gcflags=%.*s-c=%s", (int)pattern_length, pattern, concurrency);
	else if (*further)
		list_add_format(argv, "-gcflags=%.*s%s", (int)pattern_length, pattern, further);
}

/* -gcflags with -c=N for every package. Further flags may begin with a pattern of their own ("./x=-l"): the
 * last -gcflags that matches a package counts alone, so -c=N is repeated in it. */
static void
add_compiler_flags(const char *concurrency, const char *further, struct list *argv)
{
	static const char all[] = "all=";
	size_t length = further[0] == '-' ? 0 : strcspn(further, "=");
	size_t pattern_length = length > 0 && further[length] == '=' ? length + 1 : 0;
	const char *flags = further + pattern_length;
	bool for_all = pattern_length == strlen(all) && text_starts_with(further, all);

	add_flags_for(all, strlen(all), concurrency, for_all ? flags : "", argv);
	if (!for_all && *flags)
		add_flags_for(further, pattern_length, concurrency, flags, argv);
}

void
workload_build_flags(const struct workload_context *context, struct list *argv)
{
	if (toolchain_has(context->toolchain, QUIRK_vcs_stamp))
		list_add(
			argv, "-buildvcs=false"); /* or the go command asks git about the project, inside the group */
	add_compiler_flags(context->settings[SETTING_c], context->settings[SETTING_gcflags], argv);
	for (size_t id = 0; id < SETTING_COUNT; id++) {
		const char *name = settings[id].name, *value = context->settings[id];
		bool flag = settings[id].kind == SETTING_FLAG || settings[id].kind == SETTING_LINKER;
		if (flag && value[0] != '\0' && !setting_is_unset(value))
			list_add_format(argv, "-%s=%s", name, value);
		else if (settings[id].kind == SETTING_SWITCH && text_equal(value, "1"))
			list_add_format(argv, "-%s", name);
	}
}

void
workload_toolexec(const struct workload_context *context, struct list *argv)
{
	bool plain = !strpbrk(context->shim, " \t\r\n'\"");
	char quote = strchr(context->shim, '"') ? '\'' : '"';

	if (plain)
		list_add_format(argv, "-toolexec=%s", context->shim);
	else
		list_add_format(argv, "-toolexec=%c%s%c", quote, context->shim, quote);
}

void
workload_go_command(const struct workload_context *context, const char *subcommand, struct list *argv)
{
	list_add(argv, context->toolchain->go);
	list_add(argv, subcommand);
	workload_toolexec(context, argv);
	workload_build_flags(context, argv);
}

const char *const workload_builders[] = {"compile", "link", NULL};

struct reading
workload_builds_expected(const struct workload_context *context, const struct workload_needs *needs)
{
	(void)context;
	return needs ? reading_of(needs->compiles + needs->links) : (struct reading){0};
}
