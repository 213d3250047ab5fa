/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/launch.h"

#include "base/memory.h"
#include "platform/file.h"
#include "platform/mark.h"
#include "measure/measure_command.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child tells through a pipe that a successful exec closes. */
struct failure {
	char step[32];
	int error;
};

struct launch {
	const struct measured_command *command;
	const struct meter_session *session;
	char *const *environment;
	int output_fd, failure_fd;
};

__attribute__((noreturn)) static void
give_up(const struct launch *launch, const char *step, int error)
{
	struct failure failure = {.error = error};

	(void)strncpy(failure.step, step, sizeof failure.step - 1);
	if (write(launch->failure_fd, &failure, sizeof failure) < 0)
		_exit(126);
	_exit(127);
}

static void
reset_signals(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
	sigset_t none;

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		(void)signal(numbers[i], SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static int
take_streams(const struct launch *launch)
{
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int output =
		launch->command->output_discarded ? open("/dev/null", O_WRONLY | O_CLOEXEC) : launch->output_fd;

	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
		dup2(launch->output_fd, STDERR_FILENO) < 0)
		return errno;
	/* gorge opens all it has with O_CLOEXEC; what it was itself given is closed here (Linux 5.11). */
	(void)syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, CLOSE_RANGE_CLOEXEC);
	return 0;
}

/* The child's side, between fork and exec. */
__attribute__((noreturn)) static void
become_command(const struct launch *launch, pid_t gorge)
{
	const struct measured_command *command = launch->command;
	int error;

	(void)setsid();
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != gorge)
		give_up(launch, "binding it to gorge", errno);
	if ((error = command->meter->join(launch->session)) != 0)
		give_up(launch, "joining its group", error);
	if ((error = take_streams(launch)) != 0)
		give_up(launch, "redirecting its output", error);
	if (command->folder && chdir(command->folder) != 0)
		give_up(launch, "changing to its folder", errno);
	reset_signals();
	(void)execve(command->argv[0], strings_without_const(command->argv), launch->environment);
	give_up(launch, "starting it", errno);
}

/* Waits for the exec, which closes the pipe, or for the child's complaint. */
static bool
await_start(const struct launch *launch, int read_end, pid_t pid, struct error *err)
{
	struct failure failure = {0};
	ssize_t got;

	while ((got = read(read_end, &failure, sizeof failure)) < 0 && errno == EINTR)
		;
	if (got == 0)
		return true;
	(void)waitpid(pid, NULL, 0);
	return error_raise(err, ERROR_MEASURE, launch->command->argv[0], "%s: %s", failure.step,
		strerror(failure.error ? failure.error : EIO));
}

static bool
fork_command(struct launch *launch, pid_t *pid, struct error *err)
{
	pid_t gorge = getpid();
	int ends[2];
	bool started;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_raise_errno(err, ERROR_MEASURE, launch->command->argv[0]);
	launch->failure_fd = ends[1];
	*pid = fork();
	if (*pid == 0)
		become_command(launch, gorge);
	(void)close(ends[1]);
	started = *pid > 0 ? await_start(launch, ends[0], *pid, err)
					   : error_raise_errno(err, ERROR_MEASURE, launch->command->argv[0]);
	(void)close(ends[0]);
	return started;
}

bool
launch_command(const struct measured_command *command, const struct meter_session *session, pid_t *pid,
	struct error *err)
{
	CLEANUP_CLOSE int output_fd =
		open(command->output_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
	CLEANUP_LIST struct list environment = {0};
	struct launch launch = {.command = command, .session = session, .output_fd = output_fd};

	if (output_fd < 0)
		return error_raise_errno(err, ERROR_WRITE, command->output_path);
	mark_environment(command->environment, &environment);
	launch.environment = environment.items;
	return fork_command(&launch, pid, err);
}
