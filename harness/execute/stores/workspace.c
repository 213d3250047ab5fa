/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/stores/workspace.h"
#include "execute/stores/kept.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/own_folder.h"
#include "platform/places.h"
#include "toolchain/store.h"

#include <stdlib.h>
#include <string.h>

static char *
lock_path(const char *folder)
{
	return text_format("%s/.lock", folder);
}

/* Deletes workspaces whose lock is free: their gorge is gone. */
static void
delete_leftovers(const char *root)
{
	CLEANUP_LIST struct list folders = {0};

	folder_find(root, "workspace-*", &folders);
	for (size_t i = 0; i < folders.count; i++) {
		CLEANUP_FREE char *path = lock_path(folders.items[i]);
		CLEANUP_LOCK struct lock lock = {0};
		struct error ignored = ERROR_INIT;
		/* asked first: to ask for the lock makes a file where there is none */
		if (own_folder_is(folders.items[i]) && lock_try(path, LOCK_EXCLUSIVE, &lock, &ignored) == LOCK_TAKEN)
			own_folder_clear_away(folders.items[i]);
	}
}

bool
workspace_open(struct workspace *workspace, struct error *err)
{
	CLEANUP_FREE char *named = places_scratch(), *root = NULL, *root_path = NULL, *path = NULL;
	CLEANUP_LOCK struct lock root_lock = {0};

	*workspace = (struct workspace){0};
	kept_clear_leftovers();
	store_clear_leftovers();
	if (!folder_make(named, err) || !(root = path_resolve(named, err)))
		return false;
	/* held while one is made or deleted, so that nobody sees one between its making and its locking */
	root_path = lock_path(root);
	if (!lock_wait(root_path, LOCK_EXCLUSIVE, &root_lock, err))
		return false;
	delete_leftovers(root);
	workspace->folder = text_format("%s/workspace-XXXXXX", root);
	if (!own_folder_make(workspace->folder, err))
		return false;
	path = lock_path(workspace->folder);
	return lock_wait(path, LOCK_EXCLUSIVE, &workspace->lock, err);
}

void
workspace_close(struct workspace *workspace)
{
	if (workspace->folder)
		own_folder_drop(workspace->folder);
	lock_let_go(&workspace->lock);
	free(workspace->folder);
	*workspace = (struct workspace){0};
}

char *
workspace_folder(const struct workspace *workspace, const char *kind, const char *name, struct error *err)
{
	char *path = text_format("%s/%s/%s", workspace->folder, kind, name);

	if (folder_make(path, err))
		return path;
	free(path);
	return NULL;
}

/* What the go command, or a list of its flags, would split a path at. */
static bool
is_plain(const char *path)
{
	return !strpbrk(path, " \t\r\n'\"");
}

char *
workspace_shim(const struct workspace *workspace, struct error *err)
{
	char *shim = places_shim(err);

	if (!shim || is_plain(shim) || !is_plain(workspace->folder))
		return shim;
	char *link = text_format("%s/gorge-exec", workspace->folder);
	bool linked = file_kind(link) == FILE_LINK || file_link_to(shim, link, err);
	free(linked ? shim : link);
	return linked ? link : NULL;
}

bool
workspace_make_room(const struct workspace *workspace, struct error *err)
{
	enum { SPARE_BYTES = 1 << 30 };
	CLEANUP_FREE char *runs = text_format("%s/runs", workspace->folder);
	uint64_t free_bytes, free_inodes;

	if (!folder_free_space(workspace->folder, &free_bytes, &free_inodes, err))
		return false;
	if (free_bytes > 3 * workspace->largest_run_bytes + SPARE_BYTES && free_inodes > 200000)
		return true;
	return folder_delete(runs, err);
}
