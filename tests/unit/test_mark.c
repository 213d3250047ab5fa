/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By what a gorge knows its own processes, and those of one that was killed. Run with "under" as an argument
 * the program is itself a process of a killed gorge.
 */
#include "base/memory.h"
#include "platform/mark.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* A mark that no gorge can have: nothing started when the host did has a pid that high. */
static const char *
dead_mark(void)
{
	static char variable[sizeof MARK_VARIABLE + 1 + MARK_TEXT_BYTES];
	struct mark dead = {.pid = INT32_MAX, .start_time = 1, .world = mark_self().world};
	char text[MARK_TEXT_BYTES];

	(void)snprintf(variable, sizeof variable, "%s=%s", MARK_VARIABLE, mark_format(&dead, ':', text));
	return variable;
}

static void
test_marks_are_read_whole(void **state)
{
	static const char *const none[] = {"", "12", "12:", "12:345", "12:3x.0123456789abcdef",
		"-12:3.0123456789abcdef", "99999999999:3.0123456789abcdef", "12:345.", "12:345.0123456789abcde",
		"12:345.0123456789abcdef0", "12:345.0123456789abcdeg", "12:345.0123456789ABCDEF",
		"12-345.0123456789abcdef", "12:345.0x23456789abcdef", "12:345:0123456789abcdef"};
	struct mark mark;

	(void)state;
	assert_true(mark_parse("12:345.0123456789abcdef", ':', &mark));
	assert_int_equal(mark.pid, 12);
	assert_int_equal(mark.start_time, 345);
	assert_int_equal(mark.world, 0x0123456789abcdef);
	assert_true(mark_parse("12-345.00000000000000ff-run-1", '-', &mark));
	assert_int_equal(mark.start_time, 345);
	assert_int_equal(mark.world, 0xff);
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_false(mark_parse(none[i], ':', &mark));
	assert_false(mark_parse("12-345-6f20b1c7d5-run", '-', &mark)); /* as groups were named before */
}

static void
test_a_mark_is_read_as_it_was_written(void **state)
{
	static const char separators[] = {':', '-'};
	struct mark self = mark_self(), read;
	char text[MARK_TEXT_BYTES];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(separators); i++) {
		assert_true(mark_parse(mark_format(&self, separators[i], text), separators[i], &read));
		assert_true(mark_equal(&self, &read));
	}
}

static void
test_a_name_tells_of_the_dead_behind_its_prefix(void **state)
{
	struct mark dead = {.pid = INT32_MAX, .start_time = 1, .world = mark_self().world}, self = mark_self();
	char text[MARK_TEXT_BYTES];
	CLEANUP_FREE char *name = text_format("some-%s-more", mark_format(&dead, '-', text));
	CLEANUP_FREE char *living = text_format("some-%s", mark_format(&self, '-', text));

	(void)state;
	assert_true(mark_names_dead(name, "some-"));
	assert_false(
		mark_names_dead(name, "same-") || mark_names_dead(name, "") || mark_names_dead("some-", "some-"));
	assert_false(mark_names_dead(living, "some-"));
}

static void
test_only_one_of_this_world_is_surely_dead(void **state)
{
	struct mark mark = mark_self();

	(void)state;
	assert_int_equal(mark.pid, getpid());
	assert_int_equal(mark_fate(&mark), MARK_ALIVE);
	mark.start_time++; /* its pid is another's by now */
	assert_int_equal(mark_fate(&mark), MARK_DEAD);
	mark.world++;
	assert_int_equal(mark_fate(&mark), MARK_ELSEWHERE);
	mark.start_time--;
	assert_int_equal(mark_fate(&mark), MARK_ELSEWHERE);
}

static void
test_an_environment_has_one_mark(void **state)
{
	const char *const given[] = {"A=" MARK_VARIABLE "=1:1", dead_mark(), MARK_VARIABLE "S=1", NULL};
	CLEANUP_LIST struct list marked = {0};
	struct mark mark;

	(void)state;
	mark_environment(given, &marked);
	assert_int_equal(marked.count, 3);
	assert_string_equal(marked.items[0], given[0]);
	assert_string_equal(marked.items[1], given[2]);
	assert_true(text_starts_with(marked.items[2], MARK_VARIABLE "="));
	assert_true(mark_parse(marked.items[2] + strlen(MARK_VARIABLE "="), ':', &mark));
	assert_int_equal(mark.pid, getpid());
	assert_int_equal(mark_fate(&mark), MARK_ALIVE);
}

static pid_t
start(const char *const *argv, const char *const *environment)
{
	pid_t pid = fork();

	if (pid == 0) {
		(void)execve(argv[0], strings_without_const(argv), strings_without_const(environment));
		_exit(1);
	}
	return pid;
}

static void
test_only_what_lives_and_is_marked_counts(void **state)
{
	static const char *const sleeper[] = {"/bin/sleep", "30", NULL}, *const none[] = {NULL};
	CLEANUP_LIST struct list marked = {0};
	pid_t pids[2];
	int status;

	(void)state;
	mark_environment(none, &marked);
	pids[0] = start(sleeper, list_strings(&marked));
	pids[1] = start(sleeper, none);
	for (int i = 0; i < 3000 && mark_count_processes(getpid()) == 0; i++)
		(void)usleep(1000);
	assert_int_equal(mark_count_processes(getpid()), 1);
	(void)mark_kill_leftovers(false); /* this gorge lives, so it is none */
	for (size_t i = 0; i < COUNT_OF(pids); i++)
		assert_int_equal(kill(pids[i], SIGTERM), 0);
	assert_int_equal(waitid(P_PID, (id_t)pids[0], &(siginfo_t){0}, WEXITED | WNOWAIT), 0);
	assert_int_equal(mark_count_processes(getpid()), 0);
	for (size_t i = 0; i < COUNT_OF(pids); i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(WTERMSIG(status), SIGTERM);
	}
}

/* Another gorge on this host may be the one that kills it. */
static void
test_what_a_dead_gorge_has_left_is_killed(void **state)
{
	static const char *const sleeper[] = {"/bin/sleep", "30", NULL};
	const char *const environment[] = {dead_mark(), NULL};
	pid_t pid = start(sleeper, environment);
	int status = 0;

	(void)state;
	for (int i = 0; i < 3000 && waitpid(pid, &status, WNOHANG) == 0; i++) {
		(void)mark_kill_leftovers(false);
		(void)usleep(1000);
	}
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
}

/* The program has the mark of a dead gorge, and a child that has inherited it: the child spares both. */
static int
clean_up_under_a_dead_gorge(void)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		(void)mark_kill_leftovers(false);
		_exit(7);
	}
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static void
test_a_gorge_spares_those_it_was_started_by(void **state)
{
	enum { TRIES = 5 }; /* since another gorge on this host spares nobody */
	static const char *const argv[] = {"/proc/self/exe", "under", NULL};
	const char *const environment[] = {dead_mark(), NULL};
	int status = SIGKILL;

	(void)state;
	for (int i = 0; i < TRIES && WIFSIGNALED(status); i++) {
		pid_t pid = start(argv, environment);
		assert_int_equal(waitpid(pid, &status, 0), pid);
	}
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 7);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marks_are_read_whole),
		cmocka_unit_test(test_a_mark_is_read_as_it_was_written),
		cmocka_unit_test(test_a_name_tells_of_the_dead_behind_its_prefix),
		cmocka_unit_test(test_only_one_of_this_world_is_surely_dead),
		cmocka_unit_test(test_an_environment_has_one_mark),
		cmocka_unit_test(test_only_what_lives_and_is_marked_counts),
		cmocka_unit_test(test_what_a_dead_gorge_has_left_is_killed),
		cmocka_unit_test(test_a_gorge_spares_those_it_was_started_by),
	};

	if (argc > 1 && text_equal(argv[1], "under"))
		return clean_up_under_a_dead_gorge();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
