/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "base/text.h"
#include "platform/linux/proc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void
test_stat_survives_any_program_name(void **state)
{
	static const char tail[] = "S 41 42 42 0 -1 4194560 97 0 0 0 61 62 3 4 20 0 1 0 123456 7 8 9";
	static const char *const names[] = {"sh", "a b", ") S 1", "((", ""};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		CLEANUP_FREE char *text = text_format("42 (%s) %s", names[i], tail);
		struct proc_stat stat;

		assert_true(proc_parse_stat(text, &stat));
		assert_int_equal(stat.state, 'S');
		assert_int_equal(stat.parent, 41);
		assert_int_equal(stat.start_time, 123456);
		assert_int_equal(stat.user_ticks, 61);
		assert_int_equal(stat.system_ticks, 62);
	}
}

static void
test_torn_stat_is_refused(void **state)
{
	static const char *const texts[] = {
		"", "42", "42 (sh", "42 (sh)", "42 (sh) ", "42 (sh) S", "42 (sh) S 1 2"};
	struct proc_stat stat;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_false(proc_parse_stat(texts[i], &stat));
}

static void
test_status_values_are_bytes(void **state)
{
	uint64_t bytes = 1;

	(void)state;
	assert_true(proc_parse_status_kb("Name:\tx\nVmPeak:\t 9 kB\nVmHWM:\t    2168 kB\n", "VmHWM", &bytes));
	assert_int_equal(bytes, 2168 * 1024);
	assert_false(proc_parse_status_kb("VmHWMX:\t1 kB\n", "VmHWM", &bytes));
	assert_false(proc_parse_status_kb("VmPeak:\t1 kB", "VmHWM", &bytes)); /* the last line without its end */
	assert_false(proc_parse_status_kb("", "VmHWM", &bytes));
}

static bool
look_for(pid_t pid, void *context)
{
	pid_t *wanted = context;

	if (pid != *wanted)
		return true;
	*wanted = 0;
	return false;
}

static void
test_a_child_is_found_and_looked_at(void **state)
{
	char *argv[] = {"sleep", "30", NULL}, *environment[] = {"A=B=C", "AB=1", "B=2=3", NULL};
	struct proc_folder *folder = proc_folder_open();
	CLEANUP_TEXT struct text value = {0};
	pid_t pid = fork(), wanted;
	struct proc_stat stat;
	uint64_t bytes;
	int statm_fd;

	(void)state;
	if (pid == 0) {
		(void)execve("/bin/sleep", argv, environment);
		_exit(1);
	}
	for (int i = 0; i < 1000 && !proc_read_variable(pid, "AB", &value); i++)
		(void)usleep(1000);
	assert_string_equal(text_string(&value), "1");
	text_clear(&value);
	assert_true(proc_read_variable(pid, "B", &value));
	assert_string_equal(text_string(&value), "2=3");
	assert_false(proc_read_variable(pid, "C", &value));
	for (int again = 0; again < 2; again++) {
		wanted = pid;
		proc_each(folder, look_for, &wanted);
		assert_int_equal(wanted, 0);
	}
	proc_folder_close(folder);
	assert_true(proc_read_stat(pid, &stat));
	assert_int_equal(stat.parent, getpid());
	assert_true(proc_read_peak(pid, &bytes) && bytes > 0);
	statm_fd = proc_open_statm(pid);
	assert_true(proc_read_anon(statm_fd, &bytes));
	assert_false(proc_is_dead(&stat));
	assert_true(proc_kill(pid));
	assert_int_equal(waitid(P_PID, (id_t)pid, &(siginfo_t){0}, WEXITED | WNOWAIT), 0);
	assert_true(proc_read_stat(pid, &stat) && proc_is_dead(&stat));
	(void)waitpid(pid, NULL, 0);
	assert_false(proc_read_stat(pid, &stat));
	assert_false(proc_kill(pid));
	assert_false(proc_read_anon(statm_fd, &bytes)); /* a kept descriptor says so too */
	assert_int_equal(proc_open_statm(pid), -1);
	(void)close(statm_fd);
}

static void
test_a_new_process_changes_the_newest_number(void **state)
{
	int fd = proc_open_newest();
	pid_t before = 0, after = 0, pid;

	(void)state;
	assert_true(proc_read_newest(fd, &before));
	if ((pid = fork()) == 0)
		_exit(0);
	assert_true(proc_read_newest(fd, &after));
	assert_true(after != before && after >= pid);
	(void)waitpid(pid, NULL, 0);
	(void)close(fd);
	assert_false(proc_read_newest(-1, &after));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stat_survives_any_program_name),
		cmocka_unit_test(test_torn_stat_is_refused),
		cmocka_unit_test(test_status_values_are_bytes),
		cmocka_unit_test(test_a_child_is_found_and_looked_at),
		cmocka_unit_test(test_a_new_process_changes_the_newest_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
