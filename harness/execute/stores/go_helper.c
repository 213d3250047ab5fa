/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/stores/go_helper.h"
#include "base/memory.h"
#include "execute/stores/kept.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "generators/project.h"
#include "generators/project_inspect.h"
#include "platform/process.h"
#include "toolchain/quirks.h"
#include "toolchain/environment.h"

#include <stdlib.h>

char *
go_helper_home(const struct workspace *workspace, struct error *err)
{
	char *home = workspace_folder(workspace, "helper", "home", err);

	if (!home || toolchain_home_make(home, err))
		return home;
	free(home);
	return NULL;
}

char *
go_helper_cache(const struct workspace *workspace, struct error *err)
{
	return workspace_folder(workspace, "helper", "cache", err);
}

struct helper {
	const char *name, *source;
	const struct toolchain *toolchain;
	const struct workspace *workspace;
};

static void
build_command(const struct helper *helper, const char *folder, struct list *argv)
{
	list_add(argv, helper->toolchain->go);
	list_add(argv, "build");
	if (toolchain_has(helper->toolchain, QUIRK_vcs_stamp))
		list_add(argv, "-buildvcs=false");
	list_add(argv, "-o");
	list_add_format(argv, "%s/%s", folder, helper->name);
	list_add(argv, ".");
}

static bool
build(const void *context, const char *folder, struct error *err)
{
	const struct helper *helper = context;
	CLEANUP_FREE char *home = go_helper_home(helper->workspace, err);
	CLEANUP_FREE char *cache = go_helper_cache(helper->workspace, err);
	CLEANUP_LIST struct list argv = {0}, environment = {0};

	if (!home || !cache)
		return false;
	build_command(helper, folder, &argv);
	toolchain_environment(helper->toolchain, home, cache, &environment);
	environment_set(&environment, "CGO_ENABLED", "0");
	struct process process = process_of(&argv, &environment, helper->source);
	return process_check(&process, NULL, ERROR_PREPARE, err) ||
		   error_while(err, "building the Go program bench/%s", helper->name);
}

char *
go_helper_program(
	const char *name, const struct toolchain *toolchain, const struct workspace *workspace, struct error *err)
{
	CLEANUP_FREE char *share = places_share(err);
	CLEANUP_FREE char *source = text_format("%s/bench/%s", share ? share : "", name);
	struct helper helper = {name, source, toolchain, workspace};
	struct project_facts facts;
	char key[HASH_TEXT_BYTES];

	if (!share || !project_inspect(source, &facts, err))
		return NULL;
	hash_add(&facts.hash, toolchain->identity);
	CLEANUP_FREE char *folder = kept_find_or_make(hash_format(key, facts.hash), build, &helper, err);
	return folder ? text_format("%s/%s", folder, name) : NULL;
}
