/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "toolchain/store.h"

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/interrupt.h"
#include "toolchain/release.h"
#include "platform/places.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

char *
toolchain_release_folder(const char *release)
{
	CLEANUP_FREE char *folder = places_toolchains();

	return text_format("%s/go%s", folder, release);
}

bool
toolchain_list_installed(struct list *versions, struct error *err)
{
	CLEANUP_FREE char *path = places_toolchains();
	size_t first = versions->count;
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (!folder)
		return errno == ENOENT || error_raise_errno(err, ERROR_READ, path);
	while ((entry = readdir(folder)) != NULL) {
		struct error not_one = ERROR_INIT;
		struct release release;

		if (text_starts_with(entry->d_name, "go") && release_parse(entry->d_name, &release, &not_one))
			list_add(versions, entry->d_name + strlen("go"));
	}
	(void)closedir(folder);
	release_sort(versions, first);
	return true;
}

static bool
wait_for_lock(int fd, const char *path, struct error *err)
{
	while (flock(fd, LOCK_EX) != 0) {
		if (errno != EINTR)
			return error_raise_errno(err, ERROR_WRITE, path);
		if (!interrupt_check(err))
			return false;
	}
	return true;
}

/* What cannot be cleared away stays until the next time; it is in nobody's way. */
static void
clear_leftovers(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder && (entry = readdir(folder)) != NULL) {
		CLEANUP_FREE char *left = text_format("%s/%s", path, entry->d_name);
		struct error ignored = ERROR_INIT;
		if (text_starts_with(entry->d_name, ".fetching") || text_starts_with(entry->d_name, ".removing"))
			(void)folder_delete(left, &ignored);
	}
	if (folder)
		(void)closedir(folder);
}

bool
store_lock(bool quiet, int *fd, struct error *err)
{
	CLEANUP_FREE char *folder = places_toolchains(), *path = text_format("%s/.lock", folder);

	if (!folder_make(folder, err))
		return false;
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (*fd < 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	if (flock(*fd, LOCK_EX | LOCK_NB) != 0) {
		if (!quiet)
			(void)fprintf(stderr, "gorge: waiting for another gorge that changes %s\n", folder);
		if (!wait_for_lock(*fd, path, err))
			return false;
	}
	clear_leftovers(folder);
	return true;
}

char *
store_work_folder(const char *name, struct error *err)
{
	CLEANUP_FREE char *folder = places_toolchains();
	char *path = text_format("%s/.%s-XXXXXX", folder, name);

	if (mkdtemp(path))
		return path;
	(void)error_raise_errno(err, ERROR_WRITE, path);
	free(path);
	return NULL;
}

bool
store_use(const char *goroot, DIR **in_use, struct error *err)
{
	*in_use = opendir(goroot);
	if (!*in_use || flock(dirfd(*in_use), LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return true;
	(void)closedir(*in_use);
	*in_use = NULL;
	return error_raise(err, ERROR_BAD_TOOLCHAIN, goroot, "another gorge is removing it just now");
}

/* Takes the release its name, which is what makes it one, then deletes it. */
static bool
take_away(const char *folder, struct error *err)
{
	CLEANUP_FREE char *work = store_work_folder("removing", err), *grave = NULL;

	if (!work)
		return false;
	grave = text_format("%s/gone", work);
	if (rename(folder, grave) != 0)
		return error_raise_errno(err, ERROR_WRITE, folder);
	return folder_delete(work, err);
}

static bool
is_own_release(const char *request, const struct release *release, const char *folder, struct error *err)
{
	char name[RELEASE_TEXT_BYTES];
	struct stat status;

	if (!file_is_folder(folder))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, request, "Go %s is not installed in %s",
			release_format(name, release), folder);
	if (lstat(folder, &status) == 0 && S_ISLNK(status.st_mode))
		return error_raise(err, ERROR_BAD_TOOLCHAIN, request,
			"%s is a link to a folder elsewhere, which gorge did not make", folder);
	return true;
}

bool
store_remove(const char *request, bool quiet, struct error *err)
{
	CLEANUP_FREE char *folder = NULL;
	CLEANUP_CLOSE int lock = -1, goroot = -1;
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
	goroot = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (goroot < 0)
		return error_raise_errno(err, ERROR_READ, folder);
	if (flock(goroot, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
		return error_raise(err, ERROR_TOOLCHAIN_IN_USE, folder, "a running gorge measures with it");
	return take_away(folder, err);
}
