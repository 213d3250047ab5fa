/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/fetch/find.h"

#include "base/memory.h"
#include "platform/file.h"
#include "toolchain/describe.h"
#include "toolchain/fetch/install.h"
#include "toolchain/release.h"
#include "toolchain/store.h"

#include <string.h>

static bool
find_path(const char *folder, struct toolchain *toolchain, struct error *err)
{
	CLEANUP_FREE char *goroot = NULL, *go = NULL;
	struct error failure = ERROR_INIT;

	if (!(goroot = path_resolve(folder, &failure)))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, folder, "%s", failure.why);
	go = text_format("%s/bin/go", goroot);
	if (!file_is_program(go))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, folder, "there is no program bin/go in it");
	return toolchain_describe(go, toolchain, err);
}

/* A release that lost a file is mended by fetching it again. */
static bool
describe_installed(const char *name, const char *go, struct toolchain *toolchain, struct error *err)
{
	struct error failure = ERROR_INIT;

	if (toolchain_describe(go, toolchain, &failure))
		return true;
	if (failure.id != ERROR_BAD_TOOLCHAIN) {
		*err = failure;
		return false;
	}
	return error_raise(err, ERROR_BAD_TOOLCHAIN, failure.where,
		"%s; 'gorge toolchain remove %s', then 'install %s', replaces it", failure.why, name, name);
}

static bool
find_release(const char *request, bool fetch, bool quiet, struct toolchain *toolchain, struct error *err)
{
	char name[RELEASE_TEXT_BYTES];
	CLEANUP_FREE char *folder = NULL, *go = NULL;
	struct release release;

	if (!release_parse(request, &release, err))
		return false;
	folder = toolchain_release_folder(release_format(name, &release));
	if (!file_is_folder(folder)) {
		if (!fetch)
			return error_raise(err, ERROR_BAD_TOOLCHAIN, request,
				"it is not installed; 'gorge toolchain install %s' fetches it", name);
		if (!toolchain_install(name, quiet, err))
			return error_while(err, "fetching Go %s", name);
	}
	go = text_format("%s/bin/go", folder);
	return store_use(folder, &toolchain->in_use, err) && describe_installed(name, go, toolchain, err);
}

bool
toolchain_find(const char *request, bool fetch, bool quiet, struct toolchain *toolchain, struct error *err)
{
	static const char path_prefix[] = "path:";
	bool found;

	*toolchain = (struct toolchain){.request = memory_copy_text(request)};
	if (text_equal(request, "host"))
		found = toolchain_describe_host(toolchain, err);
	else if (text_starts_with(request, path_prefix))
		found = find_path(request + strlen(path_prefix), toolchain, err);
	else
		found = find_release(request, fetch, quiet, toolchain, err);
	if (!found)
		toolchain_dispose(toolchain);
	return found;
}
