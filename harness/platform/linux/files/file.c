/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "base/memory.h"
#include "platform/linux/files/entry.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Stops behind the first block that goes beyond the bound: EFBIG. */
static bool
read_until(int fd, size_t most_bytes, struct text *text)
{
	size_t before = text->length;
	char block[16384];
	ssize_t got;

	while ((got = read(fd, block, sizeof block)) > 0) {
		text_append_bytes(text, block, (size_t)got);
		if (text->length - before > most_bytes) {
			errno = EFBIG;
			return false;
		}
	}
	return got == 0;
}

bool
file_read_all(int fd, struct text *text)
{
	return read_until(fd, SIZE_MAX, text);
}

bool
file_try_read(const char *path, struct text *text)
{
	CLEANUP_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);

	return fd >= 0 && file_read_all(fd, text);
}

void
cleanup_close_fd(const int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
}

bool
file_read_small(const char *path, size_t most_bytes, struct text *text, struct error *err)
{
	CLEANUP_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && read_until(fd, most_bytes, text))
		return true;
	if (fd >= 0 && errno == EFBIG)
		return error_raise(
			err, ERROR_READ, path, "it has more than %zu bytes, the most that are read of such", most_bytes);
	return error_raise_errno(err, ERROR_READ, path);
}

bool
file_read(const char *path, struct text *text, struct error *err)
{
	return file_read_small(path, FILE_MOST_BYTES, text, err);
}

bool
file_write_all(int fd, const char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t wrote = write(fd, bytes, count);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		bytes += wrote;
		count -= (size_t)wrote;
	}
	return true;
}

bool
file_close(int fd)
{
	return close(fd) == 0;
}

bool
file_write_and_close(int fd, const char *bytes, size_t count)
{
	int kept = file_write_all(fd, bytes, count) ? 0 : errno;

	if (!file_close(fd) && kept == 0)
		kept = errno;
	errno = kept;
	return kept == 0;
}

bool
file_set(const char *path, const char *value, struct error *err)
{
	CLEANUP_CLOSE int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, value, strlen(value)) < 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	return true;
}

static void
cleanup_stream(struct hash_stream **stream)
{
	hash_stream_free(*stream);
}

bool
file_hash(const char *path, struct hash *hash, struct error *err)
{
	enum { BLOCK_BYTES = 64 * 1024 };
	CLEANUP_CLOSE int fd = open(path, O_RDONLY | O_CLOEXEC);
	CLEANUP_FREE char *block = memory_zeroed(BLOCK_BYTES, 1);
	__attribute__((cleanup(cleanup_stream))) struct hash_stream *stream = hash_stream_new();
	ssize_t got;

	if (fd < 0)
		return error_raise_errno(err, ERROR_READ, path);
	while ((got = read(fd, block, BLOCK_BYTES)) > 0)
		hash_stream_add(stream, block, (size_t)got);
	if (got < 0)
		return error_raise_errno(err, ERROR_READ, path);
	*hash = hash_stream_end(stream);
	return true;
}

void
file_sync_all(void)
{
	sync();
}

bool
file_delete(const char *path, struct error *err)
{
	return unlink(path) == 0 || errno == ENOENT || error_raise_errno(err, ERROR_WRITE, path);
}

bool
file_move(const char *from, const char *to, struct error *err)
{
	return rename(from, to) == 0 || error_raise_errno(err, ERROR_WRITE, to);
}

bool
file_make_program(const char *path, struct error *err)
{
	return chmod(path, 0755) == 0 || error_raise_errno(err, ERROR_WRITE, path);
}

bool
file_link_to(const char *target, const char *path, struct error *err)
{
	return symlink(target, path) == 0 || error_raise_errno(err, ERROR_WRITE, path);
}

bool
file_touch(const char *path)
{
	return utimensat(AT_FDCWD, path, NULL, 0) == 0;
}

bool
file_age(const char *path, int64_t *seconds)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return false;
	*seconds = (int64_t)time(NULL) - (int64_t)status.st_mtime;
	return true;
}

enum file_kind
file_kind(const char *path)
{
	return entry_kind(AT_FDCWD, path);
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool
file_is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool
file_is_program(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

char *
path_resolve(const char *path, struct error *err)
{
	char *resolved = realpath(path, NULL);

	if (!resolved)
		(void)error_raise_errno(err, ERROR_READ, path);
	return resolved;
}

const char *
path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *
path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return memory_copy_text(".");
	return text_format("%.*s", slash == path ? 1 : (int)(slash - path), path);
}

char *
path_find_program(const char *name)
{
	const char *path = getenv("PATH");
	CLEANUP_LIST struct list folders = {0};

	list_split(&folders, path ? path : "/usr/local/bin:/usr/bin:/bin", ':');
	for (size_t i = 0; i < folders.count; i++) {
		char *candidate = text_format("%s/%s", folders.items[i], name);
		if (file_is_program(candidate))
			return candidate;
		free(candidate);
	}
	return NULL;
}
