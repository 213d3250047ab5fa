/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "execute/stores/kept.h"
#include "platform/own_folder.h"
#include "unit/scratch_folder.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { DAY_S = 24 * 3600, MOST = 24 };

/* Each test's cache is the folder that it works in. */
static int
enter_cache(void **state)
{
	return enter_folder(state) != 0 || setenv("XDG_CACHE_HOME", folder, 1) != 0;
}

static bool
make(const void *context, const char *into, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/content", into);

	return file_replace(path, context, strlen(context), err);
}

static bool
give_up(const void *context, const char *into, struct error *err)
{
	return make(context, into, err) && error_raise(err, ERROR_PREPARE, "here", "it was meant to fail");
}

static void
assert_kept(const char *found, const char *content)
{
	CLEANUP_FREE char *path = text_format("%s/content", found);
	CLEANUP_TEXT struct text text = {0};

	assert_true(file_try_read(path, &text));
	assert_string_equal(text_string(&text), content);
}

static void
make_unused(const char *name, int64_t seconds)
{
	CLEANUP_FREE char *path = text_format("gorge/kept/%s", name);
	struct timespec at = {.tv_sec = time(NULL) - (time_t)seconds};
	struct error err = ERROR_INIT;

	assert_true(folder_make(path, &err) && own_folder_mark(path, &err));
	assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){at, at}, 0), 0);
}

static void
test_what_is_kept_is_made_once(void **state)
{
	CLEANUP_FREE char *first = NULL, *second = NULL;
	struct error err = ERROR_INIT;
	int64_t age_s;

	(void)state;
	assert_non_null(first = kept_find_or_make("name", make, "first", &err));
	make_unused("name", DAY_S);
	assert_non_null(second = kept_find_or_make("name", make, "second", &err));
	assert_string_equal(first, second);
	assert_kept(second, "first");
	assert_true(file_age(second, &age_s) && age_s < 100);
}

static void
test_what_could_not_be_made_leaves_nothing(void **state)
{
	CLEANUP_LIST struct list left = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_null(kept_find_or_make("name", give_up, "some", &err));
	assert_int_equal(err.id, ERROR_PREPARE);
	error_clear(&err);
	assert_true(folder_list("gorge/kept", &left, &err));
	assert_int_equal(left.count, 0);
}

/* Another gorge is done while this one is still making it. */
static bool
be_late(const void *context, const char *into, struct error *err)
{
	return make(context, into, err) && folder_make("gorge/kept/name", err) &&
		   make("another's", "gorge/kept/name", err);
}

static void
test_another_gorge_may_be_first(void **state)
{
	CLEANUP_FREE char *found = NULL;
	CLEANUP_LIST struct list left = {0};
	struct error err = ERROR_INIT;

	(void)state;
	assert_non_null(found = kept_find_or_make("name", be_late, "own", &err));
	assert_kept(found, "another's");
	assert_true(folder_list("gorge/kept", &left, &err));
	assert_int_equal(left.count, 1);
}

static void
test_the_oldest_go_but_none_in_use(void **state)
{
	CLEANUP_FREE char *found = NULL;
	CLEANUP_LIST struct list left = {0};
	struct error err = ERROR_INIT;

	(void)state;
	for (int i = 0; i < MOST; i++) {
		CLEANUP_FREE char *name = text_format("used%02d", i);
		make_unused(name, 3600);
	}
	make_unused("old", DAY_S);
	make_unused("older", 2 * (int64_t)DAY_S);
	make_unused("partial-mine", 3 * (int64_t)DAY_S);
	assert_true(file_delete("gorge/kept/partial-mine/" OWN_FOLDER_MARKER, &err));
	assert_non_null(found = kept_find_or_make("new", make, "", &err));
	assert_true(folder_list("gorge/kept", &left, &err));
	assert_int_equal(left.count, MOST + 2);
	assert_true(list_contains(&left, "partial-mine"));
	assert_false(list_contains(&left, "old") || list_contains(&left, "older"));
	make_unused("old", DAY_S);
	make_unused("used00", 2 * (int64_t)DAY_S);
	assert_true(folder_delete("gorge/kept/used01", &err) && folder_delete("gorge/kept/used02", &err));
	free(found);
	assert_non_null(found = kept_find_or_make("newer", make, "", &err));
	assert_true(file_exists("gorge/kept/old"));
	assert_false(file_exists("gorge/kept/used00"));
}

/* Others start while this one is being made. */
static bool
be_looked_at(const void *context, const char *into, struct error *err)
{
	kept_clear_leftovers();
	return make(context, into, err);
}

static void
test_what_killed_gorges_left_half_made_is_cleared_away(void **state)
{
	CLEANUP_FREE char *found = NULL;
	CLEANUP_LIST struct list left = {0};
	struct error err = ERROR_INIT;

	(void)state;
	make_unused("partial-first0", 0);
	make_unused("partial-users0", 3 * (int64_t)DAY_S);
	assert_true(file_delete("gorge/kept/partial-users0/" OWN_FOLDER_MARKER, &err));
	kept_clear_leftovers();
	assert_false(file_exists("gorge/kept/partial-first0"));
	make_unused("partial-second", 0);
	assert_non_null(found = kept_find_or_make("name", be_looked_at, "content", &err));
	assert_kept(found, "content");
	assert_true(folder_list("gorge/kept", &left, &err));
	assert_int_equal(left.count, 2); /* that, and the user's */
	assert_true(list_contains(&left, "partial-users0"));
}

static void
test_what_is_kept_for_good_stays_where_it_is_put(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(kept_for_good("a/b/place", make, "first", &err));
	assert_true(kept_for_good("a/b/place", make, "second", &err));
	assert_kept("a/b/place", "first");
}

static void
test_what_is_kept_is_found_by_a_pattern(void **state)
{
	CLEANUP_LIST struct list found = {0};
	struct error err = ERROR_INIT;
	int64_t age_s;

	(void)state;
	make_unused("std-a", DAY_S);
	make_unused("std-b", DAY_S);
	make_unused("other", DAY_S);
	assert_true(folder_make("gorge/kept/std-mine", &err)); /* not gorge's own */
	kept_list("std-*", &found);
	assert_int_equal(found.count, 2);
	assert_non_null(strstr(found.items[0], "gorge/kept/std-a"));
	assert_true(kept_use(found.items[1]));
	assert_true(file_age("gorge/kept/std-b", &age_s) && age_s < 100);
	assert_true(folder_delete("gorge/kept/std-a", &err));
	assert_false(kept_use(found.items[0]));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_cache, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_is_kept_is_made_once),
		TEST(test_what_could_not_be_made_leaves_nothing),
		TEST(test_another_gorge_may_be_first),
		TEST(test_the_oldest_go_but_none_in_use),
		TEST(test_what_killed_gorges_left_half_made_is_cleared_away),
		TEST(test_what_is_kept_for_good_stays_where_it_is_put),
		TEST(test_what_is_kept_is_found_by_a_pattern),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
