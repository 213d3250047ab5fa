/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The least that writing a tree can cost: reads the tree FROM into memory, then creates the same files with
 * the same bytes below TO, which must not exist, and does nothing else: openat from a held folder
 * descriptor, one write, close. One thread. Prints what the creation alone took:
 *
 *   files=100000 folders=2000 bytes=250000000 user_us=... system_us=... wall_us=...
 *
 * usage: create_floor FROM TO [hot]
 * With `hot` each file gets the right number of bytes from one small buffer instead of its own: what a
 * writer pays whose text is still in the cache, and so an even lower floor.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* A folder comes before what is in it; an entry of a new folder follows those of the last. */
struct entry {
	size_t name, content; /* offsets; a folder's name is its path below the root */
	size_t bytes;
	bool folder;
};

static struct {
	struct entry *entries;
	size_t count, capacity;
	char *text;
	size_t text_used, text_capacity;
	size_t files, folders, bytes, largest;
} tree;

__attribute__((noreturn)) static void
fail(const char *what)
{
	fprintf(stderr, "create_floor: %s: %s\n", what, strerror(errno));
	exit(3);
}

static void *
grow(void *memory, size_t bytes)
{
	memory = realloc(memory, bytes);
	if (!memory)
		fail("memory");
	return memory;
}

static size_t
keep_room(size_t bytes)
{
	size_t at = tree.text_used;

	while (tree.text_capacity < at + bytes) {
		tree.text_capacity = tree.text_capacity ? tree.text_capacity * 2 : 1 << 20;
		tree.text = grow(tree.text, tree.text_capacity);
	}
	tree.text_used += bytes;
	return at;
}

static struct entry *
add_entry(const char *name)
{
	size_t length = strlen(name) + 1;
	struct entry *entry;

	if (tree.count == tree.capacity) {
		tree.capacity = tree.capacity ? tree.capacity * 2 : 1024;
		tree.entries = grow(tree.entries, tree.capacity * sizeof *tree.entries);
	}
	entry = &tree.entries[tree.count++];
	*entry = (struct entry){.name = keep_room(length)};
	memcpy(tree.text + entry->name, name, length);
	return entry;
}

static void
read_file(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	struct entry *entry = add_entry(name);
	struct stat status;

	if (fd < 0 || fstat(fd, &status) != 0)
		fail(name);
	entry->bytes = (size_t)status.st_size;
	entry->content = keep_room(entry->bytes);
	if (read(fd, tree.text + entry->content, entry->bytes) != (ssize_t)entry->bytes)
		fail(name);
	(void)close(fd);
	tree.files++;
	tree.bytes += entry->bytes;
	tree.largest = entry->bytes > tree.largest ? entry->bytes : tree.largest;
}

static int
is_below(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Files of a folder first, then the folders in it. */
static void
read_folder(const char *root, const char *path)
{
	char full[4096], below[2048];
	struct dirent **found;
	int fd, count;

	(void)snprintf(full, sizeof full, "%s/%s", root, path);
	fd = open(full, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	count = scandir(full, &found, is_below, NULL);
	if (fd < 0 || count < 0)
		fail(full);
	add_entry(path)->folder = true;
	tree.folders++;
	for (int i = 0; i < count; i++)
		if (found[i]->d_type == DT_REG)
			read_file(fd, found[i]->d_name);
	(void)close(fd);
	for (int i = 0; i < count; i++) {
		(void)snprintf(below, sizeof below, "%s%s%s", path, *path ? "/" : "", found[i]->d_name);
		if (found[i]->d_type == DT_DIR)
			read_folder(root, below);
		free(found[i]);
	}
	free(found);
}

static int
create_folder(int root, const char *path)
{
	int fd;

	if (*path && mkdirat(root, path, 0777) != 0)
		fail(path);
	fd = openat(root, *path ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		fail(path);
	return fd;
}

static void
create_file(int folder, const char *name, const char *bytes, size_t count)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

	if (fd < 0 || write(fd, bytes, count) != (ssize_t)count || close(fd) != 0)
		fail(name);
}

static void
create_tree(int root, const char *hot)
{
	int folder = -1;

	for (const struct entry *entry = tree.entries; entry < tree.entries + tree.count; entry++) {
		const char *name = tree.text + entry->name;
		if (!entry->folder) {
			create_file(folder, name, hot ? hot : tree.text + entry->content, entry->bytes);
			continue;
		}
		if (folder >= 0)
			(void)close(folder);
		folder = create_folder(root, name);
	}
	(void)close(folder);
}

static long long
microseconds(struct timeval time)
{
	return (long long)time.tv_sec * 1000000 + time.tv_usec;
}

static long long
wall_us(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int
main(int argc, char **argv)
{
	struct rusage before, after;
	long long start;
	char *hot = NULL;
	int root;

	if (argc < 3) {
		fputs("usage: create_floor FROM TO [hot]\n", stderr);
		return 2;
	}
	read_folder(argv[1], "");
	if (argc > 3)
		hot = memset(grow(NULL, tree.largest + 1), 'x', tree.largest + 1);
	if (mkdir(argv[2], 0777) != 0 || (root = open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		fail(argv[2]);
	(void)getrusage(RUSAGE_SELF, &before);
	start = wall_us();
	create_tree(root, hot);
	start = wall_us() - start;
	(void)getrusage(RUSAGE_SELF, &after);
	printf("files=%zu folders=%zu bytes=%zu user_us=%lld system_us=%lld wall_us=%lld\n", tree.files,
		tree.folders, tree.bytes, microseconds(after.ru_utime) - microseconds(before.ru_utime),
		microseconds(after.ru_stime) - microseconds(before.ru_stime), start);
	return 0;
}
