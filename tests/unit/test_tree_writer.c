/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "generators/tree_writer.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int root;
static struct tree_writer *tree;

/* Each test's tree has a folder of its own. */
static int
begin_tree(void **state)
{
	static int number;
	char path[64];

	(void)state;
	(void)snprintf(path, sizeof path, "%s/%d", folder, number++);
	assert_int_equal(mkdir(path, 0777), 0);
	root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	tree = memory_zeroed(1, sizeof *tree);
	tree_writer_init(tree, root, "/the/root");
	return root < 0;
}

static int
end_tree(void **state)
{
	(void)state;
	tree_writer_dispose(tree);
	free(tree);
	return close(root);
}

static bool
has(const char *path, const char *bytes)
{
	char found[64] = "";
	int fd = openat(root, path, O_RDONLY | O_CLOEXEC);
	ssize_t count = fd < 0 ? -1 : read(fd, found, sizeof found - 1);

	if (fd >= 0)
		(void)close(fd);
	return count == (ssize_t)strlen(bytes) && strcmp(found, bytes) == 0;
}

static bool
is_there(const char *path)
{
	return faccessat(root, path, F_OK, 0) == 0;
}

static bool
add(const char *in_folder, const char *name, const char *bytes, struct error *err)
{
	char path[TREE_PATH_BYTES];
	size_t length = strlen(in_folder);

	(void)snprintf(path, sizeof path, "%s%s%s", in_folder, length > 0 ? "/" : "", name);
	return tree_writer_file(tree, path, length > 0 ? length + 1 : 0, bytes, strlen(bytes), err);
}

static void
test_steps_wait_until_a_flush(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(tree_writer_folder(tree, "engine/ledger1", &err));
	assert_true(add("engine/ledger1", "a.go", "package a", &err));
	assert_false(is_there("engine"));
	assert_true(tree_writer_flush(tree, &err));
	assert_true(has("engine/ledger1/a.go", "package a"));
}

static void
test_what_waits_is_done_when_more_comes(void **state)
{
	struct error err = ERROR_INIT;
	char name[16];

	(void)state;
	assert_true(tree_writer_folder(tree, "", &err));
	for (int i = 0; i <= TREE_LENT; i++) {
		(void)snprintf(name, sizeof name, "f%d", i);
		assert_true(add("", name, "x", &err));
	}
	assert_true(has("f0", "x"));
	assert_true(is_there("f15"));
	assert_false(is_there(name));
	assert_true(tree_writer_flush(tree, &err));
	assert_true(is_there(name));
}

static void
test_folders_of_any_depth_and_size(void **state)
{
	static const char *const folders[] = {"a/b/c", "a/b/d", "", "a", "a/b/c", "e"};
	struct error err = ERROR_INIT;
	char name[16], path[64];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		assert_true(tree_writer_folder(tree, folders[i], &err));
		for (int file = 0; file < 30; file++) {
			(void)snprintf(name, sizeof name, "%zu-%d", i, file);
			assert_true(add(folders[i], name, "content", &err));
		}
	}
	assert_true(tree_writer_flush(tree, &err));
	for (size_t i = 0; i < COUNT_OF(folders); i++) {
		for (int file = 0; file < 30; file++) {
			(void)snprintf(path, sizeof path, "%s%s%zu-%d", folders[i], *folders[i] ? "/" : "", i, file);
			assert_true(has(path, "content"));
		}
	}
}

static void
test_an_empty_file_is_no_folder(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(tree_writer_folder(tree, "", &err));
	assert_true(tree_writer_file(tree, "empty", 0, NULL, 0, &err));
	assert_true(tree_writer_flush(tree, &err));
	assert_true(has("empty", ""));
}

static void
test_a_file_that_is_there_is_not_overwritten(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(tree_writer_folder(tree, "p", &err));
	assert_true(add("p", "a.go", "first", &err));
	assert_true(add("p", "a.go", "second", &err));
	assert_true(add("p", "b.go", "third", &err));
	assert_false(tree_writer_flush(tree, &err));
	assert_int_equal(err.id, ERROR_WRITE);
	assert_string_equal(err.where, "/the/root/p/a.go");
	assert_true(has("p/a.go", "first"));
	assert_false(is_there("p/b.go"));
}

static void
test_a_folder_that_cannot_be_made_is_named(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(tree_writer_folder(tree, "", &err));
	assert_true(add("", "taken", "a file", &err));
	assert_true(tree_writer_folder(tree, "taken/below/it", &err));
	assert_false(tree_writer_flush(tree, &err));
	assert_int_equal(err.id, ERROR_WRITE);
	assert_string_equal(err.where, "/the/root/taken/below");
}

static void
test_a_file_for_the_caller_comes_after_what_waits(void **state)
{
	struct error err = ERROR_INIT;
	int fd;

	(void)state;
	assert_true(tree_writer_folder(tree, "p", &err));
	assert_true(add("p", "before", "x", &err));
	fd = tree_writer_open(tree, "p/own", 2, &err);
	assert_true(fd >= 0);
	assert_true(has("p/before", "x"));
	assert_int_equal(write(fd, "mine", 4), 4);
	assert_int_equal(close(fd), 0);
	assert_true(has("p/own", "mine"));
	assert_int_equal(tree_writer_open(tree, "p/own", 2, &err), -1);
	assert_int_equal(err.id, ERROR_WRITE);
	assert_string_equal(err.where, "/the/root/p/own");
}

#define TREE_TEST(function) cmocka_unit_test_setup_teardown(function, begin_tree, end_tree)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TREE_TEST(test_steps_wait_until_a_flush),
		TREE_TEST(test_what_waits_is_done_when_more_comes),
		TREE_TEST(test_folders_of_any_depth_and_size),
		TREE_TEST(test_an_empty_file_is_no_folder),
		TREE_TEST(test_a_file_that_is_there_is_not_overwritten),
		TREE_TEST(test_a_folder_that_cannot_be_made_is_named),
		TREE_TEST(test_a_file_for_the_caller_comes_after_what_waits),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
