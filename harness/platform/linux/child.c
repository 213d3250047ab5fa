/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/child.h"

#include "base/memory.h"
#include "platform/clock.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/linux/programs/launch.h"
#include "platform/linux/proc.h"
#include "platform/linux/timeval.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool
raise_start(const struct child_command *command, const struct launch_failure *failure, struct error *err)
{
	errno = failure->error;
	if (failure->step[0] == '\0')
		return error_raise_errno(err, ERROR_MEASURE, command->argv[0]);
	return error_raise(
		err, ERROR_MEASURE, command->argv[0], "%s: %s", failure->step, strerror(failure->error));
}

bool
child_start(const struct child_command *command, struct child *child, struct error *err)
{
	CLEANUP_CLOSE int messages =
		open(command->output_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
	CLEANUP_CLOSE int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	struct launch start = {.program = command->argv[0],
		.argv = command->argv,
		.environment = command->environment,
		.folder = command->folder,
		.input = nothing,
		.output = command->output_discarded ? nothing : messages,
		.messages = messages,
		.join = command->join,
		.group = command->group};
	struct launch_failure failure;
	pid_t pid;

	if (messages < 0 || nothing < 0)
		return error_raise_errno(err, ERROR_WRITE, messages < 0 ? command->output_path : "/dev/null");
	if ((pid = launch(&start, &failure)) < 0)
		return raise_start(command, &failure, err);
	*child = child_of(pid);
	return true;
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
	return proc_is_ours() && proc_read_peak(child->pid, peak_bytes);
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
