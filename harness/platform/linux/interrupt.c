/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/interrupt.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

/* Signals belong to the process, so what they leave behind is process-wide too. The pipe is written once,
 * by the first signal, and never read: it stays readable for everyone who polls it. */
static struct {
	atomic_int signal; /* free of locks, and so allowed in a handler */
	int read_end, write_end;
} request = {.read_end = -1, .write_end = -1};

static bool
is_among(int number, const int *numbers)
{
	while (*numbers && *numbers != number)
		numbers++;
	return *numbers != 0;
}

/* A fault of gorge's own, not one that was sent: what has failed is tried again, and ends gorge. */
static bool
is_fault(int number, const siginfo_t *info)
{
	return info->si_code > 0 &&
		   is_among(number, (const int[]){SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, 0});
}

static void
note_request(int number, siginfo_t *info, void *context)
{
	int kept = errno, none = 0;

	(void)context;
	if (is_fault(number, info))
		(void)signal(number, SIG_DFL);
	else if (atomic_compare_exchange_strong(&request.signal, &none, number)) {
		/* A full pipe is readable, which is all that matters. */
		if (write(request.write_end, "", 1) < 0)
			errno = kept;
	}
	errno = kept;
}

/* What gorge was started to ignore it ignores: nohup has a program outlive its terminal. But a shell has
 * everything that it starts in the background ignore the keyboard. A handler that is there already is that of
 * a tool which looks for faults. */
static void
take_over(int number)
{
	struct sigaction action = {.sa_sigaction = note_request, .sa_flags = SA_SIGINFO}, before;
	static const int insisted[] = {SIGINT, SIGQUIT, SIGTERM, 0};

	if (sigaction(number, NULL, &before) != 0 ||
		(before.sa_handler != SIG_DFL && !(before.sa_handler == SIG_IGN && is_among(number, insisted))))
		return;
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(number, &action, NULL);
}

/* A limit of the size of files is an error of write(), not the end. With a handler, since being ignored would
 * be handed on to the programs that are started. */
static void
note_nothing(int number)
{
	(void)number;
}

/* What whoever started gorge may have done to its own signals: a child that nobody is told of cannot be
 * waited for, and what is blocked never comes. */
static void
start_afresh(void)
{
	sigset_t none;

	(void)signal(SIGCHLD, SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
survive_size_limit(void)
{
	struct sigaction action = {.sa_handler = note_nothing, .sa_flags = SA_RESTART};

	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGXFSZ, &action, NULL);
}

void
interrupt_install(void)
{
	/* those that end no program, or cannot be caught; the last is survive_size_limit()'s */
	static const int others[] = {
		SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH, SIGXFSZ, 0};
	int ends[2];

	if (request.read_end >= 0)
		return;
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		resources_exhausted("a pipe for signals");
	request.read_end = ends[0];
	request.write_end = ends[1];
	for (int number = 1; number <= SIGRTMAX; number++)
		if (!is_among(number, others))
			take_over(number);
	survive_size_limit();
	start_afresh();
}

bool
interrupt_requested(void)
{
	return request.signal != 0;
}

int
interrupt_fd(void)
{
	return request.read_end;
}

bool
interrupt_by_reader(void)
{
	return request.signal == SIGPIPE;
}

bool
interrupt_check(struct error *err)
{
	const char *name = interrupt_requested() ? sigabbrev_np(request.signal) : NULL;

	if (!interrupt_requested())
		return true;
	if (!name)
		return error_raise(err, ERROR_INTERRUPTED, "signal", "number %d", request.signal);
	return error_raise(err, ERROR_INTERRUPTED, "signal", "SIG%s", name);
}
