/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/files/same_mount.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What an open file is mounted by; -1 where /proc does not tell. */
static long
mount_of(int fd)
{
	static const char key[] = "\nmnt_id:";
	CLEANUP_FREE char *path = text_format("/proc/self/fdinfo/%d", fd);
	CLEANUP_TEXT struct text text = {0};
	const char *found = file_try_read(path, &text) ? strstr(text_string(&text), key) : NULL;

	return found ? strtol(found + sizeof key - 1, NULL, 10) : -1;
}

static bool
on_same_mount(int above, int folder)
{
	CLEANUP_CLOSE int opened = above == AT_FDCWD ? open(".", O_PATH | O_CLOEXEC) : -1;
	struct stat upper, lower;
	long upper_mount, lower_mount;

	if (opened >= 0)
		above = opened;
	upper_mount = mount_of(above);
	lower_mount = mount_of(folder);
	if (upper_mount >= 0 && lower_mount >= 0)
		return upper_mount == lower_mount;
	return fstat(above, &upper) == 0 && fstat(folder, &lower) == 0 && upper.st_dev == lower.st_dev;
}

/* For kernels before 5.6, and where a sandbox knows no openat2(). */
static int
open_and_compare(int above, const char *name, int flags)
{
	int folder = openat(above, name, flags);

	if (folder < 0 || on_same_mount(above, folder))
		return folder;
	(void)close(folder);
	errno = EXDEV;
	return -1;
}

static int
open_on_mount(int above, const char *name, int flags)
{
	struct open_how how = {.flags = (unsigned)flags, .resolve = RESOLVE_NO_XDEV};
	int folder = (int)syscall(SYS_openat2, above, name, &how, sizeof how);

	if (folder < 0 && (errno == ENOSYS || errno == EPERM))
		folder = open_and_compare(above, name, flags);
	if (folder < 0 && errno == EXDEV)
		errno = EBUSY;
	return folder;
}

/* By the handle that has been looked at, since by now another folder may have its name. */
static bool
make_readable(int above, const char *name)
{
	CLEANUP_CLOSE int folder = open_on_mount(above, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	CLEANUP_FREE char *path = text_format("/proc/self/fd/%d", folder);

	return folder >= 0 && chmod(path, 0700) == 0;
}

int
same_mount_enter(int above, const char *name)
{
	enum { FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC };
	int folder = open_on_mount(above, name, FLAGS);

	if (folder >= 0 || errno != EACCES)
		return folder;
	return make_readable(above, name) ? open_on_mount(above, name, FLAGS) : -1;
}
