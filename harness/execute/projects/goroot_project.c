/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/goroot_project.h"

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/places.h"

#include <string.h>

/* Go 1.12 and 1.13 would add a go line, and -mod=readonly forbids it. */
static const char go_mod[] = "module goroot\n\ngo 1.11\n";

static bool
make_module(const char *folder, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/go.mod", folder);

	return file_exists(path) || (folder_make(folder, err) && file_replace(path, go_mod, strlen(go_mod), err));
}

bool
goroot_project_open(const struct toolchain *toolchain, struct local_project *project, struct error *err)
{
	CLEANUP_FREE char *module = places_cache("goroot");
	CLEANUP_FREE char *source = text_format("%s/src", toolchain->goroot);

	*project = (struct local_project){0};
	if (!file_is_folder(source))
		return error_raise(
			err, ERROR_NOT_A_PROJECT, source, "Go %s comes without its source", toolchain->version);
	return make_module(module, err) && local_project_open_at(module, source, project, err);
}
