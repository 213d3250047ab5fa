/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "platform/own_folder.h"
#include "unit/scratch_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOBODY = 65534 };

/* Root may do anything to a folder, so it becomes nobody, who owns `path`, until become_self(). */
static void
become_ordinary(const char *path)
{
	if (geteuid() != 0)
		return;
	assert_int_equal(chown(path, NOBODY, NOBODY), 0);
	assert_int_equal(seteuid(NOBODY), 0);
}

static void
become_self(void)
{
	if (getuid() == 0)
		assert_int_equal(seteuid(0), 0);
}

static char *
make_own(const char *where)
{
	struct error err = ERROR_INIT;
	char *path = text_format("%s/own-XXXXXX", where);
	CLEANUP_FREE char *file = NULL;

	assert_true(own_folder_make(path, &err));
	file = text_format("%s/file", path);
	assert_true(file_replace(file, "x", 1, &err));
	return path;
}

static void
test_a_folder_that_cannot_go_keeps_its_mark(void **state)
{
	CLEANUP_FREE char *path = make_own(*state), *file = text_format("%s/file", path);
	struct error err = ERROR_INIT;

	assert_int_equal(chmod(*state, 0555), 0);
	become_ordinary(path);
	assert_false(own_folder_delete(path, &err));
	become_self();
	assert_int_equal(err.id, ERROR_WRITE);
	assert_false(file_exists(file));
	assert_true(own_folder_is(path));
	assert_int_equal(chmod(*state, 0755), 0);
	error_clear(&err);
	assert_true(own_folder_delete(path, &err));
	assert_false(file_exists(path));
}

/* What is deleted was gorge's; what a link leads to was not, and gets no mark either. */
static void
test_a_link_gives_nothing_a_mark(void **state)
{
	CLEANUP_FREE char *mine = text_format("%s/mine", (const char *)*state);
	CLEANUP_FREE char *link = text_format("%s/link", (const char *)*state);
	struct error err = ERROR_INIT;

	assert_true(folder_make(mine, &err));
	assert_true(file_link_to(mine, link, &err));
	assert_false(own_folder_is(link));
	assert_true(own_folder_delete(link, &err));
	assert_true(file_exists(mine));
	assert_false(own_folder_is(mine));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			test_a_folder_that_cannot_go_keeps_its_mark, make_folder, delete_folder),
		cmocka_unit_test_setup_teardown(test_a_link_gives_nothing_a_mark, make_folder, delete_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
