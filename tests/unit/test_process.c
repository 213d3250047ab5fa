/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/linux/proc.h"
#include "platform/mark.h"
#include "platform/process.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* Runs a shell script; returns its exit status. */
static int
run_shell(const char *script, const char *input, struct text *output, struct text *messages)
{
	const char *argv[] = {"sh", "-c", script, NULL};
	struct process process = {.argv = argv, .input = input};
	struct error err = ERROR_INIT;
	int status = -1;

	assert_true(process_run(&process, output, messages, &status, &err));
	return status;
}

static void
test_streams_are_kept_apart(void **state)
{
	CLEANUP_TEXT struct text output = {0}, messages = {0};

	(void)state;
	assert_int_equal(run_shell("echo out; echo err >&2; exit 7", NULL, &output, &messages), 7);
	assert_string_equal(text_string(&output), "out\n");
	assert_string_equal(text_string(&messages), "err\n");
}

static void
test_one_text_may_serve_both_and_null_discards(void **state)
{
	CLEANUP_TEXT struct text both = {0};

	(void)state;
	assert_int_equal(run_shell("echo out; echo err >&2", NULL, &both, &both), 0);
	assert_non_null(strstr(both.data, "out\n"));
	assert_non_null(strstr(both.data, "err\n"));
	assert_int_equal(run_shell("echo out; echo err >&2; exit 1", NULL, NULL, NULL), 1);
}

static void
test_input_larger_than_a_pipe_arrives_whole(void **state)
{
	enum { BYTES = 300000 };
	CLEANUP_FREE char *input = memory_zeroed(BYTES + 1, 1);
	CLEANUP_TEXT struct text output = {0};

	(void)state;
	memset(input, 'x', BYTES);
	assert_int_equal(run_shell("cat; cat", input, &output, NULL), 0);
	assert_int_equal(output.length, BYTES);
	text_clear(&output);
	assert_int_equal(run_shell("cat", NULL, &output, NULL), 0);
	assert_int_equal(output.length, 0);
}

static void
test_signal_deaths_are_128_and_more(void **state)
{
	(void)state;
	assert_int_equal(run_shell("kill -TERM $$", NULL, NULL, NULL), 128 + SIGTERM);
}

/* Only the host kills a program, or a program of its own: that says nothing about what it was asked. */
static void
test_what_was_killed_is_the_hosts_fault(void **state)
{
	const char *argv[] = {"sh", "-c", "kill -KILL $$", NULL};
	struct process process = {.argv = argv};
	struct error err = ERROR_INIT;
	int status;

	(void)state;
	assert_false(process_run(&process, NULL, NULL, &status, &err));
	assert_int_equal(err.id, ERROR_NO_RESOURCES);
	assert_string_equal(err.why, "ended by signal 9");
	error_clear(&err);
	argv[2] = "echo '# p' >&2; echo 'go build p: compile: signal: killed' >&2; exit 1";
	assert_false(process_check(&process, NULL, ERROR_PREPARE, &err));
	assert_int_equal(err.id, ERROR_NO_RESOURCES);
	assert_string_equal(err.why, "exit status 1: go build p: compile: signal: killed");
}

static void
test_environment_and_folder_are_as_given(void **state)
{
	const char *argv[] = {"/bin/sh", "-c", "pwd; echo $A-$HOME", NULL};
	const char *environment[] = {"A=b", NULL};
	struct process process = {.argv = argv, .environment = environment, .folder = "/"};
	CLEANUP_TEXT struct text output = {0};
	struct error err = ERROR_INIT;
	int status;

	(void)state;
	assert_true(process_run(&process, &output, NULL, &status, &err));
	assert_string_equal(output.data, "/\nb-\n");
}

static void
test_lists_give_the_words_and_an_empty_environment_is_empty(void **state)
{
	CLEANUP_LIST struct list argv = {0}, environment = {0};
	struct process process = process_of(&argv, NULL, "/");

	(void)state;
	assert_null(process.environment); /* gorge's own */
	list_split_words(&argv, "/bin/sh -c '/usr/bin/env | grep -c ^GORGE_TEST='");
	assert_int_equal(setenv("GORGE_TEST", "1", 1), 0);
	for (int inherited = 0; inherited < 2; inherited++) {
		CLEANUP_TEXT struct text output = {0};
		struct error err = ERROR_INIT;
		int status;

		process = process_of(&argv, inherited ? NULL : &environment, "/");
		assert_true(process_run(&process, &output, NULL, &status, &err));
		assert_string_equal(output.data, inherited ? "1\n" : "0\n");
	}
	assert_int_equal(unsetenv("GORGE_TEST"), 0);
}

static void
test_open_descriptors_do_not_pass_on(void **state)
{
	CLEANUP_CLOSE int stray = dup(STDOUT_FILENO);
	CLEANUP_FREE char *script = text_format("[ ! -e /proc/self/fd/%d ]", stray);

	(void)state;
	assert_true(stray > STDERR_FILENO);
	assert_int_equal(run_shell(script, NULL, NULL, NULL), 0);
}

/* One that has ended may be waited for late, by whoever took it in. */
static bool
lives(pid_t pid)
{
	struct proc_stat stat;

	return proc_read_stat(pid, &stat) && !proc_is_dead(&stat);
}

static void
test_a_grandchild_that_keeps_the_pipe_is_not_waited_for(void **state)
{
	CLEANUP_TEXT struct text output = {0};
	struct timespec before, after;

	(void)state;
	(void)clock_gettime(CLOCK_MONOTONIC, &before);
	assert_int_equal(run_shell("sleep 20 & echo $!", NULL, &output, NULL), 0);
	(void)clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(after.tv_sec - before.tv_sec < 10);
	assert_false(lives((pid_t)strtol(text_string(&output), NULL, 10)));
}

/* Scripts that leave a process, and tell its pid. */
static const char *const leaving[] = {"sleep 60 & echo $!", "setsid sleep 60 & echo $!",
	"(setsid sh -c 'sleep 60 & echo $!') & wait", "(trap '' HUP TERM INT; exec setsid sleep 60) & echo $!",
	"env -i setsid sh -c 'env -i /bin/sleep 60 >&- 2>&- & echo $!'", "sleep 60 & echo $!; kill -SEGV $$"};

/* Returns whether any of what the scripts leave still lives. */
static bool
leaves_any(void)
{
	for (size_t i = 0; i < COUNT_OF(leaving); i++) {
		CLEANUP_TEXT struct text output = {0};
		pid_t left;

		(void)run_shell(leaving[i], NULL, &output, NULL);
		left = (pid_t)strtol(text_string(&output), NULL, 10);
		if (left <= 1 || lives(left)) {
			print_message("left by: %s\n", leaving[i]);
			return true;
		}
	}
	return false;
}

static void
test_whatever_a_program_leaves_is_killed(void **state)
{
	(void)state;
	assert_false(leaves_any());
}

/* A program that took gorge's place may have left it children: they are none of gorge's business. */
static void
test_children_that_gorge_was_given_are_spared(void **state)
{
	pid_t given = fork();

	(void)state;
	if (given == 0) {
		(void)execl("/bin/sleep", "sleep", "60", NULL);
		_exit(1);
	}
	for (int i = 0; i < 2; i++) {
		CLEANUP_TEXT struct text output = {0};
		(void)run_shell(leaving[i], NULL, &output, NULL);
		assert_false(lives((pid_t)strtol(text_string(&output), NULL, 10)));
	}
	assert_int_equal(kill(given, SIGTERM), 0);
	assert_int_equal(waitpid(given, NULL, 0), given);
}

static void
test_every_program_bears_the_mark(void **state)
{
	const char *argv[] = {"/usr/bin/env", NULL}, *environment[] = {"A=b", NULL};
	struct process processes[] = {{.argv = argv}, {.argv = argv, .environment = environment}};
	struct mark self = mark_self();
	char mark[MARK_TEXT_BYTES];
	CLEANUP_FREE char *line = text_format(MARK_VARIABLE "=%s\n", mark_format(&self, ':', mark));

	(void)state;
	for (size_t i = 0; i < COUNT_OF(processes); i++) {
		CLEANUP_TEXT struct text output = {0};
		struct error err = ERROR_INIT;
		int status;

		assert_true(process_run(&processes[i], &output, NULL, &status, &err));
		assert_non_null(strstr(text_string(&output), line));
	}
}

static bool
is_gone(pid_t pid)
{
	for (int i = 0; i < 2000 && lives(pid); i++)
		(void)usleep(5000);
	return !lives(pid);
}

/* However gorge dies, in the middle of a program. */
static void
test_a_program_dies_with_gorge(void **state)
{
	int ends[2];
	pid_t gorge, program = 0;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	if ((gorge = fork()) == 0) {
		CLEANUP_FREE char *script =
			text_format("printf '%%d\\n' $$ >/proc/%d/fd/%d; exec sleep 60", (int)getpid(), ends[1]);
		(void)run_shell(script, NULL, NULL, NULL);
		_exit(1);
	}
	FILE *told = fdopen(ends[0], "r");
	assert_int_equal(fscanf(told, "%d", &program), 1); /* NOLINT */
	assert_int_equal(kill(gorge, SIGKILL), 0);
	assert_int_equal(waitpid(gorge, NULL, 0), gorge);
	assert_true(program > 1 && is_gone(program));
	(void)fclose(told);
	(void)close(ends[1]);
}

static void
make_file(void *path)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	(void)fclose(file);
}

static void
test_a_tick_comes_while_the_program_runs(void **state)
{
	char path[] = "/tmp/gorge-tick-XXXXXX";
	int fd = mkstemp(path);
	const char *argv[] = {"sh", "-c", "until [ -e \"$0\" ]; do sleep 0.01; done", path, NULL};
	struct process process = {.argv = argv, .tick = make_file, .context = path};
	struct error err = ERROR_INIT;
	int status = -1;

	(void)state;
	assert_true(fd >= 0 && close(fd) == 0 && unlink(path) == 0);
	assert_true(process_run(&process, NULL, NULL, &status, &err));
	assert_int_equal(status, 0);
	assert_int_equal(unlink(path), 0);
}

static void
test_what_cannot_start_is_an_error(void **state)
{
	const char *missing[] = {"gorge-no-such-program", NULL}, *shell[] = {"sh", NULL};
	struct process programs[] = {{.argv = missing}, {.argv = shell, .folder = "/dev/null"}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(programs); i++) {
		struct error err = ERROR_INIT;
		int status;

		assert_false(process_run(&programs[i], NULL, NULL, &status, &err));
		assert_int_equal(err.id, ERROR_PROGRAM);
		assert_string_equal(err.where, programs[i].argv[0]);
	}
}

static void
test_check_tells_the_command_line_and_the_first_words(void **state)
{
	const char *argv[] = {"sh", "-c", "echo it's here >&2; exit 3", NULL};
	struct process process = {.argv = argv, .folder = "/"};
	struct error err = ERROR_INIT;

	(void)state;
	argv[2] = "echo 'no luck' >&2; exit 3";
	assert_false(process_check(&process, NULL, ERROR_PLOT, &err));
	assert_int_equal(err.id, ERROR_PLOT);
	assert_string_equal(err.where, "cd / && sh -c 'echo '\\''no luck'\\'' >&2; exit 3'");
	assert_string_equal(err.why, "exit status 3: no luck");
	error_clear(&err);
	argv[2] =
		"echo '# pkg' >&2; echo 'go: downloading x v1' >&2; for i in 1 2 3 4 5 6 7 8; do echo line $i >&2; done; exit 1";
	assert_false(process_check(&process, NULL, ERROR_NONE, &err));
	assert_string_equal(err.why, "exit status 1: line 1\nline 2\nline 3\nline 4\nline 5\nline 6");
	error_clear(&err);
	argv[2] = "echo killed here >&2; kill -9 $$";
	assert_false(process_check(&process, NULL, ERROR_NONE, &err));
	assert_string_equal(err.why, "ended by signal 9: killed here");
	error_clear(&err);
	argv[2] = "exit 4";
	assert_false(process_check(&process, NULL, ERROR_NONE, &err));
	assert_int_equal(err.id, ERROR_PROGRAM);
	assert_string_equal(err.why, "exit status 4");
}

/* In a child of its own, since taking over signals is for good. */
static void
interrupted_child(void)
{
	const char *argv[] = {"sh", "-c", "trap '' TERM; kill -TERM $PPID; sleep 30", NULL};
	struct process process = {.argv = argv};
	struct error err = ERROR_INIT;
	int status;

	interrupt_install();
	if (interrupt_requested() || process_run(&process, NULL, NULL, &status, &err))
		_exit(1);
	if (err.id != ERROR_INTERRUPTED || !text_equal(err.why, "SIGTERM"))
		_exit(2);
	error_clear(&err);
	_exit(process_run(&process, NULL, NULL, &status, &err) || err.id != ERROR_INTERRUPTED ? 3 : 0);
}

static void
test_an_interrupt_kills_the_program_and_is_an_error(void **state)
{
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0)
		interrupted_child();
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_streams_are_kept_apart),
		cmocka_unit_test(test_one_text_may_serve_both_and_null_discards),
		cmocka_unit_test(test_input_larger_than_a_pipe_arrives_whole),
		cmocka_unit_test(test_signal_deaths_are_128_and_more),
		cmocka_unit_test(test_what_was_killed_is_the_hosts_fault),
		cmocka_unit_test(test_environment_and_folder_are_as_given),
		cmocka_unit_test(test_lists_give_the_words_and_an_empty_environment_is_empty),
		cmocka_unit_test(test_open_descriptors_do_not_pass_on),
		cmocka_unit_test(test_a_grandchild_that_keeps_the_pipe_is_not_waited_for),
		cmocka_unit_test(test_whatever_a_program_leaves_is_killed),
		cmocka_unit_test(test_children_that_gorge_was_given_are_spared),
		cmocka_unit_test(test_every_program_bears_the_mark),
		cmocka_unit_test(test_a_program_dies_with_gorge),
		cmocka_unit_test(test_a_tick_comes_while_the_program_runs),
		cmocka_unit_test(test_what_cannot_start_is_an_error),
		cmocka_unit_test(test_check_tells_the_command_line_and_the_first_words),
		cmocka_unit_test(test_an_interrupt_kills_the_program_and_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
