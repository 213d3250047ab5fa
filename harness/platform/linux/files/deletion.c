/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/files/deletion.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/linux/files/same_mount.h"
#include "platform/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder on the way down to the one that is open. */
struct level {
	dev_t device;
	ino_t inode;
	struct list folders; /* those in it that are still to be deleted, and the one that is being so */
	size_t next;
};

/* Only the lowest folder is open: the one above is found again by "..", and held against what it was. */
struct deletion {
	int at;
	struct level *levels;
	size_t depth, capacity;
	int first_errno; /* of what stayed; 0 = nothing */
};

static void
note(struct deletion *deletion, int error)
{
	if (deletion->first_errno == 0 && error != ENOENT)
		deletion->first_errno = error;
}

/* Unlinks what is no folder; folders are noted down, so that none has to be open while another is. */
static bool
take_entry(void *context, const struct folder_entry *entry)
{
	struct deletion *deletion = context;

	if (entry->kind == FILE_FOLDER)
		list_add(&deletion->levels[deletion->depth - 1].folders, entry->name);
	else if (unlinkat(entry->folder, entry->name, 0) != 0)
		note(deletion, errno);
	return true;
}

/* Goes down into an open folder, which is then the deletion's, and empties it of all but folders. */
static void
enter(struct deletion *deletion, int folder)
{
	struct stat status = {0};

	(void)fstat(folder, &status);
	(void)fchmod(folder, 0700); /* the module cache makes its folders read-only */
	deletion->levels =
		memory_grow(deletion->levels, deletion->depth, &deletion->capacity, sizeof *deletion->levels);
	deletion->levels[deletion->depth++] = (struct level){.device = status.st_dev, .inode = status.st_ino};
	deletion->at = folder;
	if (!tree_each(folder, ".", take_entry, deletion))
		note(deletion, errno);
}

/* Enters a folder; what turns out to be none is unlinked, and false. */
static bool
go_down(struct deletion *deletion, int above, const char *name)
{
	int folder = same_mount_enter(above, name);

	if (folder >= 0)
		enter(deletion, folder);
	else if ((errno != ENOTDIR && errno != ELOOP) || unlinkat(above, name, 0) != 0)
		note(deletion, errno);
	return folder >= 0;
}

static void
leave(struct deletion *deletion)
{
	list_dispose(&deletion->levels[--deletion->depth].folders);
	cleanup_close_fd(&deletion->at);
	deletion->at = -1;
}

/* Back into the folder above, unless the open one has been moved to another. */
static bool
go_up(struct deletion *deletion)
{
	const struct level *up = &deletion->levels[deletion->depth - 2];
	int above = openat(deletion->at, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct stat status;

	if (above >= 0 && fstat(above, &status) == 0 && status.st_dev == up->device &&
		status.st_ino == up->inode) {
		leave(deletion);
		deletion->at = above;
		return true;
	}
	note(deletion, above < 0 ? errno : ESTALE);
	cleanup_close_fd(&above);
	return false;
}

/* One step of the walk below the first folder. */
static bool
step(struct deletion *deletion)
{
	struct level *level = &deletion->levels[deletion->depth - 1];
	int above = deletion->at;

	if (level->next < level->folders.count) {
		if (go_down(deletion, above, level->folders.items[level->next++]))
			(void)close(above);
		return true;
	}
	if (deletion->depth == 1 || !go_up(deletion))
		return false;
	level = &deletion->levels[deletion->depth - 1];
	if (unlinkat(deletion->at, level->folders.items[level->next - 1], AT_REMOVEDIR) != 0)
		note(deletion, errno);
	return true;
}

/* The last name of a path below its folder, which is opened. */
static bool
delete_name(int above, const char *name)
{
	struct deletion deletion = {.at = -1};
	bool entered = go_down(&deletion, above, name);

	while (entered && step(&deletion))
		;
	while (deletion.depth > 0)
		leave(&deletion);
	free(deletion.levels);
	if (entered && unlinkat(above, name, AT_REMOVEDIR) != 0)
		note(&deletion, errno);
	errno = deletion.first_errno;
	return deletion.first_errno == 0;
}

bool
delete_below(int above, const char *path)
{
	CLEANUP_FREE char *copy = memory_copy_text(path);
	CLEANUP_CLOSE int folder = -1;
	char *slash;
	size_t length = strlen(copy);

	while (length > 1 && copy[length - 1] == '/')
		copy[--length] = '\0';
	if (!(slash = strrchr(copy, '/')))
		return delete_name(above, copy);
	*slash = '\0';
	folder = openat(above, slash == copy ? "/" : copy, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return folder < 0 ? errno == ENOENT : delete_name(folder, slash + 1);
}
