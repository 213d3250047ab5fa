/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/stores/kept.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/own_folder.h"
#include "platform/places.h"

#include <stdlib.h>
#include <string.h>

enum {
	KEPT_MOST = 24,           /* some 60 MB each */
	IN_USE_SECONDS = 2 * 3600 /* one used since may be being linked from right now */
};

static char *
kept_root(void)
{
	return places_cache("kept");
}

/* The folder kept under this name, marked as used now; NULL when there is none. */
static char *
find(const char *name)
{
	CLEANUP_FREE char *root = kept_root();
	char *path = text_format("%s/%s", root, name);

	/* setting its time is both the mark of use and the test that it is there */
	if (file_touch(path))
		return path;
	free(path);
	return NULL;
}

/* A new folder to be filled; NULL with a raised error. */
static char *
begin(struct error *err)
{
	CLEANUP_FREE char *root = kept_root();
	char *folder = text_format("%s/partial-XXXXXX", root);

	if (folder_make(root, err) && own_folder_make(folder, err))
		return folder;
	free(folder);
	return NULL;
}

static void
abandon(const char *folder)
{
	struct error ignored = ERROR_INIT;

	(void)own_folder_delete(folder, &ignored);
}

/* Of some folders, the one that was not used for the longest time, and for how long; NULL when there is
 * none. */
static const char *
find_oldest(const struct list *folders, int64_t *unused_s)
{
	const char *oldest = NULL;
	int64_t age_s;

	for (size_t i = 0; i < folders->count; i++)
		if (file_age(folders->items[i], &age_s) && (!oldest || age_s > *unused_s)) {
			oldest = folders->items[i];
			*unused_s = age_s;
		}
	return oldest;
}

/* Those under `kept` that are gorge's own, whole or half made. */
static void
find_own(struct list *folders)
{
	CLEANUP_FREE char *root = kept_root();
	CLEANUP_LIST struct list found = {0};

	folder_find(root, "*", &found);
	for (size_t i = 0; i < found.count; i++)
		if (own_folder_is(found.items[i]))
			list_add(folders, found.items[i]);
}

static void
trim(void)
{
	struct error ignored = ERROR_INIT;
	int64_t unused_s = 0;
	bool deleted;

	do {
		CLEANUP_LIST struct list folders = {0};
		const char *oldest;
		find_own(&folders);
		oldest = find_oldest(&folders, &unused_s);
		deleted = folders.count > KEPT_MOST && oldest && unused_s > IN_USE_SECONDS &&
				  own_folder_delete(oldest, &ignored);
	} while (deleted);
}

/* Gives a filled folder its place. */
static bool
finish(const char *folder, const char *path, struct error *err)
{
	struct error refused = ERROR_INIT;

	if (file_move(folder, path, &refused))
		return true;
	abandon(folder);
	if (file_is_folder(path)) /* another gorge was first */
		return true;
	*err = refused;
	return false;
}

/* Makes what is to be kept at a path; what a killed gorge leaves of it lies under `kept`, and is trimmed
 * there. */
static bool
make_at(const char *path, kept_maker make, const void *context, struct error *err)
{
	CLEANUP_FREE char *folder = begin(err);

	if (!folder)
		return false;
	if (make(context, folder, err))
		return finish(folder, path, err);
	abandon(folder);
	return false;
}

char *
kept_find_or_make(const char *name, kept_maker make, const void *context, struct error *err)
{
	char *found = find(name);

	if (found)
		return found;
	CLEANUP_FREE char *root = kept_root();
	char *path = text_format("%s/%s", root, name);
	if (make_at(path, make, context, err)) {
		trim();
		return path;
	}
	free(path);
	return NULL;
}

bool
kept_for_good(const char *path, kept_maker make, const void *context, struct error *err)
{
	CLEANUP_FREE char *parent = memory_copy_text(path);

	if (file_is_folder(path))
		return true;
	*strrchr(parent, '/') = '\0';
	return folder_make(parent, err) && make_at(path, make, context, err);
}
