/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/store.h"

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/lock.h"
#include "platform/own_folder.h"
#include "toolchain/release.h"
#include "platform/places.h"

#include <stdlib.h>
#include <string.h>

char *
toolchain_release_folder(const char *release)
{
	CLEANUP_FREE char *folder = places_toolchains();

	return text_format("%s/go%s", folder, release);
}

bool
toolchain_list_installed(struct list *versions, struct error *err)
{
	CLEANUP_FREE char *folder = places_toolchains();
	CLEANUP_LIST struct list names = {0};
	size_t first = versions->count;

	if (file_exists(folder) && !folder_list(folder, &names, err))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		struct error not_one = ERROR_INIT;
		struct release release;

		if (text_starts_with(names.items[i], "go") && release_parse(names.items[i], &release, &not_one))
			list_add(versions, names.items[i] + strlen("go"));
	}
	release_sort(versions, first);
	return true;
}

static void
clear_leftovers(const char *folder)
{
	static const char *const patterns[] = {".fetching*", ".removing*"};
	CLEANUP_LIST struct list left = {0};

	for (size_t i = 0; i < COUNT_OF(patterns); i++)
		folder_find(folder, patterns[i], &left);
	for (size_t i = 0; i < left.count; i++)
		own_folder_clear_away(left.items[i]);
}

void
store_clear_leftovers(void)
{
	CLEANUP_FREE char *folder = places_toolchains(), *path = text_format("%s/.lock", folder);
	CLEANUP_LOCK struct lock lock = {0};
	struct error none = ERROR_INIT;

	if (file_exists(path) && lock_try(path, LOCK_EXCLUSIVE, &lock, &none) == LOCK_TAKEN)
		clear_leftovers(folder);
}

bool
store_lock(bool quiet, struct lock *lock, struct error *err)
{
	CLEANUP_FREE char *folder = places_toolchains(), *path = text_format("%s/.lock", folder);
	enum lock_answer answer;

	if (!folder_make(folder, err))
		return false;
	answer = lock_try(path, LOCK_EXCLUSIVE, lock, err);
	if (answer == LOCK_BUSY && !quiet)
		(void)fprintf(stderr, "gorge: waiting for another gorge that changes %s\n", folder);
	if (answer == LOCK_FAILED || (answer == LOCK_BUSY && !lock_wait(path, LOCK_EXCLUSIVE, lock, err)))
		return false;
	clear_leftovers(folder);
	return true;
}

char *
store_work_folder(const char *name, struct error *err)
{
	CLEANUP_FREE char *folder = places_toolchains();
	char *path = text_format("%s/.%s-XXXXXX", folder, name);

	if (own_folder_make(path, err))
		return path;
	free(path);
	return NULL;
}

bool
store_use(const char *goroot, struct lock *in_use, struct error *err)
{
	struct error none = ERROR_INIT;

	return lock_try(goroot, LOCK_SHARED, in_use, &none) != LOCK_BUSY ||
		   error_raise(err, ERROR_BAD_TOOLCHAIN, goroot, "another gorge is removing it just now");
}

/* Takes the release its name, which is what makes it one, then deletes it. */
static bool
take_away(const char *folder, struct error *err)
{
	CLEANUP_FREE char *work = store_work_folder("removing", err), *grave = NULL;

	if (!work)
		return false;
	grave = text_format("%s/gone", work);
	return (file_move(folder, grave, err) && own_folder_delete(work, err)) ||
		   error_while(err, "removing '%s'", folder);
}

static bool
is_own_release(const char *request, const struct release *release, const char *folder, struct error *err)
{
	char name[RELEASE_TEXT_BYTES];

	if (!file_is_folder(folder))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, request, "Go %s is not installed in %s",
			release_format(name, release), folder);
	if (file_kind(folder) == FILE_LINK)
		return error_raise(err, ERROR_BAD_TOOLCHAIN, request,
			"%s is a link to a folder elsewhere, which gorge did not make", folder);
	return true;
}

bool
store_remove(const char *request, bool quiet, struct error *err)
{
	CLEANUP_FREE char *folder = NULL;
	CLEANUP_LOCK struct lock lock = {0}, in_use = {0};
	struct error none = ERROR_INIT;
	char name[RELEASE_TEXT_BYTES];
	struct release release;

	if (text_equal(request, "host") || text_starts_with(request, "path:"))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, request,
			"it is not gorge's own; only what 'gorge toolchain install' fetched is removed");
	if (!release_parse(request, &release, err))
		return false;
	folder = toolchain_release_folder(release_format(name, &release));
	if (!is_own_release(request, &release, folder, err) || !store_lock(quiet, &lock, err))
		return false;
	if (lock_try(folder, LOCK_EXCLUSIVE, &in_use, &none) == LOCK_BUSY)
		return error_raise(err, ERROR_TOOLCHAIN_IN_USE, folder, "a running gorge measures with it");
	return take_away(folder, err);
}
