/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/foresee/refusal.h"
#include "platform/file.h"
#include "base/memory.h"
#include "base/escape.h"
#include "execute/stores/go_helper.h"
#include "execute/projects/local_dependencies.h"
#include "toolchain/environment.h"
#include "platform/process.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
write_package(const char *folder, bool program, struct error *err)
{
	static const char module[] = "module probe\n\ngo 1.11\n";
	const char *source = program ? "package main\n\nfunc main() {}\n" : "package probe\n";
	CLEANUP_FREE char *mod = text_format("%s/go.mod", folder), *path = text_format("%s/probe.go", folder);

	return file_replace(mod, module, sizeof module - 1, err) &&
		   file_replace(path, source, strlen(source), err);
}

void
refusal_complaint(char *output, char *why, size_t why_bytes)
{
	char *rest = NULL;

	(void)snprintf(why, why_bytes, "it cannot build an empty package with these settings");
	for (char *line = strtok_r(output, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char *text = text_trim(line);
		char *invocation = strstr(text, "; invoked as ");
		if (*text == '\0' || *text == '#')
			continue;
		if (invocation)
			*invocation = '\0';
		(void)snprintf(why, why_bytes, "it does not take these settings: %s", text);
		escape_in_place(why, why_bytes);
		return;
	}
}

/* What tells of the host and not of the settings, in any case of letters: what Linux says (strerror), what
 * the go command makes of it, and what Go's runtime says when it dies of it. */
static const char *const host_faults[] = {
	"resource temporarily unavailable",
	"cannot allocate memory",
	"out of memory",
	"too many open files",
	"no space left on device",
	"disk quota exceeded",
	"file too large",
	"input/output error",
	"read-only file system",
	"permission denied",
	"operation not permitted",
	"text file busy",
	"stale file handle",
	"structure needs cleaning",
	"fork/exec",
	"failed to create new os thread",
	"pthread_create failed",
	"runtime: cannot",
	"runtime: failed",
	"signal: ",
	"newosproc",
};

bool
refusal_is_host_fault(int exit_status, const char *complaint)
{
	CLEANUP_FREE char *lower = memory_copy_text(complaint);

	for (char *letter = lower; *letter; letter++)
		*letter = (char)tolower((unsigned char)*letter);
	for (size_t i = 0; i < COUNT_OF(host_faults); i++)
		if (strstr(lower, host_faults[i]))
			return true;
	return exit_status > 128 || *text_trim(lower) == '\0';
}

/* Builds the empty package. */
static bool
ask(const struct list *argv, const struct list *environment, const char *folder, char *why, size_t why_bytes,
	struct error *err)
{
	struct process process = process_of(argv, environment, folder);
	CLEANUP_TEXT struct text output = {0}, complaint = {0};
	int exit_status;

	if (!process_run(&process, &output, &complaint, &exit_status, err))
		return false;
	why[0] = '\0';
	if (exit_status == 0)
		return true;
	text_append(&complaint, text_string(&output));
	if (refusal_is_host_fault(exit_status, text_string(&complaint)))
		return process_failed(&process, exit_status, text_string(&complaint), ERROR_ASKING, err);
	refusal_complaint(complaint.data, why, why_bytes);
	return true;
}

static void
make_key(const struct list *argv, const struct list *environment, char *key)
{
	CLEANUP_TEXT struct text text = {0};

	for (size_t i = 0; i < argv->count; i++)
		text_append_format(&text, "%s\n", argv->items[i]);
	for (size_t i = 0; i < environment->count; i++)
		text_append_format(&text, "%s\n", environment->items[i]);
	(void)hash_format(key, hash_text(text_string(&text)));
}

/* What was answered before, or NULL. */
static const struct refusal_answer *
find_answer(const struct preparation *preparation, const char *key)
{
	for (size_t i = 0; i < preparation->answer_count; i++)
		if (text_equal(preparation->answers[i].key, key))
			return &preparation->answers[i];
	return NULL;
}

static const struct refusal_answer *
add_answer(struct preparation *preparation, const struct refusal_answer *answer)
{
	preparation->answers = memory_grow(preparation->answers, preparation->answer_count,
		&preparation->answer_capacity, sizeof *preparation->answers);
	preparation->answers[preparation->answer_count] = *answer;
	return &preparation->answers[preparation->answer_count++];
}

bool
refusal_of_settings(struct preparation *preparation, const struct workload_context *context, char *why,
	size_t why_bytes, struct error *err)
{
	/* Linking a program wants all of the runtime compiled first, so it is only asked about (-n), which does
	 * not show what the compiler thinks of its flags. */
	bool program = workload_wants_program(context->settings[SETTING_buildmode]);
	CLEANUP_FREE char *home = go_helper_home(preparation->workspace, err);
	CLEANUP_FREE char *cache = go_helper_cache(preparation->workspace, err);
	CLEANUP_FREE char *folder =
		workspace_folder(preparation->workspace, "helpers", program ? "probe-main" : "probe", err);
	CLEANUP_LIST struct list argv = {0}, environment = {0};
	struct refusal_answer asked;

	if (!home || !cache || !folder)
		return false;
	preparation_unmeasured_environment(NULL, context, home, cache, &environment);
	list_add(&argv, context->toolchain->go);
	list_add(&argv, "build");
	if (program)
		list_add(&argv, "-n");
	workload_build_flags(context, &argv);
	list_add(&argv, ".");
	make_key(&argv, &environment, asked.key);
	const struct refusal_answer *answer = find_answer(preparation, asked.key);
	if (!answer) {
		if (!write_package(folder, program, err) ||
			!ask(&argv, &environment, folder, asked.why, sizeof asked.why, err))
			return false;
		answer = add_answer(preparation, &asked);
	}
	(void)snprintf(why, why_bytes, "%s", answer->why);
	return true;
}

/* Real code as the cell sees it; asked again for each other target, platform or tags. */
static bool
refusal_of_project(struct preparation *preparation, const struct local_project *local,
	const struct workload_context *context, char *why, size_t why_bytes, struct error *err)
{
	CLEANUP_FREE char *home = go_helper_home(preparation->workspace, err);
	CLEANUP_FREE char *cache = go_helper_cache(preparation->workspace, err);
	CLEANUP_FREE char *target = local_project_target(local, context->target);
	CLEANUP_LIST struct list flags = {0}, environment = {0}, words = {0};
	struct local_query query = {context->toolchain, target, &flags, false};
	struct refusal_answer asked;

	if (!home || !cache || !local_project_copy_workspace(local, context->toolchain, err))
		return false;
	workload_build_flags(context, &flags);
	toolchain_environment(context->toolchain, home, cache, &environment);
	local_project_environment(local, context->toolchain, &environment);
	workload_environment(context, &environment);
	for (size_t i = 0; i < flags.count; i++)
		list_add(&words, flags.items[i]);
	list_add(&words, target);
	list_add(&words, local->folder);
	make_key(&words, &environment, asked.key);
	const struct refusal_answer *answer = find_answer(preparation, asked.key);
	if (!answer) {
		if (!local_project_suits(local, &query, &environment, asked.why, sizeof asked.why, err))
			return false;
		answer = add_answer(preparation, &asked);
	}
	(void)snprintf(why, why_bytes, "%s", answer->why);
	return true;
}

bool
refusal_of_cell(struct preparation *preparation, const struct support_question *question,
	const struct workload_context *context, char *why, size_t why_bytes, struct error *err)
{
	why[0] = '\0';
	if (support_lacks(question, why, why_bytes) || question->workload->input == WORKLOAD_INPUT_LOADER)
		return true;
	if (!refusal_of_settings(preparation, context, why, why_bytes, err))
		return false;
	bool own = question->local && text_equal(question->local->folder, question->local->source);
	return why[0] != '\0' || !own ||
		   refusal_of_project(preparation, question->local, context, why, why_bytes, err);
}
