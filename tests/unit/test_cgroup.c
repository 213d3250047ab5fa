/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layouts as recorded on real hosts and containers.
 */
#include "base/memory.h"
#include "platform/linux/cgroup/cgroup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct layout {
	const char *name, *cgroup, *mountinfo;
	const char *v1_folder, *v2_folder; /* NULL: must be refused */
	const char *v1_why, *v2_why;       /* part of the refusal */
} layouts[] = {
	{.name = "v2 only, a systemd user session",
		.cgroup = "0::/user.slice/user-1000.slice/user@1000.service/app.slice/run-r1.scope\n",
		.mountinfo = "24 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n"
					 "30 24 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 "
					 "rw,nsdelegate,memory_recursiveprot\n",
		.v2_folder = "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/run-r1.scope",
		.v1_why = "names no such group"},
	{.name = "v1 memory beside an empty v2 (this project's own CI)",
		.cgroup = "9:name=systemd:/\n4:memory:/process_api/22da\n1:cpu:/\n0::/\n",
		.mountinfo = "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n"
					 "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n"
					 "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory\n"
					 "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n",
		.v1_folder = "/sys/fs/cgroup/memory/process_api/22da",
		.v2_folder = "/sys/fs/cgroup/unified"},
	{.name = "systemd's hybrid layout, controllers mounted together",
		.cgroup = "12:cpu,cpuacct:/user.slice\n7:memory:/user.slice/user-0.slice/session-1.scope\n"
				  "1:name=systemd:/user.slice/user-0.slice/session-1.scope\n"
				  "0::/user.slice/user-0.slice/session-1.scope\n",
		.mountinfo =
			"25 22 0:22 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,mode=755\n"
			"26 25 0:23 / /sys/fs/cgroup/unified rw,nosuid shared:10 - cgroup2 cgroup2 rw,nsdelegate\n"
			"29 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:15 - cgroup cgroup rw,cpu,cpuacct\n"
			"33 25 0:30 / /sys/fs/cgroup/memory rw,nosuid shared:19 - cgroup cgroup rw,memory\n",
		.v1_folder = "/sys/fs/cgroup/memory/user.slice/user-0.slice/session-1.scope",
		.v2_folder = "/sys/fs/cgroup/unified/user.slice/user-0.slice/session-1.scope"},
	{.name = "docker on v1 without a cgroup namespace",
		.cgroup = "5:memory:/docker/0a1b2c\n0::/system.slice/containerd.service\n",
		.mountinfo = "710 700 0:30 /docker/0a1b2c /sys/fs/cgroup/memory ro,nosuid,nodev,noexec,relatime "
					 "master:19 - cgroup memory rw,memory\n",
		.v1_folder = "/sys/fs/cgroup/memory",
		.v2_why = "it is not mounted here"},
	{.name = "docker on v2 with a cgroup namespace",
		.cgroup = "0::/\n",
		.mountinfo = "630 620 0:26 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw\n",
		.v2_folder = "/sys/fs/cgroup",
		.v1_why = "names no such group"},
	{.name = "a process moved out of its cgroup namespace",
		.cgroup = "0::/../../system.slice/ssh.service\n",
		.mountinfo = "630 620 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n",
		.v2_why = "outside of this cgroup namespace",
		.v1_why = "names no such group"},
	{.name = "only another branch is mounted, and /ab is not inside /a",
		.cgroup = "3:memory:/ab\n0::/ab\n",
		.mountinfo = "35 31 0:32 /a /mnt/memory rw - cgroup cgroup rw,memory\n"
					 "36 31 0:33 /a /mnt/unified rw - cgroup2 cgroup2 rw\n",
		.v1_why = "only a part of it without gorge's own group '/ab'",
		.v2_why = "only a part of it without gorge's own group '/ab'"},
	{.name = "the second mount shows the own group; a blank in its path; an optional field too many",
		.cgroup = "0::/a/b\n",
		.mountinfo =
			"35 31 0:32 /c /mnt/one rw - cgroup2 cgroup2 rw\n"
			"36 31 0:32 /a /mnt/my\\040groups rw shared:1 master:2 propagate_from:3 - cgroup2 none rw\n",
		.v2_folder = "/mnt/my groups/b",
		.v1_why = "names no such group"},
	{.name = "nothing at all", .cgroup = "", .mountinfo = "", .v1_why = "names no", .v2_why = "names no"},
	{.name = "rubbish",
		.cgroup = "::::\n0:\n0::\nmemory\n4:memory:relative\n",
		.mountinfo = "- - -\n\n1 2 3\n1 2 3 / /x - cgroup2\n",
		.v1_why = "names no",
		.v2_why = "names no"},
};

static void
check(const struct layout *layout, enum cgroup_version version, const char *folder, const char *why)
{
	CLEANUP_PLACE struct cgroup_place place = {0};
	struct error err = ERROR_INIT;
	bool found = cgroup_parse(layout->cgroup, layout->mountinfo, version, &place, &err);

	if (found != (folder != NULL))
		fail_msg("%s: %s", layout->name, found ? place.folder : err.why);
	if (folder) {
		assert_string_equal(place.folder, folder);
		assert_true(text_starts_with(place.folder, place.mount));
	} else {
		assert_int_equal(err.id, ERROR_METER_UNAVAILABLE);
		if (!strstr(err.why, why))
			fail_msg("%s: '%s' does not say '%s'", layout->name, err.why, why);
	}
}

static void
test_layouts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(layouts); i++) {
		check(&layouts[i], CGROUP_V1_MEMORY, layouts[i].v1_folder, layouts[i].v1_why);
		check(&layouts[i], CGROUP_V2, layouts[i].v2_folder, layouts[i].v2_why);
	}
}

static void
test_values_are_found_by_whole_keys(void **state)
{
	static const char stat[] = "anon 1048576\nfile 4096\nkernel 77\nanon_thp 2097152\ntotal_rss 5";
	uint64_t value = 1;

	(void)state;
	assert_true(cgroup_value(stat, "anon", &value));
	assert_int_equal(value, 1048576);
	assert_true(cgroup_value(stat, "anon_thp", &value));
	assert_int_equal(value, 2097152);
	assert_true(cgroup_value(stat, "total_rss", &value));
	assert_int_equal(value, 5);
	value = 9;
	assert_false(cgroup_value(stat, "ano", &value));
	assert_false(cgroup_value(stat, "rss", &value));
	assert_false(cgroup_value("file 1", "anon", &value)); /* the last line without its end */
	assert_false(cgroup_value("", "anon", &value));
	assert_int_equal(value, 9);
}

static void
test_words_are_found_whole(void **state)
{
	(void)state;
	assert_true(cgroup_has_word("cpu io memory pids\n", "memory"));
	assert_true(cgroup_has_word("memory", "memory"));
	assert_true(cgroup_has_word("memory\n", "memory"));
	assert_false(cgroup_has_word("cpu memory2\n", "memory"));
	assert_false(cgroup_has_word("\n", "memory"));
	assert_false(cgroup_has_word("", "memory"));
}

static void
test_limits_are_numbers_or_none(void **state)
{
	(void)state;
	assert_int_equal(cgroup_limit_parse("419430400\n"), 419430400);
	assert_true(cgroup_limit_parse("max\n") == UINT64_MAX);
	assert_true(cgroup_limit_parse("") == UINT64_MAX);
	/* what v1 says where there is no limit is more than any host has */
	assert_true(cgroup_limit_parse("9223372036854771712\n") == UINT64_C(9223372036854771712));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layouts),
		cmocka_unit_test(test_values_are_found_by_whole_keys),
		cmocka_unit_test(test_words_are_found_whole),
		cmocka_unit_test(test_limits_are_numbers_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
