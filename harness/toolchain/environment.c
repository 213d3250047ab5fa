/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/environment.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "platform/process.h"

#include <stdlib.h>
#include <string.h>

static const char *
own_path(void)
{
	const char *path = getenv("PATH");

	return path && *path ? path : "/usr/local/bin:/usr/bin:/bin";
}

void
toolchain_environment(
	const struct toolchain *toolchain, const char *home, const char *cache, struct list *environment)
{
	static const char *const fixed[] = {"GOENV=off", "GOTOOLCHAIN=local", "GOPROXY=off",
		"GOFLAGS=", "GOTELEMETRY=off", "GO111MODULE=on", "GOSUMDB=off"};

	for (size_t i = 0; i < COUNT_OF(fixed); i++)
		list_add(environment, fixed[i]);
	list_add_format(environment, "PATH=%s/bin:%s", toolchain->goroot, own_path());
	list_add_format(environment, "HOME=%s", home);
	list_add_format(environment, "TMPDIR=%s/tmp", home);
	list_add_format(environment, "GOTMPDIR=%s/tmp", home);
	list_add_format(environment, "GOPATH=%s/gopath", home);
	list_add_format(environment, "GOCACHE=%s", cache);
}

bool
toolchain_home_make(const char *home, struct error *err)
{
	static const char *const folders[] = {"tmp", "gopath", ".config/go/telemetry"};
	CLEANUP_FREE char *mode = text_format("%s/.config/go/telemetry/mode", home);

	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		CLEANUP_FREE char *folder = text_format("%s/%s", home, folders[i]);
		if (!folder_make(folder, err))
			return false;
	}
	return file_exists(mode) || file_replace(mode, "off", strlen("off"), err);
}

/* What of the go command's own settings reaches a proxy, a mirror or a private repository. */
static const char *const network_settings[] = {
	"GOPROXY", "GOSUMDB", "GONOSUMDB", "GONOPROXY", "GOPRIVATE", "GOINSECURE", "GOVCS", "GOAUTH"};

/* The user's own environment, without a GO* of it. */
static void
add_foreign(struct list *environment)
{
	for (const char *const *variable = machine_environment(); *variable; variable++)
		if (!text_starts_with(*variable, "GO"))
			list_add(environment, *variable);
}

/* The home is the user's here, with what git and the like read of it; the go command's diary of itself goes
 * to gorge's. (cmd/internal/telemetry/counter of Go 1.23 and later.) */
static void
divert_telemetry(struct list *environment)
{
	CLEANUP_FREE char *home = places_cache("home"), *folder = text_format("%s/.config/go/telemetry", home);

	environment_set(environment, "TEST_TELEMETRY_DIR", folder);
}

/* As the user's own go command would be asked about its settings: with the user's file of them, but for what
 * would keep it from answering. */
static void
asking_environment(struct list *environment)
{
	const char *file = getenv("GOENV");

	add_foreign(environment);
	for (size_t i = 0; i < COUNT_OF(network_settings); i++)
		if (getenv(network_settings[i]))
			list_add_format(environment, "%s=%s", network_settings[i], getenv(network_settings[i]));
	if (file)
		list_add_format(environment, "GOENV=%s", file);
	environment_set(environment, "GOTOOLCHAIN", "local");
	divert_telemetry(environment);
	/* Not empty, or what the file says would hold. */
	environment_set(environment, "GOFLAGS", " ");
	environment_set(environment, "GOEXPERIMENT", "none");
}

/* "NAME=value" for each line of an answer, of which there is one a name; empty ones may be left out. */
static void
pair_up(const char *const *names, size_t count, bool empty_too, const char *answer, struct list *settings)
{
	for (size_t i = 0; i < count && *answer; i++) {
		size_t length = strcspn(answer, "\r\n");
		if (length > 0 || empty_too)
			list_add_format(settings, "%s=%.*s", names[i], (int)length, answer);
		answer += length;
		answer += *answer == '\r';
		answer += *answer == '\n';
	}
}

void
toolchain_network_settings_parse(const char *answer, struct list *settings)
{
	pair_up(network_settings, COUNT_OF(network_settings), false, answer, settings);
}

/* What `go env NAMES` says in an environment. */
static bool
ask_settings(const char *go, const char *const *names, size_t count, const struct list *environment,
	struct text *answer, struct error *err)
{
	CLEANUP_LIST struct list argv = {0};

	list_add(&argv, go);
	list_add(&argv, "env");
	for (size_t i = 0; i < count; i++)
		list_add(&argv, names[i]);
	struct process process = process_of(&argv, environment, "/");
	return process_check(&process, answer, ERROR_PROGRAM, err);
}

bool
toolchain_network_settings(const char *go, struct list *settings, struct error *err)
{
	CLEANUP_LIST struct list environment = {0};
	CLEANUP_TEXT struct text answer = {0};

	asking_environment(&environment);
	if (!ask_settings(go, network_settings, COUNT_OF(network_settings), &environment, &answer, err))
		return error_while(err, "asking for the settings of the network");
	toolchain_network_settings_parse(text_string(&answer), settings);
	return true;
}

bool
toolchain_user_settings(
	const char *go, const char *const *names, size_t count, struct list *settings, struct error *err)
{
	CLEANUP_LIST struct list environment = {0};
	CLEANUP_TEXT struct text answer = {0};

	for (const char *const *variable = machine_environment(); *variable; variable++)
		list_add(&environment, *variable);
	environment_set(&environment, "GOPROXY", "off");
	divert_telemetry(&environment);
	if (!ask_settings(go, names, count, &environment, &answer, err))
		return error_while(err, "asking for the settings of your builds");
	pair_up(names, count, true, text_string(&answer), settings);
	return true;
}

void
toolchain_network_environment(const struct list *settings, const char *gopath, struct list *environment)
{
	add_foreign(environment);
	for (size_t i = 0; i < settings->count; i++)
		list_add(environment, settings->items[i]);
	environment_set(environment, "GOENV", "off");
	environment_set(environment, "GOPATH", gopath);
	environment_set(environment, "GOTOOLCHAIN", "local");
	environment_set(environment, "GO111MODULE", "on");
	environment_set(environment, "GOFLAGS", "");
	divert_telemetry(environment);
}

static bool
is_named(const char *variable, const char *name)
{
	size_t length = strlen(name);

	return strncmp(variable, name, length) == 0 && variable[length] == '=';
}

void
environment_set(struct list *environment, const char *name, const char *value)
{
	size_t kept = 0;

	for (size_t i = 0; i < environment->count; i++) {
		if (is_named(environment->items[i], name))
			free(environment->items[i]);
		else
			environment->items[kept++] = environment->items[i];
	}
	environment->count = kept;
	if (environment->items)
		environment->items[kept] = NULL;
	if (value)
		list_add_format(environment, "%s=%s", name, value);
}
