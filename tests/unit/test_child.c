/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs with a known end: what is told of them, and that none is left.
 */
#include "scratch_folder.h"
#include "platform/child.h"
#include "platform/clock.h"
#include "platform/interrupt.h"
#include "platform/machine.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const uint64_t MS = 1000000, MIB = UINT64_C(1024) * 1024;
static const char *const no_environment[] = {NULL};
static char *output;

static int
make_output(void **state)
{
	int failed = make_folder(state);

	output = text_format("%s/output", folder);
	return failed;
}

static int
delete_output(void **state)
{
	free(output);
	return delete_folder(state);
}

static void
start(const struct child_command *command, struct child *child)
{
	struct error err = ERROR_INIT;

	if (!child_start(command, child, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static struct child
start_shell(const char *script)
{
	const char *argv[] = {"/bin/sh", "-c", script, NULL};
	struct child_command command = {.argv = argv, .environment = no_environment, .output_path = output};
	struct child child;

	start(&command, &child);
	return child;
}

static struct child_end
run_shell(const char *script)
{
	struct child child = start_shell(script);
	struct child_end end;

	child_reap(&child, &end);
	assert_int_equal(child.pid, -1);
	assert_int_equal(child.exit_fd, -1);
	return end;
}

static void
assert_output(const char *expected)
{
	CLEANUP_TEXT struct text text = {0};

	assert_true(file_try_read(output, &text));
	assert_string_equal(text_string(&text), expected);
}

/* A number that a child has written into the output, once it is there. */
static int
await_number(void)
{
	CLEANUP_TEXT struct text text = {0};

	for (int i = 0; i < 3000 && !strchr(text_string(&text), '\n'); i++) {
		clock_pause_ms(1);
		text_clear(&text);
		assert_true(file_try_read(output, &text));
	}
	return (int)strtol(text_string(&text), NULL, 10);
}

static int
refuse(const void *group)
{
	(void)group;
	return ENOSPC;
}

static void
test_what_cannot_start_names_its_step(void **state)
{
	static const char *const shell[] = {"/bin/sh", "-c", ":", NULL}, *const missing[] = {
																		 "/no-such-program", NULL};
	const struct {
		struct child_command command;
		const char *why;
	} cases[] = {
		{{.argv = missing}, "starting it: No such file or directory"},
		{{.argv = shell, .folder = "/dev/null"}, "changing to its folder: Not a directory"},
		{{.argv = shell, .join = refuse}, "joining its group: No space left on device"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct child_command command = cases[i].command;
		struct error err = ERROR_INIT;
		struct child child;

		command.environment = no_environment;
		command.output_path = output;
		assert_false(child_start(&command, &child, &err));
		assert_int_equal(err.id, ERROR_MEASURE);
		assert_string_equal(err.where, command.argv[0]);
		assert_string_equal(err.why, cases[i].why);
		assert_int_equal(waitpid(-1, NULL, 0), -1); /* nothing is left to wait for */
		assert_int_equal(errno, ECHILD);
	}
}

static void
test_an_output_that_cannot_be_written_is_an_error(void **state)
{
	static const char *const argv[] = {"/bin/true", NULL};
	struct child_command command = {
		.argv = argv, .environment = no_environment, .output_path = "/dev/null/output"};
	struct error err = ERROR_INIT;
	struct child child;

	(void)state;
	assert_false(child_start(&command, &child, &err));
	assert_int_equal(err.id, ERROR_WRITE);
	assert_string_equal(err.where, "/dev/null/output");
}

static int
write_pid(const void *group)
{
	const int *fd = group;
	pid_t pid = getpid();

	return write(*fd, &pid, sizeof pid) == sizeof pid ? 0 : errno;
}

static void
test_the_child_itself_joins_its_group(void **state)
{
	static const char *const argv[] = {"/bin/true", NULL};
	int ends[2];
	struct child_command command = {.argv = argv,
		.environment = no_environment,
		.output_path = output,
		.join = write_pid,
		.group = &ends[1]};
	struct child_end end;
	struct child child;
	pid_t joined = 0;

	(void)state;
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	start(&command, &child);
	assert_int_equal(read(ends[0], &joined, sizeof joined), sizeof joined);
	assert_int_equal(joined, child.pid);
	child_reap(&child, &end);
	assert_int_equal(close(ends[0]) + close(ends[1]), 0);
}

static void
test_streams_folder_and_environment_are_as_given(void **state)
{
	static const char *const argv[] = {"/bin/sh", "-c", "cat; pwd; echo $A-$HOME; echo err >&2", NULL};
	static const char *const environment[] = {"A=b", "PATH=/bin:/usr/bin", NULL};
	struct child_command command = {
		.argv = argv, .environment = environment, .folder = "/", .output_path = output};
	struct child_end end;
	struct child child;

	(void)state;
	start(&command, &child);
	child_reap(&child, &end);
	assert_output("/\nb-\nerr\n");
	command.output_discarded = true;
	start(&command, &child);
	child_reap(&child, &end);
	assert_output("err\n");
}

static void
test_a_session_of_its_own_without_what_gorge_has_open(void **state)
{
	CLEANUP_CLOSE int stray = dup(STDOUT_FILENO);
	CLEANUP_FREE char *script = text_format(
		"read -r pid name state parent group session rest </proc/self/stat; [ ! -e /proc/self/fd/%d ] && "
		"[ $group = $$ ] && [ $session = $$ ] && [ $parent = %d ]",
		stray, (int)getpid());

	(void)state;
	assert_true(stray > STDERR_FILENO);
	assert_int_equal(run_shell(script).exit_status, 0);
}

/* Whoever starts gorge may ignore or block what a command expects to end by. */
static void
test_signals_are_as_a_program_expects_them(void **state)
{
	sigset_t blocked, before;
	struct child_end end;

	(void)state;
	assert_int_equal(sigemptyset(&blocked) + sigaddset(&blocked, SIGTERM), 0);
	assert_int_equal(sigprocmask(SIG_BLOCK, &blocked, &before), 0);
	assert_ptr_not_equal(signal(SIGINT, SIG_IGN), SIG_ERR);
	end = run_shell("kill -TERM $$; sleep 20");
	assert_int_equal(end.signal, SIGTERM);
	assert_int_equal(end.exit_status, 128 + SIGTERM);
	assert_int_equal(run_shell("kill -INT $$; sleep 20").signal, SIGINT);
	assert_ptr_not_equal(signal(SIGINT, SIG_DFL), SIG_ERR);
	assert_int_equal(sigprocmask(SIG_SETMASK, &before, NULL), 0);
}

static void
test_exit_statuses_are_told(void **state)
{
	struct child_end end = run_shell("exit 7");

	(void)state;
	assert_int_equal(end.exit_status, 7);
	assert_int_equal(end.signal, 0);
	assert_int_equal(run_shell("exit 0").exit_status, 0);
}

/* The kernel ends it after a second of CPU, however busy the host is; it looks at each clock tick alone, and takes it
 * for a whole one. */
static void
test_cpu_time_is_what_was_used(void **state)
{
	uint64_t before = machine_children_cpu_ns(), own = machine_own_cpu_ns(), used;
	struct child_end end = run_shell("ulimit -t 1; while :; do :; done");

	(void)state;
	assert_true(end.signal == SIGXCPU || end.signal == SIGKILL);
	used = end.user_ns + end.system_ns;
	assert_in_range(used, 500 * MS, 1500 * MS);
	assert_true(end.user_ns > end.system_ns);
	assert_in_range(machine_children_cpu_ns() - before, used, used + 10 * MS);
	assert_true(machine_own_cpu_ns() - own < 500 * MS);
}

static void
test_peaks_are_what_was_touched(void **state)
{
	static const char *const argv[] = {
		BUILD_DIR "/bin/gorge-touch", "fork=anon=150", "wait", "anon=50", "hold=300", NULL};
	struct child_command command = {.argv = argv, .environment = no_environment, .output_path = output};
	uint64_t peak_bytes = 0, largest = 0;
	struct child_end end;
	struct child child;

	(void)state;
	start(&command, &child);
	while (child_peak_bytes(&child, &peak_bytes))
		largest = peak_bytes;
	assert_in_range(largest, 49 * MIB, 55 * MIB);
	child_reap(&child, &end);
	assert_int_equal(end.exit_status, 0);
	assert_in_range(end.maxrss_bytes, 149 * MIB, 155 * MIB);
	/* resident pages are counted per processor, and added up now and then */
	assert_true(machine_own_maxrss_bytes() + MIB > machine_own_peak_bytes());
}

static void
test_a_sleep_ends_with_the_child_or_at_its_time(void **state)
{
	struct child child = start_shell("sleep 0.3");
	uint64_t before = clock_now_ns(), until = before + 50 * MS;
	struct child_end end;

	(void)state;
	assert_false(child_has_ended(&child));
	(void)child_sleep(&child, until);
	assert_true(child.exit_fd < 0 || clock_now_ns() >= until);
	assert_false(child_has_ended(&child));
	while (!child_has_ended(&child))
		assert_true(child_sleep(&child, before + 20000 * MS) || clock_now_ns() < before + 20000 * MS);
	assert_in_range(clock_now_ns() - before, 200 * MS, 10000 * MS);
	assert_true(child_has_ended(&child)); /* until it is reaped */
	child_reap(&child, &end);
	assert_int_equal(end.exit_status, 0);
}

/* In a process of its own, since taking over signals is for good. */
static int
sleep_until_interrupted(void)
{
	struct child child = start_shell("kill -TERM $PPID; sleep 30");
	uint64_t before = clock_now_ns();
	struct child_end end;

	while (!interrupt_requested() && clock_now_ns() - before < 20000 * MS)
		(void)child_sleep(&child, before + 30000 * MS);
	child_kill(&child);
	child_reap(&child, &end);
	return clock_now_ns() - before < 20000 * MS && end.signal == SIGKILL ? 0 : 1;
}

static void
test_an_interrupt_ends_a_sleep(void **state)
{
	int status = 1;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		interrupt_install();
		_exit(sleep_until_interrupted());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
test_a_kill_reaches_the_process_group(void **state)
{
	struct child child = start_shell("trap '' TERM INT HUP; sleep 30 & echo $!; wait");
	pid_t grandchild = await_number();
	struct child_end end;
	int status = 0;

	(void)state;
	assert_false(child_adopt_orphans(true));
	child_kill(&child);
	child_reap(&child, &end);
	assert_int_equal(end.signal, SIGKILL);
	assert_int_equal(waitpid(grandchild, &status, 0), grandchild);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	assert_true(child_adopt_orphans(false));
}

static void
test_orphans_are_adopted_and_reaped(void **state)
{
	pid_t orphan;

	(void)state;
	assert_false(child_adopt_orphans(true));
	assert_int_equal(run_shell("sleep 30 & echo $!").exit_status, 0);
	orphan = await_number();
	child_reap_orphans(); /* leaves alone what lives */
	assert_int_equal(waitpid(orphan, NULL, WNOHANG), 0);
	assert_int_equal(kill(orphan, SIGKILL), 0);
	for (int i = 0; i < 3000 && kill(orphan, 0) == 0; i++) {
		clock_pause_ms(1);
		child_reap_orphans();
	}
	assert_int_equal(waitpid(-1, NULL, 0), -1);
	assert_int_equal(errno, ECHILD);
	assert_true(child_adopt_orphans(false));
}

/* What a gorge that is killed has started becomes this program's, which then sees how it ended. */
static void
test_a_child_dies_with_gorge(void **state)
{
	pid_t gorge, command;
	int status = 0;

	(void)state;
	assert_false(child_adopt_orphans(true));
	if ((gorge = fork()) == 0) {
		(void)start_shell("trap '' TERM INT HUP; echo $$; exec sleep 30");
		pause();
	}
	for (int i = 0; i < 3000 && !file_exists(output); i++)
		clock_pause_ms(1);
	command = await_number();
	assert_int_equal(kill(command, 0), 0);
	assert_int_equal(kill(gorge, SIGKILL), 0);
	assert_int_equal(waitpid(gorge, NULL, 0), gorge);
	assert_int_equal(waitpid(command, &status, 0), command);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
	assert_true(child_adopt_orphans(false));
}

static int
forget_output(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	return !file_delete(output, &err);
}

#define TEST(name) cmocka_unit_test_setup(name, forget_output)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_cannot_start_names_its_step),
		TEST(test_an_output_that_cannot_be_written_is_an_error),
		TEST(test_the_child_itself_joins_its_group),
		TEST(test_streams_folder_and_environment_are_as_given),
		TEST(test_a_session_of_its_own_without_what_gorge_has_open),
		TEST(test_signals_are_as_a_program_expects_them),
		TEST(test_exit_statuses_are_told),
		TEST(test_cpu_time_is_what_was_used),
		TEST(test_peaks_are_what_was_touched),
		TEST(test_a_sleep_ends_with_the_child_or_at_its_time),
		TEST(test_an_interrupt_ends_a_sleep),
		TEST(test_a_kill_reaches_the_process_group),
		TEST(test_orphans_are_adopted_and_reaped),
		TEST(test_a_child_dies_with_gorge),
	};

	return cmocka_run_group_tests(tests, make_output, delete_output);
}
