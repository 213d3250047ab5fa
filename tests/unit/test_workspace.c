/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "unit/in_child.h"

#include "execute/stores/workspace.h"
#include "platform/mark.h"
#include "platform/own_folder.h"
#include "unit/scratch_folder.h"

#include <sched.h>
#include <sys/mount.h>

static int
enter_scratch(void **state)
{
	return enter_folder(state) != 0 || setenv("GORGE_SCRATCH", "scratch", 1) != 0 ||
		   setenv("XDG_CACHE_HOME", folder, 1) != 0 || setenv("GORGE_TOOLCHAINS", "toolchains", 1) != 0;
}

static void
test_those_that_nobody_holds_are_deleted(void **state)
{
	struct workspace held, next;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(folder_make("scratch/workspace-left/runs", &err) && folder_make("scratch/other", &err));
	assert_true(own_folder_mark("scratch/workspace-left", &err) && own_folder_mark("scratch/other", &err));
	assert_true(workspace_open(&held, &err));
	assert_true(workspace_open(&next, &err));
	assert_string_not_equal(held.folder, next.folder);
	assert_false(file_exists("scratch/workspace-left"));
	assert_true(file_is_folder("scratch/other"));
	assert_true(file_is_folder(held.folder) && file_is_folder(next.folder));
	workspace_close(&held);
	workspace_close(&next);
}

static void
test_so_is_what_is_left_in_the_other_stores(void **state)
{
	static const char *const left[] = {"gorge/kept/partial-abcdef", "toolchains/.fetching-abcdef"};
	struct workspace workspace;
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(left); i++)
		assert_true(folder_make(left[i], &err) && own_folder_mark(left[i], &err));
	assert_true(file_replace("toolchains/.lock", "", 0, &err));
	assert_true(workspace_open(&workspace, &err));
	workspace_close(&workspace);
	for (size_t i = 0; i < COUNT_OF(left); i++)
		assert_false(file_exists(left[i]));
}

/* A folder that is being made bears a mark in its name until it bears one inside. */
static void
test_what_is_left_of_making_one_is_deleted(void **state)
{
	struct mark alive = mark_self(), dead = alive;
	char text[MARK_TEXT_BYTES];
	struct workspace workspace;
	struct error err = ERROR_INIT;
	CLEANUP_LIST struct list left = {0};

	(void)state;
	dead.start_time++;
	CLEANUP_FREE char *of_dead = text_format("scratch/.gorge-new-%s/a", mark_format(&dead, '-', text));
	CLEANUP_FREE char *users = memory_copy_text("scratch/.gorge-new-mine/a");
	assert_true(folder_make(of_dead, &err) && folder_make(users, &err));
	assert_true(workspace_open(&workspace, &err));
	assert_true(own_folder_is(workspace.folder));
	assert_false(file_exists(of_dead));
	assert_true(file_exists(users));
	folder_find("scratch", ".gorge-new-*", &left);
	assert_int_equal(left.count, 1);
	workspace_close(&workspace);
}

/* What cannot be deleted is no error: the work is done. */
static int
close_one_that_stays(void)
{
	struct workspace workspace;
	struct error err = ERROR_INIT;

	if (!workspace_open(&workspace, &err))
		return 1;
	CLEANUP_FREE char *mounted = workspace_folder(&workspace, "a", "mounted", &err);
	CLEANUP_FREE char *path = memory_copy_text(workspace.folder);
	if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		mount("none", mounted, "tmpfs", 0, "size=64k") != 0)
		return NOT_HERE;
	workspace_close(&workspace);
	return own_folder_is(path) ? 0 : 2;
}

static void
test_one_that_stays_is_left_to_the_next_gorge(void **state)
{
	CLEANUP_LIST struct list left = {0};
	struct workspace workspace;
	struct error err = ERROR_INIT;

	(void)state;
	assert_in_child(close_one_that_stays);
	assert_true(workspace_open(&workspace, &err));
	workspace_close(&workspace);
	folder_find("scratch", "workspace-*", &left);
	assert_int_equal(left.count, 0);
}

/* Neither one of such a name, nor a link to one that is gorge's, nor one with a marker of other words. */
static void
test_what_gorge_did_not_make_is_kept(void **state)
{
	static const char *const users[] = {"scratch/workspace-mine", "scratch/workspace-Ab12Cd", "elsewhere"};
	CLEANUP_LIST struct list left = {0};
	struct workspace workspace;
	struct error err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(users); i++)
		assert_true(folder_make(users[i], &err));
	assert_true(file_replace("scratch/workspace-Ab12Cd/" OWN_FOLDER_MARKER, "mine\n", 5, &err));
	assert_true(file_replace("scratch/workspace-file", "", 0, &err) && own_folder_mark("elsewhere", &err));
	assert_int_equal(symlink("../elsewhere", "scratch/workspace-link"), 0);
	assert_true(workspace_open(&workspace, &err));
	workspace_close(&workspace);
	folder_find("scratch", "workspace-*", &left);
	assert_int_equal(left.count, 4);
	assert_true(file_exists("elsewhere/" OWN_FOLDER_MARKER));
	assert_false(file_exists("scratch/workspace-mine/.lock"));
}

static int
open_beside_one_that_stays(void)
{
	struct workspace workspace;
	struct error err = ERROR_INIT;

	if (!folder_make("scratch/workspace-left/mounted", &err) ||
		!folder_make("scratch/workspace-left/x", &err) || !own_folder_mark("scratch/workspace-left", &err) ||
		unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
		mount("none", "scratch/workspace-left/mounted", "tmpfs", 0, "size=64k") != 0)
		return NOT_HERE;
	bool opened = workspace_open(&workspace, &err);
	workspace_close(&workspace);
	return !opened || !own_folder_is("scratch/workspace-left") || file_exists("scratch/workspace-left/x");
}

/* What keeps one leftover keeps neither gorge nor the rest of it. */
static void
test_a_leftover_that_stays_is_in_nobodys_way(void **state)
{
	struct workspace workspace;
	struct error err = ERROR_INIT;

	(void)state;
	assert_in_child(open_beside_one_that_stays);
	assert_true(workspace_open(&workspace, &err));
	workspace_close(&workspace);
	assert_false(file_exists("scratch/workspace-left"));
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
	workspace_close(&workspace);
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
	workspace_close(&workspace);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_scratch, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_those_that_nobody_holds_are_deleted),
		TEST(test_so_is_what_is_left_in_the_other_stores),
		TEST(test_what_is_left_of_making_one_is_deleted),
		TEST(test_one_that_stays_is_left_to_the_next_gorge),
		TEST(test_what_gorge_did_not_make_is_kept),
		TEST(test_a_leftover_that_stays_is_in_nobodys_way),
		TEST(test_nothing_outlives_its_close),
		TEST(test_without_a_place_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
