/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/places.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/machine.h"

#include <stdlib.h>
#include <string.h>

/* What a variable of the environment says, or NULL. */
static const char *
said(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value ? value : NULL;
}

/* The same for one that has to be an absolute path. */
static const char *
said_absolute(const char *variable)
{
	const char *value = said(variable);

	return value && value[0] == '/' ? value : NULL;
}

/* The folder of the running program. */
static char *
program_folder(struct error *err)
{
	char *program = machine_program(err);

	if (program)
		*strrchr(program, '/') = '\0';
	return program;
}

/* Climbs from the program's folder to one that holds bench/loader. */
static char *
climb_to_share(const char *folder)
{
	char *above = memory_copy_text(folder), *slash;

	while ((slash = strrchr(above, '/')) != NULL) {
		CLEANUP_FREE char *loader = text_format("%s/bench/loader", above);
		if (file_is_folder(loader))
			return above;
		*slash = '\0';
	}
	free(above);
	return NULL;
}

static char *
find_share(struct error *err)
{
	CLEANUP_FREE char *folder = program_folder(err);

	if (!folder)
		return NULL;
	char *share = text_format("%s/../share/gorge", folder);
	if (file_is_folder(share))
		return share;
	free(share);
	share = climb_to_share(folder);
	if (!share)
		(void)error_raise(err, ERROR_READ, "share/gorge",
			"it is neither beside nor above %s; GORGE_SHARE can name it", folder);
	return share;
}

char *
places_share(struct error *err)
{
	const char *named = said("GORGE_SHARE");

	return named ? memory_copy_text(named) : find_share(err);
}

static char *
find_shim(struct error *err)
{
	static const char *const places[] = {"gorge-exec", "../libexec/gorge/gorge-exec"};
	CLEANUP_FREE char *folder = program_folder(err);

	for (size_t i = 0; folder && i < COUNT_OF(places); i++) {
		CLEANUP_FREE char *candidate = text_format("%s/%s", folder, places[i]);
		if (file_is_program(candidate))
			return path_resolve(candidate, err);
	}
	if (folder)
		(void)error_raise(err, ERROR_READ, "gorge-exec", "it is not where gorge is: %s", folder);
	return NULL;
}

char *
places_shim(struct error *err)
{
	const char *named = said("GORGE_EXEC");

	return named ? path_resolve(named, err) : find_shim(err);
}

char *
places_cache(const char *name)
{
	const char *cache = said_absolute("XDG_CACHE_HOME"), *home = said_absolute("HOME");

	if (cache)
		return text_format("%s/gorge/%s", cache, name);
	CLEANUP_FREE char *own = home ? memory_copy_text(home) : machine_account_home();
	return text_format("%s/.cache/gorge/%s", own, name);
}

char *
places_scratch(void)
{
	const char *named = said("GORGE_SCRATCH");

	return named ? memory_copy_text(named) : places_cache("scratch");
}

char *
places_toolchains(void)
{
	const char *named = said("GORGE_TOOLCHAINS");

	return named ? memory_copy_text(named) : places_cache("toolchains");
}
