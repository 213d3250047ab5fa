/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/stores/kept.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/places.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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
	if (utimensat(AT_FDCWD, path, NULL, 0) == 0)
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

	if (folder_make(root, err)) {
		if (mkdtemp(folder))
			return folder;
		(void)error_raise_errno(err, ERROR_WRITE, root);
	}
	free(folder);
	return NULL;
}

static void
abandon(const char *folder)
{
	struct error ignored = ERROR_INIT;

	(void)folder_delete(folder, &ignored);
}

/* Counts the folders, and names the one that was not used for the longest time. */
static size_t
find_oldest(DIR *root, char *oldest, size_t oldest_bytes, time_t *used)
{
	struct dirent *entry;
	struct stat status;
	size_t count = 0;

	rewinddir(root);
	while ((entry = readdir(root)) != NULL) {
		if (entry->d_name[0] == '.' || fstatat(dirfd(root), entry->d_name, &status, 0) != 0)
			continue;
		if (count++ > 0 && status.st_mtime >= *used)
			continue;
		*used = status.st_mtime;
		(void)snprintf(oldest, oldest_bytes, "%s", entry->d_name);
	}
	return count;
}

static void
trim(void)
{
	CLEANUP_FREE char *path = kept_root();
	DIR *root = opendir(path);
	char oldest[256];
	time_t used;

	while (root && find_oldest(root, oldest, sizeof oldest, &used) > KEPT_MOST &&
		   used < time(NULL) - IN_USE_SECONDS) {
		CLEANUP_FREE char *folder = text_format("%s/%s", path, oldest);
		struct error ignored = ERROR_INIT;
		if (!folder_delete(folder, &ignored))
			break;
	}
	if (root)
		(void)closedir(root);
}

/* Gives a filled folder its place. */
static bool
finish(const char *folder, const char *path, struct error *err)
{
	if (rename(folder, path) == 0)
		return true;
	bool there = errno == ENOTEMPTY || errno == EEXIST; /* another gorge was first */
	if (!there)
		(void)error_raise_errno(err, ERROR_WRITE, path);
	abandon(folder);
	return there;
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
