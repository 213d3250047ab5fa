/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/tree.h"
#include "base/memory.h"
#include "platform/linux/files/entry.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

bool
folder_make(const char *path, struct error *err)
{
	CLEANUP_FREE char *copy = memory_copy_text(path);

	for (char *slash = copy + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		if (mkdir(copy, 0755) != 0 && errno != EEXIST)
			return error_raise_errno(err, ERROR_WRITE, copy);
		*slash = '/';
	}
	if (mkdir(path, 0755) != 0 && !(errno == EEXIST && file_is_folder(path)))
		return error_raise_errno(err, ERROR_WRITE, path);
	return true;
}

bool
folder_make_unique(char *path, struct error *err)
{
	return mkdtemp(path) || error_raise_errno(err, ERROR_WRITE, path);
}

bool
folder_make_writable(const char *path, struct error *err)
{
	return chmod(path, 0755) == 0 || error_raise_errno(err, ERROR_WRITE, path);
}

bool
folder_each(const char *path, folder_visitor *visit, void *context, struct error *err)
{
	return tree_each(AT_FDCWD, path, visit, context) ||
		   (errno != 0 && error_raise_errno(err, ERROR_READ, path));
}

static bool
add_name(void *context, const struct folder_entry *entry)
{
	list_add(context, entry->name);
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

bool
folder_list(const char *path, struct list *names, struct error *err)
{
	size_t first = names->count;

	if (!folder_each(path, add_name, names, err))
		return false;
	if (names->count > first)
		qsort(names->items + first, names->count - first, sizeof *names->items, compare_names);
	return true;
}

/* Writes a folder's name so that glob() takes it letter by letter. */
static void
append_escaped(const char *folder, struct text *pattern)
{
	for (; *folder; folder++) {
		if (strchr("*?[\\", *folder))
			text_append(pattern, "\\");
		text_append_bytes(pattern, folder, 1);
	}
}

void
folder_find(const char *folder, const char *pattern, struct list *paths)
{
	CLEANUP_TEXT struct text whole = {0};
	glob_t found = {0};

	append_escaped(folder, &whole);
	text_append_format(&whole, "/%s", pattern);
	(void)glob(text_string(&whole), 0, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++)
		list_add(paths, found.gl_pathv[i]);
	globfree(&found);
}

static DIR *
open_folder_at(int parent, const char *name)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;

	if (fd >= 0 && !folder)
		(void)close(fd);
	return folder;
}

bool
folder_delete(const char *path, struct error *err)
{
	if (tree_delete(AT_FDCWD, path))
		return true;
	if (errno == EBUSY)
		return error_raise(
			err, ERROR_WRITE, path, "something is mounted there, which is not gorge's to delete");
	return error_raise_errno(err, ERROR_WRITE, path);
}

static bool
copy_file(int from_folder, int to_folder, const char *name)
{
	CLEANUP_CLOSE int from = openat(from_folder, name, O_RDONLY | O_CLOEXEC);
	CLEANUP_CLOSE int to =
		from < 0 ? -1 : openat(to_folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	char block[65536];
	ssize_t got;

	if (from < 0 || to < 0)
		return false;
	while ((got = read(from, block, sizeof block)) > 0)
		if (!file_write_all(to, block, (size_t)got))
			return false;
	return got == 0;
}

static bool
link_at(int from_parent, const char *from, int to_parent, const char *to)
{
	DIR *source = open_folder_at(from_parent, from);
	CLEANUP_CLOSE int target = -1;
	struct dirent *entry;
	bool linked = source != NULL;

	if (linked && mkdirat(to_parent, to, 0755) != 0 && errno != EEXIST)
		linked = false;
	if (linked)
		linked = (target = openat(to_parent, to, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0;
	while (linked && (entry = readdir(source)) != NULL) {
		if (entry_is_dot(entry->d_name))
			continue;
		if (entry->d_type == DT_DIR)
			linked = link_at(dirfd(source), entry->d_name, target, entry->d_name);
		else if (linkat(dirfd(source), entry->d_name, target, entry->d_name, 0) != 0)
			linked = errno == EEXIST || copy_file(dirfd(source), target, entry->d_name);
	}
	if (source)
		(void)closedir(source);
	return linked;
}

bool
folder_link(const char *from, const char *to, struct error *err)
{
	if (!link_at(AT_FDCWD, from, AT_FDCWD, to))
		return error_raise_errno(err, ERROR_WRITE, to);
	return true;
}

static void
measure_at(int parent, const char *name, uint64_t *bytes, uint64_t *files)
{
	DIR *folder = open_folder_at(parent, name);
	struct dirent *entry;
	struct stat status;

	if (!folder)
		return;
	while ((entry = readdir(folder)) != NULL) {
		if (entry_is_dot(entry->d_name))
			continue;
		if (entry->d_type == DT_DIR) {
			measure_at(dirfd(folder), entry->d_name, bytes, files);
		} else if (fstatat(dirfd(folder), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
				   S_ISREG(status.st_mode)) {
			*bytes += (uint64_t)status.st_size;
			*files += 1;
		}
	}
	(void)closedir(folder);
}

void
folder_measure(const char *path, uint64_t *bytes, uint64_t *files)
{
	*bytes = *files = 0;
	measure_at(AT_FDCWD, path, bytes, files);
}

bool
folder_free_space(const char *path, uint64_t *bytes, uint64_t *inodes, struct error *err)
{
	CLEANUP_FREE char *nearest = memory_copy_text(path);
	struct statvfs status;
	char *slash;

	while (statvfs(nearest, &status) != 0) {
		slash = strrchr(nearest, '/');
		if (errno != ENOENT || !slash)
			return error_raise_errno(err, ERROR_READ, path);
		slash[slash == nearest] = '\0';
	}
	*bytes = (uint64_t)status.f_bavail * status.f_frsize;
	*inodes = status.f_files ? (uint64_t)status.f_favail : UINT64_MAX;
	return true;
}
