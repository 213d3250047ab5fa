/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/files/replace.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/mark.h"
#include "platform/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
replace_check(mode_t mode, const char *path, struct error *err)
{
	static const struct {
		mode_t kind;
		const char *name;
	} kinds[] = {{S_IFDIR, "a folder"}, {S_IFCHR, "a device"}, {S_IFBLK, "a device"}, {S_IFIFO, "a FIFO"},
		{S_IFSOCK, "a socket"}};

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if ((mode & S_IFMT) == kinds[i].kind)
			return error_raise(
				err, ERROR_WRITE, path, "it is %s, and only a file is written to", kinds[i].name);
	return true;
}

static char *
link_target(const char *path, struct error *err)
{
	char *target = realpath(path, NULL);

	if (!target && errno == ENOENT)
		(void)error_raise(err, ERROR_WRITE, path, "it is a link that leads to nothing");
	else if (!target)
		(void)error_raise_errno(err, ERROR_WRITE, path);
	return target;
}

char *
file_target(const char *path, struct error *err)
{
	struct stat status;
	bool there = lstat(path, &status) == 0;
	char *target = there && S_ISLNK(status.st_mode) ? link_target(path, err) : memory_copy_text(path);

	if (!target || !there || (stat(path, &status) == 0 && replace_check(status.st_mode, path, err)))
		return target;
	free(target);
	return NULL;
}

/* What is to take a file's place. While it is written it has no name, so that whoever is killed leaves
 * nothing; then one that bears gorge's mark, since what stands under any other may be the user's: whoever
 * writes the same file next deletes it, when its gorge is dead. */
struct draft {
	char *path; /* NULL = none yet */
	int fd;     /* -1 = closed */
};

static void
draft_dispose(struct draft *draft)
{
	cleanup_close_fd(&draft->fd);
	free(draft->path);
}

static const char draft_mark[] = ".partial-";

/* Makes a named draft where there is none without a name, else names that one. False with errno. */
static bool
draft_name(struct draft *draft, const char *target)
{
	enum { TRIED_MOST = 100 };
	CLEANUP_FREE char *nameless = draft->fd >= 0 ? text_format("/proc/self/fd/%d", draft->fd) : NULL;
	struct mark self = mark_self();
	char mark[MARK_TEXT_BYTES];

	errno = EEXIST;
	for (int i = 0; i < TRIED_MOST && errno == EEXIST; i++) {
		char *path = text_format("%s%s%s-%d", target, draft_mark, mark_format(&self, '-', mark), i);
		if (!nameless)
			draft->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
		if (nameless ? linkat(AT_FDCWD, nameless, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 : draft->fd >= 0) {
			draft->path = path;
			return true;
		}
		free(path);
	}
	return false;
}

/* Deletes one whose name begins so, and says that its gorge is dead. */
static bool
clear_draft(void *context, const struct folder_entry *entry)
{
	if (entry->kind == FILE_PLAIN && mark_names_dead(entry->name, context))
		(void)unlinkat(entry->folder, entry->name, 0);
	return true;
}

static bool
draft_open(struct draft *draft, const char *target)
{
	CLEANUP_FREE char *folder = path_folder(target);
	CLEANUP_FREE char *begins = text_format("%s%s", path_name(target), draft_mark);

	(void)tree_each(AT_FDCWD, folder, clear_draft, begins);
	*draft = (struct draft){.fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644)};
	/* not every file system has such files; what else is wrong is told by the second try */
	return draft->fd >= 0 || draft_name(draft, target);
}

static bool
draft_write(struct draft *draft, const char *target, const void *bytes, size_t count)
{
	int fd = draft->fd;

	if (!file_write_all(fd, bytes, count) || fsync(fd) != 0 || (!draft->path && !draft_name(draft, target)))
		return false;
	draft->fd = -1;
	return file_close(fd);
}

bool
file_replace(const char *path, const void *bytes, size_t count, struct error *err)
{
	CLEANUP_FREE char *target = file_target(path, err);
	__attribute__((cleanup(draft_dispose))) struct draft draft = {.fd = -1};

	if (!target)
		return false;
	if (draft_open(&draft, target) && draft_write(&draft, target, bytes, count) &&
		rename(draft.path, target) == 0)
		return true;
	(void)error_raise_errno(err, ERROR_WRITE, path);
	if (draft.path)
		(void)unlink(draft.path);
	return false;
}
