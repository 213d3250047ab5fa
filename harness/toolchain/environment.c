/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/environment.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/machine.h"

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

/* What the go command needs from the user to reach a proxy, a mirror or a private repository. */
static bool
is_for_network(const char *variable)
{
	static const char *const kept[] = {"GOPROXY=", "GOSUMDB=", "GONOSUMDB=", "GONOPROXY=", "GOPRIVATE=",
		"GOINSECURE=", "GOVCS=", "GOAUTH=", "GOENV="};

	if (!text_starts_with(variable, "GO"))
		return true;
	for (size_t i = 0; i < COUNT_OF(kept); i++)
		if (text_starts_with(variable, kept[i]))
			return true;
	return false;
}

void
toolchain_network_environment(const char *gopath, struct list *environment)
{
	for (const char *const *variable = machine_environment(); *variable; variable++)
		if (is_for_network(*variable))
			list_add(environment, *variable);
	environment_set(environment, "GOPATH", gopath);
	environment_set(environment, "GOTOOLCHAIN", "local");
	environment_set(environment, "GO111MODULE", "on");
	/* A blank, since an empty one gives way to what the user's `go env -w` file says. */
	environment_set(environment, "GOFLAGS", " ");
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
