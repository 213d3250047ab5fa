/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/tree.h"
#include "unit/scratch_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
assert_content(int above, const char *path, const char *content)
{
	CLEANUP_TEXT struct text text = {0};

	text_append(&text, "what it held before");
	assert_true(tree_read(above, path, &text));
	assert_string_equal(text_string(&text), content);
}

static void
test_makes_what_is_not_there(void **state)
{
	CLEANUP_CLOSE int root = tree_open("."), below = -1;
	int fd;

	(void)state;
	assert_true(tree_make(root, "below") && tree_make(root, "below"));
	assert_false(tree_make(root, "missing/below"));
	assert_true((below = tree_enter(root, "below")) >= 0);
	assert_true((fd = tree_create(below, "file")) >= 0);
	assert_true(file_write_and_close(fd, "content", 7));
	assert_content(root, "below/file", "content");
	assert_int_equal(tree_create(root, "below/file"), -1);
	assert_int_equal(errno, EEXIST);
}

static void
test_a_full_disk_is_told(void **state)
{
	CLEANUP_CLOSE int root = tree_open("/dev");

	(void)state;
	assert_false(tree_write(root, "full", "x", 1));
	assert_int_equal(errno, ENOSPC);
}

static void
test_writes_in_place_of_what_was_there(void **state)
{
	CLEANUP_CLOSE int root = tree_open(".");

	(void)state;
	assert_true(tree_write(root, "file", "a long one", 10));
	assert_true(tree_write(root, "file", "short", 5));
	assert_content(root, "file", "short");
}

/* But the folder that everything lies in is wherever the user says. */
static void
test_no_link_is_followed(void **state)
{
	CLEANUP_CLOSE int root = tree_open("."), linked = -1;
	CLEANUP_TEXT struct text text = {0};

	(void)state;
	assert_true(tree_make(root, "folder") && tree_write(root, "file", "safe", 4));
	assert_int_equal(symlink("folder", "to_folder") | symlink("file", "to_file"), 0);
	assert_int_equal(tree_enter(root, "to_folder"), -1);
	assert_int_equal(tree_create(root, "to_file"), -1);
	assert_false(tree_write(root, "to_file", "lost", 4));
	assert_false(tree_read(root, "to_file", &text));
	assert_content(root, "file", "safe");
	assert_true(tree_read_link(root, "to_file", &text));
	assert_string_equal(text_string(&text), "file");
	assert_false(tree_read_link(root, "file", &text));
	assert_true((linked = tree_open("to_folder")) >= 0);
}

static bool
note_kind(void *context, const struct folder_entry *entry)
{
	struct list *kinds = context;

	list_add_format(kinds, "%s %d", entry->name, (int)entry->kind);
	assert_int_equal(faccessat(entry->folder, entry->name, F_OK, AT_SYMLINK_NOFOLLOW), 0);
	return true;
}

static bool
end_at_once(void *context, const struct folder_entry *entry)
{
	size_t *visits = context;

	(void)entry;
	++*visits;
	errno = EIO; /* of something that the visitor has tried */
	return false;
}

static void
test_visits_each_once(void **state)
{
	static const struct {
		const char *name;
		enum file_kind kind;
	} there[] = {{"file", FILE_PLAIN}, {"folder", FILE_FOLDER}, {"link", FILE_LINK}, {"pipe", FILE_OTHER}};
	CLEANUP_CLOSE int root = tree_open(".");
	CLEANUP_LIST struct list kinds = {0};
	size_t visits = 0;

	(void)state;
	assert_true(tree_make(root, "folder") && tree_write(root, "file", "", 0));
	assert_int_equal(symlink("missing", "link") | mkfifo("pipe", 0600), 0);
	assert_true(tree_each(root, ".", note_kind, &kinds));
	assert_int_equal(kinds.count, COUNT_OF(there));
	for (size_t i = 0; i < COUNT_OF(there); i++) {
		CLEANUP_FREE char *told = text_format("%s %d", there[i].name, (int)there[i].kind);
		assert_true(list_contains(&kinds, told));
		assert_int_equal(file_kind(there[i].name), there[i].kind);
	}
	assert_int_equal(file_kind("missing"), FILE_MISSING);
	assert_false(tree_each(root, ".", end_at_once, &visits));
	assert_int_equal(errno, 0);
	assert_int_equal(visits, 1);
	assert_false(tree_each(root, "file", note_kind, &kinds));
	assert_int_equal(errno, ENOTDIR);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_makes_what_is_not_there),
		TEST(test_a_full_disk_is_told),
		TEST(test_writes_in_place_of_what_was_there),
		TEST(test_no_link_is_followed),
		TEST(test_visits_each_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
