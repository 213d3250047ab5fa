/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/describe.h"

#include "platform/file.h"
#include "base/memory.h"
#include "platform/process.h"
#include "platform/places.h"
#include "toolchain/environment.h"
#include "toolchain/release.h"

#include <string.h>

/* A home of gorge's own with nothing in it. Where it cannot be made the go command cannot make it either, and
 * needs none for its answer. */
static void
ask_environment(struct list *environment)
{
	static const char *const fixed[] = {"GOENV=off", "GOTOOLCHAIN=local", "GOFLAGS=", "PATH=/usr/bin:/bin"};
	CLEANUP_FREE char *home = places_cache("home");
	struct error unmade = ERROR_INIT;

	(void)toolchain_home_make(home, &unmade);
	for (size_t i = 0; i < COUNT_OF(fixed); i++)
		list_add(environment, fixed[i]);
	list_add_format(environment, "HOME=%s", home);
	list_add_format(environment, "GOPATH=%s/gopath", home);
	list_add_format(environment, "GOCACHE=%s/cache", home);
}

bool
toolchain_ask(const char *go, const char *const *arguments, struct text *answer, struct error *err)
{
	CLEANUP_LIST struct list environment = {0};
	const char *argv[8] = {go};
	struct process process = {.argv = argv, .folder = "/"};
	struct error failure = ERROR_INIT;

	ask_environment(&environment);
	process.environment = list_strings(&environment);

	for (size_t i = 0; arguments[i]; i++)
		argv[i + 1] = arguments[i];
	if (process_check(&process, answer, ERROR_BAD_TOOLCHAIN, &failure))
		return true;
	if (failure.id == ERROR_INTERRUPTED || failure.id == ERROR_NO_RESOURCES)
		*err = failure;
	return error_raise(err, ERROR_BAD_TOOLCHAIN, go, "%s", failure.why);
}

static bool
ask_version(struct toolchain *toolchain, struct error *err)
{
	static const char *const arguments[] = {"version", NULL};
	CLEANUP_TEXT struct text answer = {0};
	struct go_version version;

	if (!toolchain_ask(toolchain->go, arguments, &answer, err))
		return false;
	if (!go_version_parse(text_string(&answer), &version))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, toolchain->go, "'go version' says '%s'",
			answer.data ? text_trim(answer.data) : "");
	toolchain->version = memory_copy_text(version.text);
	toolchain->major = 1;
	toolchain->minor = version.release.minor;
	toolchain->patch = version.release.patch;
	toolchain->identity = hash_text(text_string(&answer));
	return true;
}

/* A GOROOT without its compiler is common: a source tree that was never built, a half-removed package. */
static bool
hash_tool(const char *folder, const char *name, struct hash *hash, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);

	if (!file_is_program(path))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, path, "no such program; this GOROOT is not complete");
	return file_hash(path, hash, err);
}

/* Hashing the three anew each time takes some 20 ms, cannot be stale, and leaves them in the page cache,
 * where the first measured build wants them. */
static bool
hash_programs(struct toolchain *toolchain, const char *tools, struct error *err)
{
	struct hash parts[4];

	if (!file_hash(toolchain->go, &toolchain->go_hash, err) ||
		!hash_tool(tools, "compile", &toolchain->compile_hash, err) ||
		!hash_tool(tools, "link", &toolchain->link_hash, err))
		return false;
	parts[0] = toolchain->identity;
	parts[1] = toolchain->go_hash;
	parts[2] = toolchain->compile_hash;
	parts[3] = toolchain->link_hash;
	toolchain->identity = hash_bytes(parts, sizeof parts);
	return true;
}

bool
toolchain_describe(const char *go, struct toolchain *toolchain, struct error *err)
{
	static const char *const arguments[] = {"env", "GOROOT", "GOTOOLDIR", NULL};
	CLEANUP_TEXT struct text answer = {0};
	CLEANUP_LIST struct list lines = {0};

	if (!toolchain_ask(go, arguments, &answer, err))
		return false;
	list_split(&lines, text_string(&answer), '\n');
	if (lines.count < 2)
		return error_raise(err, ERROR_BAD_TOOLCHAIN, go, "'go env GOROOT GOTOOLDIR' gives no two lines");
	toolchain->goroot = path_resolve(lines.items[0], err);
	if (!toolchain->goroot)
		return false;
	toolchain->go = text_format("%s/bin/go", toolchain->goroot);
	if (!file_is_program(toolchain->go))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, toolchain->go,
			"no such program, though %s says that its GOROOT is there", go);
	return ask_version(toolchain, err) && hash_programs(toolchain, lines.items[1], err);
}

bool
toolchain_describe_host(struct toolchain *toolchain, struct error *err)
{
	CLEANUP_FREE char *go = path_find_program("go");

	if (!go)
		return error_raise(err, ERROR_NO_GO, "host", "there is no program 'go' on PATH");
	return toolchain_describe(go, toolchain, err);
}
