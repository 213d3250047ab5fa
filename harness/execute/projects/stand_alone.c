/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/stand_alone.h"

#include "base/memory.h"
#include "execute/projects/mod_file.h"
#include "platform/file.h"
#include "platform/places.h"
#include "platform/process.h"
#include "toolchain/environment.h"
#include "toolchain/fetch/module_fetch.h"
#include "toolchain/quirks.h"

/* Has the go command write what is missing in go.sum, and in go.mod. `found`: all is to be had. */
static bool
complete(const struct fetcher *fetcher, const char *folder, bool *found, struct error *err)
{
	static const char *const words[] = {"list", "-mod=mod", "-deps", "-test", "./..."};
	CLEANUP_FREE char *modules = places_cache("modules"), *cache = text_format("%s/list-cache", modules);
	CLEANUP_LIST struct list argv = {0}, environment = {0};
	CLEANUP_TEXT struct text messages = {0};
	enum error_id id;
	int status;

	list_add(&argv, fetcher->go.go);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		list_add(&argv, words[i]);
	toolchain_network_environment(&fetcher->settings, modules, &environment);
	environment_set(&environment, "GOCACHE", cache);
	environment_set(&environment, "GOWORK", "off");
	if (toolchain_has(&fetcher->go, QUIRK_writable_module_cache))
		environment_set(&environment, "GOFLAGS", "-modcacherw");
	struct process process = process_of(&argv, &environment, folder);
	if (!process_run(&process, NULL, &messages, &status, err) ||
		(status != 0 && process_blames_host(&process, status, text_string(&messages), err)))
		return false;
	*found = status == 0;
	id = module_fetch_error(text_string(&messages));
	if (*found || id == ERROR_MODULE_MISSING)
		return true;
	return process_failed(
		&process, status, text_string(&messages), id == ERROR_MODULE_FETCH ? ERROR_DEPENDENCIES : id, err);
}

bool
stand_alone(const struct fetcher *fetcher, const char *folder, struct error *err)
{
	CLEANUP_FREE char *mod = text_format("%s/go.mod", folder), *sums = text_format("%s/go.sum", folder);
	CLEANUP_TEXT struct text old_mod = {0}, old_sums = {0}, without = {0};
	bool found;

	if (!file_read(mod, &old_mod, err) || (file_exists(sums) && !file_read(sums, &old_sums, err)))
		return false;
	if (!mod_file_drop_folders(text_string(&old_mod), &without))
		return true;
	if (!file_replace(mod, text_string(&without), without.length, err) ||
		!complete(fetcher, folder, &found, err))
		return false;
	if (found)
		return true;
	return file_replace(mod, text_string(&old_mod), old_mod.length, err) &&
		   (old_sums.length > 0 ? file_replace(sums, text_string(&old_sums), old_sums.length, err)
								: file_delete(sums, err));
}
