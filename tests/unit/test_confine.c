/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/confine.h"
#include "unit/scratch_folder.h"

#include <linux/landlock.h>
#include <sys/syscall.h>

/* What confined work was able to do. */
struct deeds {
	bool done, wrote_inside, wrote_outside;
};

static bool
can_write(const char *path)
{
	struct error refused = ERROR_INIT;

	return file_replace(path, "x", 1, &refused);
}

static void
work(void *context)
{
	struct deeds *deeds = context;

	deeds->done = true;
	deeds->wrote_inside = can_write("inside/file");
	deeds->wrote_outside = can_write("outside");
}

static bool
has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

static void
test_only_what_is_called_is_confined(void **state)
{
	static const char *const folders[] = {"inside", NULL};
	struct error err = ERROR_INIT;
	struct deeds deeds = {0};

	(void)state;
	assert_true(folder_make("inside", &err));
	assert_true(confine_run(folders, work, &deeds));
	assert_true(deeds.done && deeds.wrote_inside);
	assert_int_equal(deeds.wrote_outside, !has_landlock());
	assert_true(can_write("outside"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_only_what_is_called_is_confined, enter_folder, leave_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
