/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/child.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/linux/proc.h"
#include "platform/linux/timeval.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child tells through a pipe that a successful exec closes. */
struct failure {
	char step[32];
	int error;
};

struct launch {
	const struct child_command *command;
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

	if (nothing < 0 || output < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
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
	const struct child_command *command = launch->command;
	int error;

	(void)setsid();
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != gorge)
		give_up(launch, "binding it to gorge", errno);
	if (command->join && (error = command->join(command->group)) != 0)
		give_up(launch, "joining its group", error);
	if ((error = take_streams(launch)) != 0)
		give_up(launch, "redirecting its output", error);
	if (command->folder && chdir(command->folder) != 0)
		give_up(launch, "changing to its folder", errno);
	reset_signals();
	(void)execve(
		command->argv[0], strings_without_const(command->argv), strings_without_const(command->environment));
	give_up(launch, "starting it", errno);
}

/* Waits for the exec, which closes the pipe, or for the child's complaint. */
static bool
await_start(const struct launch *launch, int read_end, struct child *child, struct error *err)
{
	struct failure failure = {0};
	struct child_end ignored;
	ssize_t got;

	while ((got = read(read_end, &failure, sizeof failure)) < 0 && errno == EINTR)
		;
	if (got == 0)
		return true;
	child_reap(child, &ignored);
	return error_raise(err, ERROR_MEASURE, launch->command->argv[0], "%s: %s", failure.step,
		strerror(failure.error ? failure.error : EIO));
}

static bool
fork_command(struct launch *launch, struct child *child, struct error *err)
{
	pid_t gorge = getpid(), pid;
	int ends[2];
	bool started;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_raise_errno(err, ERROR_MEASURE, launch->command->argv[0]);
	launch->failure_fd = ends[1];
	if ((pid = fork()) == 0)
		become_command(launch, gorge);
	(void)close(ends[1]);
	if (pid > 0)
		*child = child_of(pid);
	started = pid > 0 ? await_start(launch, ends[0], child, err)
					  : error_raise_errno(err, ERROR_MEASURE, launch->command->argv[0]);
	(void)close(ends[0]);
	return started;
}

bool
child_start(const struct child_command *command, struct child *child, struct error *err)
{
	CLEANUP_CLOSE int output_fd =
		open(command->output_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
	struct launch launch = {.command = command, .output_fd = output_fd};

	if (output_fd < 0)
		return error_raise_errno(err, ERROR_WRITE, command->output_path);
	return fork_command(&launch, child, err);
}

struct child
child_of(int pid)
{
	return (struct child){.pid = pid, .exit_fd = (int)syscall(SYS_pidfd_open, pid, 0)};
}

bool
child_has_ended(const struct child *child)
{
	siginfo_t info = {0};

	return waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
		   info.si_pid == child->pid;
}

bool
child_sleep(const struct child *child, uint64_t until_ns)
{
	struct pollfd fds[] = {
		{.fd = child->exit_fd, .events = POLLIN}, {.fd = interrupt_fd(), .events = POLLIN}};
	uint64_t now_ns = clock_now_ns(), left = until_ns > now_ns ? until_ns - now_ns : 0;
	struct timespec wait = {.tv_sec = (time_t)(left / 1000000000u), .tv_nsec = (long)(left % 1000000000u)};

	return ppoll(fds, COUNT_OF(fds), &wait, NULL) < 0 || child->exit_fd < 0 || fds[0].revents != 0;
}

bool
child_peak_bytes(const struct child *child, uint64_t *peak_bytes)
{
	return proc_read_peak(child->pid, peak_bytes);
}

void
child_kill(const struct child *child)
{
	(void)kill(-child->pid, SIGKILL);
}

const char *
child_signal_text(int signal)
{
	return strsignal(signal);
}

void
child_reap(struct child *child, struct child_end *end)
{
	struct rusage usage = {0};
	int status = 0;

	while (wait4(child->pid, &status, 0, &usage) < 0 && errno == EINTR)
		;
	*end = (struct child_end){
		.exit_status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
		.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
		.user_ns = timeval_ns(usage.ru_utime),
		.system_ns = timeval_ns(usage.ru_stime),
		.maxrss_bytes = (uint64_t)usage.ru_maxrss * 1024,
	};
	cleanup_close_fd(&child->exit_fd);
	*child = (struct child)CHILD_NONE;
}

bool
child_adopt_orphans(bool adopt)
{
	int before = 0;

	(void)prctl(PR_GET_CHILD_SUBREAPER, &before);
	(void)prctl(PR_SET_CHILD_SUBREAPER, (int)adopt);
	return before != 0;
}

void
child_reap_orphans(void)
{
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
}
