/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/programs/launch.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/mark.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* One launch, as the child sees it. */
struct countdown {
	const struct launch *launch;
	const char *const *environment; /* with the mark */
	pid_t gorge;
	int failure_fd; /* a pipe that a successful exec closes */
};

__attribute__((noreturn)) static void
give_up(const struct countdown *countdown, const char *step, int error)
{
	struct launch_failure failure = {.error = error};

	(void)strncpy(failure.step, step, sizeof failure.step - 1);
	if (write(countdown->failure_fd, &failure, sizeof failure) < 0)
		_exit(126);
	_exit(127);
}

/* What gorge was itself told to ignore is no program's business. */
static void
reset_signals(void)
{
	sigset_t none;

	for (int number = 1; number <= SIGRTMAX; number++)
		(void)signal(number, SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static int
take_streams(const struct launch *launch)
{
	if (dup2(launch->input, STDIN_FILENO) < 0 || dup2(launch->output, STDOUT_FILENO) < 0 ||
		dup2(launch->messages, STDERR_FILENO) < 0)
		return errno;
	/* gorge opens all it has with O_CLOEXEC; what it was itself given is closed here (Linux 5.11). */
	(void)syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, CLOSE_RANGE_CLOEXEC);
	return 0;
}

/* The child's side, between fork and exec. */
__attribute__((noreturn)) static void
become_program(const struct countdown *countdown)
{
	const struct launch *launch = countdown->launch;
	int error;

	(void)setsid();
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != countdown->gorge)
		give_up(countdown, "binding it to gorge", errno);
	if (launch->join && (error = launch->join(launch->group)) != 0)
		give_up(countdown, "joining its group", error);
	if ((error = take_streams(launch)) != 0)
		give_up(countdown, "redirecting its output", error);
	if (launch->folder && chdir(launch->folder) != 0)
		give_up(countdown, "changing to its folder", errno);
	reset_signals();
	(void)execve(
		launch->program, strings_without_const(launch->argv), strings_without_const(countdown->environment));
	give_up(countdown, "starting it", errno);
}

/* Waits for the exec, which closes the pipe, or for the child's complaint. */
static bool
await_start(pid_t pid, int read_end, struct launch_failure *failure)
{
	ssize_t got;

	while ((got = read(read_end, failure, sizeof *failure)) < 0 && errno == EINTR)
		;
	if (got == 0)
		return true;
	if (got < 0)
		failure->error = errno;
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	return false;
}

static pid_t
fork_program(struct countdown *countdown, struct launch_failure *failure)
{
	int ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0) {
		failure->error = errno;
		return -1;
	}
	countdown->failure_fd = ends[1];
	if ((pid = fork()) == 0)
		become_program(countdown);
	if (pid < 0)
		failure->error = errno;
	(void)close(ends[1]);
	if (pid > 0 && !await_start(pid, ends[0], failure))
		pid = -1;
	(void)close(ends[0]);
	return pid;
}

pid_t
launch(const struct launch *launch, struct launch_failure *failure)
{
	CLEANUP_LIST struct list environment = {0};
	struct countdown countdown = {.launch = launch, .gorge = getpid()};

	mark_environment(launch->environment ? launch->environment : (const char *const *)environ, &environment);
	countdown.environment = list_strings(&environment);
	*failure = (struct launch_failure){0};
	return fork_program(&countdown, failure);
}
