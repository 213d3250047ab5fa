/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/tree.h"

#include "platform/linux/files/deletion.h"
#include "platform/linux/files/entry.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_CLOEXEC };

int
tree_open(const char *path)
{
	return open(path, FOLDER_FLAGS);
}

int
tree_enter(int above, const char *path)
{
	return openat(above, path, FOLDER_FLAGS | O_NOFOLLOW);
}

bool
tree_make(int above, const char *path)
{
	return mkdirat(above, path, 0777) == 0 || errno == EEXIST;
}

int
tree_create(int above, const char *path)
{
	return openat(above, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

bool
tree_write(int above, const char *path, const char *bytes, size_t count)
{
	int fd = openat(above, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);

	return fd >= 0 && file_write_and_close(fd, bytes, count);
}

/* Most file systems tell the kind of what a folder lists. */
static enum file_kind
listed_kind(int folder, const struct dirent *listed)
{
	return listed->d_type == DT_UNKNOWN ? entry_kind(folder, listed->d_name)
										: entry_kind_of_mode((mode_t)DTTOIF(listed->d_type));
}

/* As tree_each(). */
static bool
visit_all(DIR *folder, folder_visitor *visit, void *context)
{
	const struct dirent *listed;

	while ((errno = 0, listed = readdir(folder)) != NULL) {
		const struct folder_entry entry = {dirfd(folder), listed->d_name, listed_kind(dirfd(folder), listed)};
		if (!entry_is_dot(listed->d_name) && !visit(context, &entry)) {
			errno = 0;
			return false;
		}
	}
	return errno == 0;
}

bool
tree_each(int above, const char *path, folder_visitor *visit, void *context)
{
	int fd = openat(above, path, FOLDER_FLAGS), kept;
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	bool done = folder && visit_all(folder, visit, context);

	kept = errno;
	if (folder)
		(void)closedir(folder);
	else if (fd >= 0)
		(void)close(fd);
	errno = kept;
	return done;
}

bool
tree_read(int above, const char *path, struct text *content)
{
	CLEANUP_CLOSE int fd = openat(above, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	text_clear(content);
	return fd >= 0 && file_read_all(fd, content);
}

bool
tree_read_link(int above, const char *path, struct text *content)
{
	char target[PATH_MAX];
	ssize_t length = readlinkat(above, path, target, sizeof target);

	text_clear(content);
	if (length < 0)
		return false;
	text_append_bytes(content, target, (size_t)length);
	return true;
}

static int64_t
nanoseconds(struct timespec time)
{
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

bool
tree_stamp(int above, const char *path, bool through_links, struct tree_stamp *stamp)
{
	struct stat status;

	if (fstatat(above < 0 ? AT_FDCWD : above, path, &status, through_links ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	*stamp = (struct tree_stamp){.kind = entry_kind_of_mode(status.st_mode),
		.size_bytes = (uint64_t)status.st_size,
		.written_ns = nanoseconds(status.st_mtim),
		.changed_ns = nanoseconds(status.st_ctim)};
	return true;
}

bool
tree_delete(int above, const char *path)
{
	return delete_below(above, path);
}
