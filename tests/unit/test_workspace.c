/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "execute/stores/workspace.h"
#include "unit/scratch_folder.h"

static int
enter_scratch(void **state)
{
	return enter_folder(state) != 0 || setenv("GORGE_SCRATCH", "scratch", 1) != 0;
}

static void
test_those_that_nobody_holds_are_deleted(void **state)
{
	struct workspace held, next;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("scratch/workspace-left/runs", &err) && folder_make("scratch/other", &err));
	assert_true(workspace_open(&held, &err));
	assert_true(workspace_open(&next, &err));
	assert_string_not_equal(held.folder, next.folder);
	assert_false(file_exists("scratch/workspace-left"));
	assert_true(file_is_folder("scratch/other"));
	assert_true(file_is_folder(held.folder) && file_is_folder(next.folder));
	assert_true(workspace_close(&held, &err) && workspace_close(&next, &err));
}

static void
test_nothing_outlives_its_close(void **state)
{
	CLEANUP_LIST struct list left = {0};
	struct workspace workspace;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(workspace_open(&workspace, &err));
	CLEANUP_FREE char *runs = workspace_folder(&workspace, "runs", "one", &err);
	assert_true(runs && file_is_folder(runs));
	assert_true(workspace_close(&workspace, &err));
	folder_find("scratch", "workspace-*", &left);
	assert_int_equal(left.count, 0);
}

static void
test_without_a_place_there_is_none(void **state)
{
	struct workspace workspace;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(file_replace("scratch", "", 0, &err));
	assert_false(workspace_open(&workspace, &err));
	assert_int_equal(err.id, ERROR_WRITE);
	error_clear(&err);
	assert_true(workspace_close(&workspace, &err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_scratch, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_those_that_nobody_holds_are_deleted),
		TEST(test_nothing_outlives_its_close),
		TEST(test_without_a_place_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
