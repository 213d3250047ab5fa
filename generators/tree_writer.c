/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/tree_writer.h"
#include "platform/file.h"
#include "platform/tree.h"

#include <string.h>

void
tree_writer_init(struct tree_writer *tree, int root, const char *root_path)
{
	tree->root = root;
	tree->root_path = root_path;
	tree->above = tree->folder = -1;
	tree->files_in_folder = tree->count = tree->files = 0;
}

static void
close_folder(const struct tree_writer *tree, int *folder)
{
	if (*folder >= 0 && *folder != tree->root)
		(void)file_close(*folder);
	*folder = -1;
}

void
tree_writer_dispose(struct tree_writer *tree)
{
	close_folder(tree, &tree->folder);
	close_folder(tree, &tree->above);
	tree->count = tree->files = 0;
}

bool
tree_writer_raise(const char *root_path, const char *path, struct error *err)
{
	enum { ROOT_MOST = 250 };
	char where[sizeof err->where];
	size_t length = strlen(root_path), path_length = strlen(path);
	bool whole = length <= ROOT_MOST;

	if (path_length > 1 && path[path_length - 1] == '/')
		path_length--;
	(void)snprintf(where, sizeof where, "%s%s/%.*s", whole ? "" : "...",
		whole ? root_path : root_path + length - ROOT_MOST, (int)path_length, path);
	return error_raise_errno(err, ERROR_WRITE, where);
}

/* Makes every folder of a path that ends in '/'. Another thread may be making the same ones. */
static bool
make_folders(const struct tree_writer *tree, char *path, struct error *err)
{
	for (char *slash = path; (slash = strchr(slash, '/')) != NULL; slash++) {
		bool made;
		*slash = '\0';
		made = tree_make(tree->root, path) || tree_writer_raise(tree->root_path, path, err);
		*slash = '/';
		if (!made)
			return false;
	}
	return true;
}

/* Makes and opens the folder of the first `length` bytes of a path, the last of them a '/'. */
static bool
open_above(struct tree_writer *tree, const char *path, size_t length, struct error *err)
{
	char *above = tree->above_path;

	close_folder(tree, &tree->above);
	memcpy(above, path, length);
	above[length] = '\0';
	tree->above_length = length;
	if (!make_folders(tree, above, err))
		return false;
	tree->above = length > 0 ? tree_enter(tree->root, above) : tree->root;
	return tree->above >= 0 || tree_writer_raise(tree->root_path, above, err);
}

/* Of a folder's path, which ends in '/', how much names the one above. */
static size_t
length_above(const struct tree_step *step)
{
	size_t length = step->folder_length;

	while (length > 0 && (length == step->folder_length || step->path[length - 1] != '/'))
		length--;
	return length;
}

/* Neighbours are mostly made one after another: the folder above them stays open. */
static bool
make_folder(struct tree_writer *tree, struct tree_step *step, struct error *err)
{
	size_t above = length_above(step);
	bool stays =
		tree->above >= 0 && above == tree->above_length && memcmp(tree->above_path, step->path, above) == 0;

	close_folder(tree, &tree->folder);
	tree->files_in_folder = 0;
	if (!stays && !open_above(tree, step->path, above, err))
		return false;
	return step->folder_length == 0 || tree_make(tree->above, step->path + above) ||
		   tree_writer_raise(tree->root_path, step->path, err);
}

/* Opening a folder and closing it costs the kernel as much as finding it for some files: it is opened for
 * those that have more. */
static int
create_file(struct tree_writer *tree, struct tree_step *step)
{
	enum { FILES_WITHOUT = 8 };
	char *name = step->path + step->folder_length, *below = step->path + tree->above_length;

	if (below == name || ++tree->files_in_folder <= FILES_WITHOUT)
		return tree_create(tree->above, below);
	if (tree->folder < 0) {
		name[-1] = '\0';
		tree->folder = tree_enter(tree->above, below);
		name[-1] = '/';
	}
	return tree->folder < 0 ? -1 : tree_create(tree->folder, name);
}

static bool
make_file(struct tree_writer *tree, struct tree_step *step, struct error *err)
{
	int fd = create_file(tree, step);

	return (fd >= 0 && file_write_and_close(fd, step->bytes, step->count)) ||
		   tree_writer_raise(tree->root_path, step->path, err);
}

bool
tree_writer_flush(struct tree_writer *tree, struct error *err)
{
	unsigned count = tree->count;

	tree->count = tree->files = 0;
	for (struct tree_step *step = tree->steps; step < tree->steps + count; step++)
		if (!(step->is_folder ? make_folder(tree, step, err) : make_file(tree, step, err)))
			return false;
	return true;
}

static struct tree_step *
add_step(struct tree_writer *tree, const char *path, size_t folder_length)
{
	struct tree_step *step = &tree->steps[tree->count++];
	size_t length = strlen(path);

	if (length >= sizeof step->path)
		BUG("the path %s is too long", path);
	memcpy(step->path, path, length + 1);
	step->folder_length = folder_length;
	step->is_folder = false;
	return step;
}

bool
tree_writer_folder(struct tree_writer *tree, const char *path, struct error *err)
{
	size_t length = strlen(path);
	struct tree_step *step;

	if (tree->count == TREE_STEPS && !tree_writer_flush(tree, err))
		return false;
	step = add_step(tree, path, length > 0 ? length + 1 : 0);
	step->is_folder = true;
	if (length > 0)
		memcpy(step->path + length, "/", 2);
	return true;
}

bool
tree_writer_file(struct tree_writer *tree, const char *path, size_t folder_length, const char *bytes,
	size_t count, struct error *err)
{
	struct tree_step *step;

	if ((tree->count == TREE_STEPS || tree->files == TREE_LENT) && !tree_writer_flush(tree, err))
		return false;
	step = add_step(tree, path, folder_length);
	step->bytes = bytes;
	step->count = count;
	tree->files++;
	return true;
}

int
tree_writer_open(struct tree_writer *tree, const char *path, size_t folder_length, struct error *err)
{
	struct tree_step *step;
	int fd;

	if (!tree_writer_flush(tree, err))
		return -1;
	step = add_step(tree, path, folder_length);
	tree->count = 0;
	fd = create_file(tree, step);
	if (fd < 0)
		(void)tree_writer_raise(tree->root_path, path, err);
	return fd;
}
