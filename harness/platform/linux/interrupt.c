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

static void
note_request(int number)
{
	int kept = errno, none = 0;

	if (atomic_compare_exchange_strong(&request.signal, &none, number)) {
		/* A full pipe is readable, which is all that matters. */
		if (write(request.write_end, "", 1) < 0)
			errno = kept;
	}
	errno = kept;
}

static void
take_over(int number)
{
	struct sigaction action = {.sa_handler = note_request}, before;

	/* nohup starts a program with SIGHUP ignored: it is meant to outlive its terminal. */
	if (number == SIGHUP && sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_IGN)
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
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	int ends[2];

	if (request.read_end >= 0)
		return;
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		BUG("cannot make a pipe for signals: %s", strerror(errno));
	request.read_end = ends[0];
	request.write_end = ends[1];
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		take_over(numbers[i]);
	survive_size_limit();
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
interrupt_check(struct error *err)
{
	if (!interrupt_requested())
		return true;
	return error_raise(err, ERROR_INTERRUPTED, "signal", "SIG%s", sigabbrev_np(request.signal));
}
