/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/guard.h"

#include "platform/clock.h"
#include "platform/file.h"
#include "platform/mark.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* There is one guard or none, as there is one process. */
static struct {
	int line; /* gorge's end of a pair of sockets, which the kernel closes when gorge dies; -1 = no guard */
	pid_t pid;
} guard = {.line = -1};

/* Holds nothing of gorge's but its end of the line, which becomes its standard input: not gorge's output,
 * whose reader would wait for the guard too, nor its locks. */
static bool
let_go_of_everything(int end)
{
	CLEANUP_CLOSE int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
	sigset_t all;

	(void)sigfillset(&all);
	(void)sigprocmask(SIG_SETMASK, &all, NULL);
	(void)prctl(PR_SET_NAME, "gorge-guard");
	return nothing >= 0 && dup2(end, STDIN_FILENO) == STDIN_FILENO &&
		   dup2(nothing, STDOUT_FILENO) == STDOUT_FILENO && dup2(nothing, STDERR_FILENO) == STDERR_FILENO &&
		   syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, 0) == 0 && chdir("/") == 0;
}

/* gorge's end of the line is closed before gorge is quite dead. */
static void
await_death(const struct mark *gorge)
{
	enum { PATIENCE_MS = 10000, PAUSE_MS = 1 };

	for (int waited = 0; waited < PATIENCE_MS && mark_fate(gorge) == MARK_ALIVE; waited += PAUSE_MS)
		clock_pause_ms(PAUSE_MS);
}

__attribute__((noreturn)) static void
stand_guard(const struct mark *gorge, int end, void (*clear)(void))
{
	pid_t self = getpid();
	char dismissal;
	ssize_t got;

	if (!let_go_of_everything(end) || write(STDIN_FILENO, &self, sizeof self) != sizeof self)
		_exit(1);
	while ((got = read(STDIN_FILENO, &dismissal, 1)) < 0 && errno == EINTR)
		;
	if (got == 0) {
		await_death(gorge);
		clear();
	}
	_exit(0);
}

/* The guard is left an orphan, so that gorge has no children but the programs that it runs. */
static void
fork_twice(int end, void (*clear)(void))
{
	struct mark gorge = mark_self();
	pid_t pid = fork();

	if (pid == 0) {
		(void)setsid();
		if (fork() == 0)
			stand_guard(&gorge, end, clear);
		_exit(0);
	}
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

static void
forget(void)
{
	cleanup_close_fd(&guard.line);
	guard.line = -1;
	guard.pid = 0;
}

void
guard_start(void (*clear)(void))
{
	int ends[2];

	if (guard.line >= 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return;
	guard.line = ends[0];
	fork_twice(ends[1], clear);
	(void)close(ends[1]);
	if (read(guard.line, &guard.pid, sizeof guard.pid) != sizeof guard.pid)
		forget();
}

void
guard_dismiss(void)
{
	enum { PATIENCE_MS = 1000 };
	struct pollfd gone = {.fd = guard.line, .events = POLLIN};

	if (guard.line >= 0 && send(guard.line, "", 1, MSG_NOSIGNAL) == 1)
		(void)poll(&gone, 1, PATIENCE_MS);
	forget();
}

int
guard_pid(void)
{
	return guard.pid;
}
