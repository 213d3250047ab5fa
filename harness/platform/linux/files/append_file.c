/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/append_file.h"

#include "base/memory.h"
#include "platform/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
append_file_open(const char *path, struct append_file *file, struct error *err)
{
	CLEANUP_FREE char *target =
		file_target(path, err); /* looked at first: to open some devices does something */
	struct stat status;
	int fd;

	if (!target)
		return false;
	fd = open(target, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
	if (fd < 0)
		return error_raise_errno(err, ERROR_WRITE, path);
	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
		(void)error_raise(err, ERROR_WRITE, path, "it is no file any more");
		(void)close(fd);
		return false;
	}
	*file = (struct append_file){memory_copy_text(path), fd, (uint64_t)status.st_size};
	return true;
}

bool
append_file_add(struct append_file *file, const void *bytes, size_t count, struct error *err)
{
	struct error uncut = ERROR_INIT;

	if (file_write_all(file->handle, bytes, count)) { /* why a write stops halfway, the next one says */
		file->size_bytes += count;
		return true;
	}
	(void)error_raise_errno(err, ERROR_WRITE, file->path);
	(void)append_file_cut(file, file->size_bytes, &uncut);
	return false;
}

bool
append_file_sync(struct append_file *file, struct error *err)
{
	return fdatasync(file->handle) == 0 || error_raise_errno(err, ERROR_WRITE, file->path);
}

bool
append_file_cut(struct append_file *file, uint64_t size_bytes, struct error *err)
{
	if (ftruncate(file->handle, (off_t)size_bytes) != 0)
		return error_raise_errno(err, ERROR_WRITE, file->path);
	file->size_bytes = size_bytes;
	return true;
}

/* Where the last line that ends in the file ends; looks back until `least` only. False with errno. */
static bool
find_last_end(const struct append_file *file, uint64_t least, uint64_t *end)
{
	char block[4096];

	for (*end = file->size_bytes; *end > least;) {
		size_t wanted = *end < sizeof block ? (size_t)*end : sizeof block;
		ssize_t got = pread(file->handle, block, wanted, (off_t)(*end - wanted));
		if (got != (ssize_t)wanted)
			return false;
		const char *last = memrchr(block, '\n', wanted);
		*end -= last ? wanted - (size_t)(last + 1 - block) : wanted;
		if (last)
			return true;
	}
	return true;
}

bool
append_file_drop_torn_line(struct append_file *file, uint64_t most_bytes, struct error *err)
{
	uint64_t least = file->size_bytes > most_bytes ? file->size_bytes - most_bytes : 0, end;

	if (!find_last_end(file, least, &end))
		return error_raise_errno(err, ERROR_READ, file->path);
	if (file->size_bytes - end >= most_bytes)
		return error_raise(err, ERROR_RESULTS_FORMAT, file->path,
			"the last %" PRIu64 " bytes of it, or more, have no line end, which is no row torn off",
			most_bytes);
	return end == file->size_bytes || append_file_cut(file, end, err);
}

void
append_file_close(struct append_file *file)
{
	if (file->path)
		(void)close(file->handle);
	free(file->path);
	*file = (struct append_file){0};
}
