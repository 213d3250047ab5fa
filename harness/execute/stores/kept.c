/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/stores/kept.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/interrupt.h"
#include "platform/lock.h"
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

/* What is being made. Its folder is locked until it has its place or is gone: one that nobody holds was left
 * by a gorge that was killed. */
struct making {
	char *folder;
	struct lock lock;
};

static void
making_dispose(struct making *making)
{
	lock_let_go(&making->lock);
	free(making->folder);
}

/* Held while a folder is made or cleared away, so that nobody sees one between its making and its locking.
 * Not every file system has locks: then nothing is cleared away. */
static bool
lock_root(struct lock *lock, struct error *err)
{
	CLEANUP_FREE char *root = kept_root();
	struct error none = ERROR_INIT;

	return folder_make(root, err) && (lock_wait(root, LOCK_EXCLUSIVE, lock, &none) || interrupt_check(err));
}

/* A new folder to be filled. */
static bool
begin(struct making *making, struct error *err)
{
	CLEANUP_FREE char *root = kept_root();
	CLEANUP_LOCK struct lock root_lock = {0};
	struct error none = ERROR_INIT;

	if (!lock_root(&root_lock, err))
		return false;
	making->folder = text_format("%s/partial-XXXXXX", root);
	if (!own_folder_make(making->folder, err))
		return false;
	(void)lock_try(making->folder, LOCK_EXCLUSIVE, &making->lock, &none);
	return true;
}

void
kept_clear_leftovers(void)
{
	CLEANUP_FREE char *root = kept_root();
	CLEANUP_LIST struct list left = {0};
	CLEANUP_LOCK struct lock root_lock = {0};
	struct error none = ERROR_INIT;

	folder_find(root, "partial-*", &left);
	if (left.count == 0 || lock_try(root, LOCK_EXCLUSIVE, &root_lock, &none) != LOCK_TAKEN)
		return;
	for (size_t i = 0; i < left.count; i++) {
		CLEANUP_LOCK struct lock lock = {0};
		if (own_folder_is(left.items[i]) &&
			lock_try(left.items[i], LOCK_EXCLUSIVE, &lock, &none) == LOCK_TAKEN)
			own_folder_clear_away(left.items[i]);
	}
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

void
kept_list(const char *pattern, struct list *folders)
{
	CLEANUP_FREE char *root = kept_root();
	CLEANUP_LIST struct list found = {0};

	folder_find(root, pattern, &found);
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
		kept_list("*", &folders);
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

static bool
make_at(const char *path, kept_maker make, const void *context, struct error *err)
{
	__attribute__((cleanup(making_dispose))) struct making making = {0};

	kept_clear_leftovers();
	if (!begin(&making, err))
		return false;
	if (make(context, making.folder, err))
		return finish(making.folder, path, err);
	abandon(making.folder);
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
kept_use(const char *path)
{
	return file_touch(path);
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
