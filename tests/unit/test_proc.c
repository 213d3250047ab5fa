/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "base/text.h"
#include "platform/linux/proc.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
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
	static const char tail[] = "S 41 42 42 0 -1 4194560 97 0 0 0 1 2 3 4 20 0 1 0 123456 7 8 9";
	static const char *const names[] = {"sh", "a b", ") S 1", "((", ""};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		CLEANUP_FREE char *text = text_format("42 (%s) %s", names[i], tail);
		struct proc_stat stat;

		assert_true(proc_parse_stat(text, &stat));
		assert_int_equal(stat.state, 'S');
		assert_int_equal(stat.parent, 41);
		assert_int_equal(stat.start_time, 123456);
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

static void
test_marks_are_read_whole(void **state)
{
	struct proc_mark mark;

	(void)state;
	assert_true(proc_mark_parse("12:345", ':', &mark));
	assert_int_equal(mark.pid, 12);
	assert_int_equal(mark.start_time, 345);
	assert_true(proc_mark_parse("12-345-run-1", '-', &mark));
	assert_int_equal(mark.start_time, 345);
	assert_false(proc_mark_parse("12", ':', &mark));
	assert_false(proc_mark_parse("12:", ':', &mark));
	assert_false(proc_mark_parse("12:3x", ':', &mark));
	assert_false(proc_mark_parse("-12:3", ':', &mark));
	assert_false(proc_mark_parse("99999999999:3", ':', &mark));
}

static void
test_own_mark_lives_and_a_reused_pid_does_not(void **state)
{
	struct proc_mark mark = proc_mark_self();

	(void)state;
	assert_int_equal(mark.pid, getpid());
	assert_true(proc_mark_alive(mark));
	mark.start_time++;
	assert_false(proc_mark_alive(mark));
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
test_a_marked_child_is_found(void **state)
{
	char *argv[] = {"sleep", "30", NULL}, *environment[] = {"A=GORGE_RUN=1:1", "GORGE_RUN=77:88", NULL};
	pid_t pid = fork(), wanted = pid;
	struct proc_mark mark = {0};
	struct proc_stat stat;
	uint64_t bytes;
	int statm_fd;

	(void)state;
	if (pid == 0) {
		(void)execve("/bin/sleep", argv, environment);
		_exit(1);
	}
	for (int i = 0; i < 1000 && !proc_mark_of(pid, &mark); i++)
		(void)usleep(1000);
	assert_int_equal(mark.pid, 77);
	assert_int_equal(mark.start_time, 88);
	proc_each(look_for, &wanted);
	assert_int_equal(wanted, 0);
	assert_true(proc_read_stat(pid, &stat));
	assert_int_equal(stat.parent, getpid());
	assert_true(proc_read_peak(pid, &bytes) && bytes > 0);
	statm_fd = proc_open_statm(pid);
	assert_true(proc_read_anon(statm_fd, &bytes));
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	assert_false(proc_read_stat(pid, &stat));
	assert_false(proc_read_anon(statm_fd, &bytes)); /* a kept descriptor says so too */
	assert_int_equal(proc_open_statm(pid), -1);
	(void)close(statm_fd);
}

static void
test_a_new_process_changes_the_newest_number(void **state)
{
	int fd = open("/proc/loadavg", O_RDONLY | O_CLOEXEC);
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
		cmocka_unit_test(test_marks_are_read_whole),
		cmocka_unit_test(test_own_mark_lives_and_a_reused_pid_does_not),
		cmocka_unit_test(test_a_marked_child_is_found),
		cmocka_unit_test(test_a_new_process_changes_the_newest_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
