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
	volatile sig_atomic_t signal;
	int read_end, write_end;
} request = {.read_end = -1, .write_end = -1};

static void
note_request(int number)
{
	int kept = errno;

	if (request.signal == 0) {
		request.signal = number;
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
