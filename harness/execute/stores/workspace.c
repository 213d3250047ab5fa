/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/stores/workspace.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/places.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

static int
open_lock(const char *folder, int mode)
{
	CLEANUP_FREE char *path = text_format("%s/.lock", folder);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd >= 0 && flock(fd, mode) != 0) {
		(void)close(fd);
		fd = -1;
	}
	return fd;
}

/* Deletes workspaces whose lock is free: their gorge is gone. */
static bool
delete_leftovers(const char *root, struct error *err)
{
	DIR *folder = opendir(root);
	struct dirent *entry;
	bool done = true;

	if (!folder)
		return error_raise_errno(err, ERROR_READ, root);
	while (done && (entry = readdir(folder)) != NULL) {
		if (!text_starts_with(entry->d_name, "workspace-"))
			continue;
		CLEANUP_FREE char *path = text_format("%s/%s", root, entry->d_name);
		CLEANUP_CLOSE int lock = open_lock(path, LOCK_EX | LOCK_NB);
		if (lock >= 0)
			done = folder_delete(path, err);
	}
	(void)closedir(folder);
	return done;
}

bool
workspace_open(struct workspace *workspace, struct error *err)
{
	CLEANUP_FREE char *named = places_scratch();

	*workspace = (struct workspace){.lock_fd = -1};
	if (!folder_make(named, err))
		return false;
	CLEANUP_FREE char *root = path_resolve(named, err);
	if (!root)
		return false;
	/* held while one is made or deleted, so that nobody sees one between its making and its locking */
	CLEANUP_CLOSE int root_lock = open_lock(root, LOCK_EX);
	if (root_lock < 0)
		return error_raise_errno(err, ERROR_WRITE, root);
	if (!delete_leftovers(root, err))
		return false;
	workspace->folder = text_format("%s/workspace-XXXXXX", root);
	if (!mkdtemp(workspace->folder) ||
		(workspace->lock_fd = open_lock(workspace->folder, LOCK_EX | LOCK_NB)) < 0)
		return error_raise_errno(err, ERROR_WRITE, root);
	return true;
}

bool
workspace_close(struct workspace *workspace, struct error *err)
{
	bool deleted = !workspace->folder || workspace->lock_fd < 0 || folder_delete(workspace->folder, err);

	if (workspace->lock_fd >= 0)
		(void)close(workspace->lock_fd);
	free(workspace->folder);
	*workspace = (struct workspace){.lock_fd = -1};
	return deleted;
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
