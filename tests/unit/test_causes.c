/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands in the way is told, not what was tried after it or stands beside it.
 */
#include "unit/scratch_folder.h"
#include "platform/append_file.h"
#include "platform/interrupt.h"
#include "platform/mark.h"
#include "toolchain/describe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "unit/in_child.h"
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { LARGE = 300000 };

/* 0 when an error of this kind says so. */
static int
told(const struct error *err, enum error_id id, const char *why)
{
	if (err->id == id && strstr(err->why, why))
		return 0;
	(void)fprintf(stderr, "told as '%s': %s\n", error_what(err->id), err->why);
	return 1;
}

static bool
put_large(const char *path, struct error *err)
{
	static char bytes[LARGE];

	return file_replace(path, bytes, sizeof bytes, err);
}

/* Linking to another file system is impossible at first, and then there is no room for the copy. */
static int
link_to_a_full_disk(void)
{
	struct error err = ERROR_INIT;

	if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		!folder_make("from", &err) || !folder_make("small", &err) || !put_large("from/large", &err) ||
		mount("none", "small", "tmpfs", 0, "size=64k") != 0)
		return NOT_HERE;
	return folder_link("from", "small/to", &err) || told(&err, ERROR_WRITE, "No space left");
}

static int
write_above_the_limit(void)
{
	static const struct rlimit small = {4096, 4096};
	static char bytes[LARGE];
	struct append_file file = {0};
	struct error err = ERROR_INIT;

	interrupt_install();
	if (setrlimit(RLIMIT_FSIZE, &small) != 0 || !append_file_open("rows", &file, &err))
		return NOT_HERE;
	if (append_file_add(&file, bytes, sizeof bytes, &err) || told(&err, ERROR_WRITE, "File too large") ||
		file.size_bytes != 0)
		return 1;
	append_file_close(&file);
	error_clear(&err);
	if (put_large("file", &err) || told(&err, ERROR_WRITE, "File too large"))
		return 2;
	return file_exists("file");
}

static const char *const no_arguments[] = {NULL};

static bool
become_ordinary(void)
{
	return chmod(folder, 0777) == 0 && setgid(65534) == 0 && setuid(65534) == 0;
}

static int
ask_without_processes(void)
{
	static const struct rlimit none = {0, 0};
	CLEANUP_TEXT struct text answer = {0};
	struct error err = ERROR_INIT;

	if (!become_ordinary() || setrlimit(RLIMIT_NPROC, &none) != 0)
		return NOT_HERE;
	return toolchain_ask("/bin/true", no_arguments, &answer, &err) ||
		   told(&err, ERROR_NO_RESOURCES, "Resource temporarily unavailable");
}

static int
ask_without_descriptors(void)
{
	static const struct rlimit none = {3, 3};
	CLEANUP_TEXT struct text answer = {0};
	struct error err = ERROR_INIT;

	(void)mark_self(); /* as gorge knows from its start on */
	if (setrlimit(RLIMIT_NOFILE, &none) != 0)
		return NOT_HERE;
	return toolchain_ask("/bin/true", no_arguments, &answer, &err) ||
		   told(&err, ERROR_NO_RESOURCES, "Too many open files");
}

static void
test_no_room_for_what_cannot_be_linked(void **state)
{
	(void)state;
	assert_in_child(link_to_a_full_disk);
}

static void
test_files_that_may_not_be_larger(void **state)
{
	(void)state;
	assert_in_child(write_above_the_limit);
}

static void
test_no_process_is_no_fault_of_a_toolchain(void **state)
{
	(void)state;
	assert_in_child(ask_without_processes);
}

static void
test_nor_is_no_descriptor(void **state)
{
	(void)state;
	assert_in_child(ask_without_descriptors);
}

/* The go command starts, and is itself let down. */
static void
test_nor_is_what_it_lacks_itself(void **state)
{
	static const char script[] = "#!/bin/sh\nexec >&2\n"
								 "echo 'runtime: failed to create new OS thread (have 2 already; errno=11)'\n"
								 "echo 'fatal error: newosproc'\necho goroutine 1\necho a\necho b\necho c\n"
								 "exit 2\n";
	CLEANUP_FREE char *go = text_format("%s/go", folder);
	CLEANUP_TEXT struct text answer = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(file_replace(go, script, strlen(script), &err) && file_make_program(go, &err));
	assert_false(toolchain_ask(go, no_arguments, &answer, &err));
	assert_int_equal(told(&err, ERROR_NO_RESOURCES, "failed to create new OS thread"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_no_room_for_what_cannot_be_linked),
		TEST(test_files_that_may_not_be_larger),
		TEST(test_no_process_is_no_fault_of_a_toolchain),
		TEST(test_nor_is_no_descriptor),
		TEST(test_nor_is_what_it_lacks_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
