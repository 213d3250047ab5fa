/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/files/entry.h"

#include <fcntl.h>
#include <sys/stat.h>

bool
entry_is_dot(const char *name)
{
	return text_equal(name, ".") || text_equal(name, "..");
}

enum file_kind
entry_kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return FILE_PLAIN;
	if (S_ISDIR(mode))
		return FILE_FOLDER;
	return S_ISLNK(mode) ? FILE_LINK : FILE_OTHER;
}

enum file_kind
entry_kind(int above, const char *path)
{
	struct stat status;

	return fstatat(above, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? entry_kind_of_mode(status.st_mode)
																   : FILE_MISSING;
}
