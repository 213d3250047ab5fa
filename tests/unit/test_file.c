/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "platform/mark.h"
#include "platform/append_file.h"
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
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

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

/* Where -o and what is added to rows may lead: nothing there is changed that is no file. */
static void
test_what_is_no_file_is_not_written_to(void **state)
{
	static const struct {
		const char *path, *why;
	} refused[] = {{"fifo", "it is a FIFO"}, {"device", "it is a device"}, {"folder", "it is a folder"},
		{"socket", "it is a socket"}, {"to_fifo", "it is a FIFO"}, {"to_folder", "it is a folder"},
		{"to_nothing", "leads to nothing"}, {"to_itself", "Too many levels"}};
	static const struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
	CLEANUP_CLOSE int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	struct append_file file;
	struct stat before, after;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(mkfifo("fifo", 0644) == 0 && folder_make("folder", &err));
	assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
	assert_true(symlink("fifo", "to_fifo") == 0 && symlink("folder", "to_folder") == 0 &&
				symlink("nothing", "to_nothing") == 0 && symlink("to_itself", "to_itself") == 0);
	if (mknod("device", S_IFCHR | 0666, makedev(1, 3)) != 0) /* no root */
		assert_int_equal(symlink("/dev/null", "device"), 0);
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		assert_int_equal(lstat(refused[i].path, &before), 0);
		assert_false(file_replace(refused[i].path, "x", 1, &err));
		assert_int_equal(err.id, ERROR_WRITE);
		assert_string_equal(err.where, refused[i].path);
		assert_non_null(strstr(err.why, refused[i].why));
		error_clear(&err);
		assert_false(append_file_open(refused[i].path, &file, &err));
		assert_non_null(strstr(err.why, refused[i].why));
		error_clear(&err);
		assert_int_equal(lstat(refused[i].path, &after), 0);
		assert_true(before.st_ino == after.st_ino && before.st_mode == after.st_mode);
	}
	assert_false(file_exists("nothing"));
}

static void
test_a_link_to_a_file_is_written_through(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("elsewhere", &err));
	put("elsewhere/file", "old");
	assert_int_equal(symlink("elsewhere/file", "link"), 0);
	put("link", "new");
	assert_int_equal(file_kind("link"), FILE_LINK);
	assert_content("elsewhere/file", "new");
}

/* What stands beside a file under a name of any kind is the user's. */
static void
test_a_draft_takes_nobodys_name(void **state)
{
	CLEANUP_LIST struct list names = {0};
	struct error err = ERROR_INIT;

	(void)state;
	put("a.partial", "mine");
	assert_int_equal(symlink("nowhere", "b.partial"), 0);
	put("a", "1");
	put("b", "2");
	assert_content("a.partial", "mine");
	assert_true(folder_list(".", &names, &err));
	assert_int_equal(names.count, 4);
}

/* Of a killed gorge, of one that lives, of another world, of another file. */
static void
test_drafts_of_dead_gorges_are_deleted(void **state)
{
	struct mark alive = mark_self(), dead = alive, elsewhere = alive;
	char text[MARK_TEXT_BYTES];

	(void)state;
	dead.start_time++;
	elsewhere.world++;
	CLEANUP_FREE char *of_dead = text_format("a.partial-%s-0", mark_format(&dead, '-', text));
	CLEANUP_FREE char *of_other = text_format("b.partial-%s-0", mark_format(&dead, '-', text));
	CLEANUP_FREE char *of_alive = text_format("a.partial-%s-7", mark_format(&alive, '-', text));
	CLEANUP_FREE char *of_elsewhere = text_format("a.partial-%s-0", mark_format(&elsewhere, '-', text));
	const char *const kept[] = {of_other, of_alive, of_elsewhere};
	put(of_dead, "half");
	for (size_t i = 0; i < COUNT_OF(kept); i++)
		put(kept[i], "kept");
	put("a", "whole");
	assert_content("a", "whole");
	assert_false(file_exists(of_dead));
	for (size_t i = 0; i < COUNT_OF(kept); i++)
		assert_content(kept[i], "kept");
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
	assert_true(folder_make("from/below", &err) && folder_make("more", &err));
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
	put("more/a", "another");
	put("more/c", "12");
	assert_true(folder_link("more", "to", &err));
	assert_content("to/a", "12345"); /* what is there stays */
	assert_content("to/c", "12");
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
	static const struct {
		const char *path, *folder;
	} above[] = {{"/a/b/c", "/a/b"}, {"a/b", "a"}, {"/a", "/"}, {"a", "."}};
	CLEANUP_FREE char *program = path_find_program("sh"), *none = path_find_program("no-such-program-xyz");
	CLEANUP_FREE char *resolved = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(above); i++) {
		CLEANUP_FREE char *folder_of_it = path_folder(above[i].path);
		assert_string_equal(folder_of_it, above[i].folder);
	}
	assert_string_equal(path_name("/a/b/c"), "c");
	assert_string_equal(path_name("c"), "c");
	assert_true(program && file_is_program(program));
	assert_null(none);
	resolved = path_resolve(".", &err);
	assert_string_equal(resolved, folder);
	assert_null(path_resolve("missing", &err));
	assert_int_equal(err.id, ERROR_READ);
}

static void
test_moves_in_one_step(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	put("from", "new");
	put("to", "old");
	assert_true(file_move("from", "to", &err));
	assert_content("to", "new");
	assert_false(file_exists("from"));
	assert_true(folder_make("folder/below", &err));
	assert_true(file_move("folder", "moved", &err) && file_is_folder("moved/below"));
	assert_false(file_move("to", "moved", &err));
	assert_int_equal(err.id, ERROR_WRITE);
	assert_string_equal(err.where, "moved");
}

static mode_t
mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 0777;
}

static void
test_rights(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	put("file", "");
	assert_true(file_make_program("file", &err) && file_is_program("file"));
	assert_int_equal(mkdir("folder", 0500), 0);
	assert_true(folder_make_writable("folder", &err));
	assert_int_equal(mode_of("folder"), 0755);
	assert_false(file_make_program("missing", &err));
	assert_string_equal(err.where, "missing");
	error_clear(&err);
	assert_false(folder_make_writable("missing", &err));
	assert_int_equal(err.id, ERROR_WRITE);
}

/* Sets a file's time to so many seconds ago. */
static void
set_age(const char *path, int64_t seconds)
{
	struct timespec at = {.tv_sec = time(NULL) - (time_t)seconds};

	assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){at, at}, 0), 0);
}

static void
test_age(void **state)
{
	int64_t age_s;

	(void)state;
	put("file", "");
	set_age("file", 1000);
	assert_true(file_age("file", &age_s) && age_s >= 1000 && age_s < 1100);
	set_age("file", -1000);
	assert_true(file_age("file", &age_s) && age_s <= -900);
	assert_true(file_touch("file"));
	assert_true(file_age("file", &age_s) && age_s >= 0 && age_s < 100);
	assert_false(file_touch("missing") || file_age("missing", &age_s));
}

static void
test_a_unique_folder_is_nobody_elses(void **state)
{
	char one[] = "f-XXXXXX", other[] = "f-XXXXXX", nowhere[] = "missing/f-XXXXXX";
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make_unique(one, &err) && folder_make_unique(other, &err));
	assert_true(file_is_folder(one) && file_is_folder(other));
	assert_string_not_equal(one, other);
	assert_false(folder_make_unique(nowhere, &err));
	assert_int_equal(err.id, ERROR_WRITE);
}

static void
assert_list(const struct list *list, const char *const *expected)
{
	size_t i = 0;

	for (; i < list->count && expected[i]; i++)
		assert_string_equal(list->items[i], expected[i]);
	assert_true(i == list->count && !expected[i]);
}

static bool
refuse(void *context, const struct folder_entry *entry)
{
	(void)context;
	(void)entry;
	return false;
}

static void
test_lists_and_finds_in_order(void **state)
{
	CLEANUP_LIST struct list names = {0}, paths = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("f[x]*", &err) && folder_make("fx", &err));
	put("f[x]*/b.c", "");
	put("f[x]*/a.c", "");
	put("f[x]*/B.c", "");
	put("f[x]*/a.h", "");
	put("fx/not.c", "");
	list_add(&names, "kept");
	assert_true(folder_list("f[x]*", &names, &err));
	assert_list(&names, (const char *const[]){"kept", "B.c", "a.c", "a.h", "b.c", NULL});
	folder_find("f[x]*", "[ab].c", &paths);
	folder_find("f[x]*", "*.none", &paths);
	folder_find(".", "f*/?.h", &paths);
	assert_list(&paths, (const char *const[]){"f[x]*/a.c", "f[x]*/b.c", "./f[x]*/a.h", NULL});
	assert_false(folder_each("fx", refuse, NULL, &err));
	assert_int_equal(err.id, ERROR_NONE);
	assert_false(folder_list("missing", &names, &err));
	assert_int_equal(err.id, ERROR_READ);
	assert_string_equal(err.where, "missing");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_replaces_and_reads),
		TEST(test_what_cannot_be_replaced_stays),
		TEST(test_what_is_not_there_is_deleted_already),
		TEST(test_what_is_no_file_is_not_written_to),
		TEST(test_a_link_to_a_file_is_written_through),
		TEST(test_a_draft_takes_nobodys_name),
		TEST(test_drafts_of_dead_gorges_are_deleted),
		TEST(test_kinds),
		TEST(test_deletes_what_is_read_only_and_follows_no_links),
		TEST(test_links_share_their_bytes),
		TEST(test_free_space_of_what_is_not_there_yet),
		TEST(test_paths),
		TEST(test_moves_in_one_step),
		TEST(test_rights),
		TEST(test_age),
		TEST(test_a_unique_folder_is_nobody_elses),
		TEST(test_lists_and_finds_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
