/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/project_inspect.h"
#include "generators/project_facts.h"
#include "base/memory.h"
#include "platform/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One reading of a tree; the buffers are reused from file to file. */
struct inspection {
	const char *root;
	struct text path; /* relative to the root; in a folder it ends in '/' */
	struct text content;
	struct project_facts *facts;
	struct error *err;
};

/* What the .go files of one folder make it. */
struct folder_kind {
	bool counted; /* not below vendor/ or testdata/ */
	bool package, main;
};

static bool
raise_read(struct inspection *inspection)
{
	char where[PATH_MAX];

	(void)snprintf(where, sizeof where, "%s/%s", inspection->root, text_string(&inspection->path));
	return error_raise_errno(inspection->err, ERROR_READ, where);
}

static bool
read_file(int folder, const char *name, struct text *content)
{
	CLEANUP_CLOSE int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char block[16384];
	ssize_t got;

	text_clear(content);
	if (fd < 0)
		return false;
	while ((got = read(fd, block, sizeof block)) > 0)
		text_append_bytes(content, block, (size_t)got);
	return got == 0;
}

static bool
read_link(int folder, const char *name, struct text *content)
{
	char target[PATH_MAX];
	ssize_t length = readlinkat(folder, name, target, sizeof target);

	text_clear(content);
	if (length < 0)
		return false;
	text_append_bytes(content, target, (size_t)length);
	return true;
}

static uint64_t
count_lines(const struct text *content)
{
	const char *at = text_string(content), *end = at + content->length;
	uint64_t lines = content->length > 0 && end[-1] != '\n';

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		lines++;
		at++;
	}
	return lines;
}

/* Whether the package clause says main: the first line that starts with "package ". */
static bool
is_main(const char *content)
{
	const char *clause = text_starts_with(content, "package ") ? content : strstr(content, "\npackage ");

	if (!clause)
		return false;
	clause += strcspn(clause, " ");
	clause += strspn(clause, " \t");
	return text_starts_with(clause, "main") && strchr(" \t\r\n;/", clause[4]) != NULL;
}

static void
add_file(struct inspection *inspection, const char *name, struct folder_kind *kind)
{
	const struct text *content = &inspection->content, *path = &inspection->path;
	struct hash hash = hash_bytes(text_string(content), content->length);

	if (!kind->counted) {
		project_facts_add_hash(inspection->facts, path->data, path->length, hash);
		return;
	}
	project_facts_add_file(inspection->facts, path->data, path->length,
		&(struct project_file){hash, content->length, count_lines(content)});
	if (!text_ends_with(name, ".go") || text_ends_with(name, "_test.go"))
		return;
	kind->package = true;
	kind->main = kind->main || is_main(text_string(content));
}

static bool inspect_folder(struct inspection *inspection, int parent, const char *name, bool counted);

static bool
inspect_entry(struct inspection *inspection, int folder, const char *name, struct folder_kind *kind)
{
	struct stat status;
	bool counted = kind->counted && !text_equal(name, "vendor") && !text_equal(name, "testdata");
	bool whole = fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;

	if (whole && S_ISDIR(status.st_mode))
		return text_equal(name, ".git") || inspect_folder(inspection, folder, name, counted);
	if (whole && S_ISREG(status.st_mode) && (whole = read_file(folder, name, &inspection->content))) {
		add_file(inspection, name, kind);
	} else if (whole && S_ISLNK(status.st_mode) && (whole = read_link(folder, name, &inspection->content))) {
		project_facts_add_hash(inspection->facts, inspection->path.data, inspection->path.length,
			hash_bytes(text_string(&inspection->content), inspection->content.length));
	}
	return whole || raise_read(inspection);
}

static void
cut(struct text *path, size_t length)
{
	path->length = length;
	if (path->data)
		path->data[length] = '\0';
}

static bool
is_skipped(const struct inspection *inspection, const char *name)
{
	return text_equal(name, ".") || text_equal(name, "..") ||
		   (inspection->path.length == 0 && text_equal(name, PROJECT_MARKER));
}

static bool
inspect_entries(struct inspection *inspection, DIR *folder, struct folder_kind *kind)
{
	size_t length = inspection->path.length;
	struct dirent *entry;
	bool done = true;

	while (done && (errno = 0, entry = readdir(folder)) != NULL) {
		if (is_skipped(inspection, entry->d_name))
			continue;
		text_append(&inspection->path, entry->d_name);
		done = inspect_entry(inspection, dirfd(folder), entry->d_name, kind);
		cut(&inspection->path, length);
	}
	return done && (errno == 0 || raise_read(inspection));
}

static bool
inspect_folder(struct inspection *inspection, int parent, const char *name, bool counted)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	struct folder_kind kind = {.counted = counted};
	bool done;

	if (!folder) {
		(void)raise_read(inspection);
		if (fd >= 0)
			(void)close(fd);
		return false;
	}
	if (inspection->path.length > 0)
		text_append(&inspection->path, "/");
	done = inspect_entries(inspection, folder, &kind);
	(void)closedir(folder);
	inspection->facts->packages += kind.package;
	inspection->facts->mains += kind.main;
	return done;
}

bool
project_inspect(const char *folder, struct project_facts *facts, struct error *err)
{
	struct project_facts found = {0};
	struct inspection inspection = {.root = folder, .facts = &found, .err = err};
	bool done = inspect_folder(&inspection, AT_FDCWD, folder, true);

	text_dispose(&inspection.path);
	text_dispose(&inspection.content);
	if (!done)
		return error_while(err, "reading the project in '%s'", folder);
	*facts = found;
	return true;
}
