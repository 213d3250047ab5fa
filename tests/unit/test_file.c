/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test works in a folder of its own, as the current one. */
static int
enter(void **state)
{
	char *folder = memory_copy_text("/tmp/gorge-test-XXXXXX");

	*state = mkdtemp(folder);
	return *state && chdir(folder) == 0 ? 0 : -1;
}

static int
leave(void **state)
{
	struct error err = ERROR_INIT;
	bool deleted = chdir("/") == 0 && folder_delete(*state, &err);

	free(*state);
	return deleted ? 0 : -1;
}

static void
put(const char *path, const char *content)
{
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, content, strlen(content), &err));
}

static void
assert_content(const char *path, const char *content)
{
	CLEANUP_TEXT struct text text = {0};
	struct error err = ERROR_INIT;

	assert_true(file_read(path, &text, &err));
	assert_string_equal(text_string(&text), content);
}

static void
test_replaces_and_reads(void **state)
{
	CLEANUP_TEXT struct text text = {0};
	struct error err = ERROR_INIT;

	(void)state;
	put("a", "first");
	put("a", "second");
	assert_content("a", "second");
	put("a", "");
	assert_content("a", "");
	assert_false(file_exists("a.partial"));
	assert_true(file_read("/proc/self/status", &text, &err)); /* its size reads 0 */
	assert_non_null(strstr(text.data, "VmRSS"));
	assert_false(file_read("missing", &text, &err));
	assert_int_equal(err.id, ERROR_READ);
	assert_string_equal(err.where, "missing");
}

static void
test_what_cannot_be_replaced_stays(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_false(file_replace("missing/a", "x", 1, &err));
	assert_int_equal(err.id, ERROR_WRITE);
	error_clear(&err);
	assert_true(folder_make("folder", &err));
	assert_false(file_replace("folder", "x", 1, &err));
	assert_true(file_is_folder("folder"));
	assert_false(file_exists("folder.partial"));
}

static void
test_what_is_not_there_is_deleted_already(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(file_replace("x", "", 0, &err));
	assert_true(file_delete("x", &err));
	assert_false(file_exists("x"));
	assert_true(file_delete("x", &err));
	assert_int_equal(err.id, ERROR_NONE);
	assert_false(file_delete("/dev/null/x", &err));
	assert_int_equal(err.id, ERROR_WRITE);
	assert_string_equal(err.where, "/dev/null/x");
}

static void
test_kinds(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("x/y/z", &err));
	assert_true(folder_make("x/y/z", &err));
	assert_true(file_is_folder("x/y/z"));
	put("x/file", "");
	assert_true(file_exists("x/file") && !file_is_folder("x/file") && !file_is_program("x/file"));
	assert_int_equal(chmod("x/file", 0755), 0);
	assert_true(file_is_program("x/file"));
	assert_false(file_is_program("x"));
	assert_false(folder_make("x/file/below", &err));
	assert_int_equal(err.id, ERROR_WRITE);
}

/* A tree as the module cache leaves it: read-only, with a link to what is not ours. */
static void
test_deletes_what_is_read_only_and_follows_no_links(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("kept", &err) && folder_make("tree/below", &err));
	put("kept/file", "safe");
	put("tree/below/file", "x");
	assert_int_equal(symlink("../kept", "tree/link"), 0);
	assert_int_equal(chmod("tree/below", 0555), 0);
	assert_true(folder_delete("tree", &err));
	assert_false(file_exists("tree"));
	assert_content("kept/file", "safe");
	assert_true(folder_delete("tree", &err)); /* not there: fine */
}

static void
test_links_share_their_bytes(void **state)
{
	struct stat before, after;
	uint64_t bytes, files;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("from/below", &err));
	put("from/a", "12345");
	put("from/below/b", "123");
	assert_true(folder_link("from", "to", &err));
	assert_content("to/below/b", "123");
	assert_int_equal(stat("from/a", &before), 0);
	assert_int_equal(stat("to/a", &after), 0);
	assert_true(before.st_ino == after.st_ino);
	folder_measure("to", &bytes, &files);
	assert_int_equal(bytes, 8);
	assert_int_equal(files, 2);
	folder_measure("missing", &bytes, &files);
	assert_int_equal(bytes + files, 0);
}

static void
test_free_space_of_what_is_not_there_yet(void **state)
{
	uint64_t bytes = 0, inodes = 0, above = 0;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_free_space("/tmp/not/there/yet", &bytes, &inodes, &err));
	assert_true(folder_free_space("/tmp", &above, &inodes, &err));
	assert_true(bytes > 0 && inodes > 0 && above > 0);
}

static void
test_paths(void **state)
{
	CLEANUP_FREE char *program = path_find_program("sh"), *none = path_find_program("no-such-program-xyz");
	CLEANUP_FREE char *resolved = NULL;
	struct error err = ERROR_INIT;

	assert_string_equal(path_name("/a/b/c"), "c");
	assert_string_equal(path_name("c"), "c");
	assert_true(program && file_is_program(program));
	assert_null(none);
	resolved = path_resolve(".", &err);
	assert_string_equal(resolved, *state);
	assert_null(path_resolve("missing", &err));
	assert_int_equal(err.id, ERROR_READ);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_replaces_and_reads),
		TEST(test_what_cannot_be_replaced_stays),
		TEST(test_what_is_not_there_is_deleted_already),
		TEST(test_kinds),
		TEST(test_deletes_what_is_read_only_and_follows_no_links),
		TEST(test_links_share_their_bytes),
		TEST(test_free_space_of_what_is_not_there_yet),
		TEST(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
