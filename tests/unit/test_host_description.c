/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "platform/host_description.h"

#include <string.h>
#include <unistd.h>

static void
test_a_host_is_known_by_what_the_kernel_says(void **state)
{
	struct host_description host;
	char name[sizeof host.name] = "";

	(void)state;
	host_describe(&host);
	assert_int_equal(gethostname(name, sizeof name - 1), 0);
	assert_string_equal(host.name, name);
	assert_true(host.kernel[0] >= '1' && host.kernel[0] <= '9' && strchr(host.kernel, '.') != NULL);
	assert_string_not_equal(host.machine, "");
	assert_int_equal(host.processors, sysconf(_SC_NPROCESSORS_ONLN));
	assert_true(host.memory_bytes == (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE));
	assert_null(strpbrk(host.processor, "\n:"));
	assert_null(strchr(host.transparent_huge_pages, '\n'));
}

static void
test_a_folder_is_on_the_nearest_mount_above(void **state)
{
	char type[HOST_FILE_SYSTEM_BYTES], root[HOST_FILE_SYSTEM_BYTES];

	(void)state;
	host_file_system("/", root);
	assert_string_not_equal(root, "");
	host_file_system("/proc/self/fd", type);
	assert_string_equal(type, "proc");
	host_file_system("/proc/no/such/folder", type);
	assert_string_equal(type, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_host_is_known_by_what_the_kernel_says),
		cmocka_unit_test(test_a_folder_is_on_the_nearest_mount_above),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
