/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/process.h"

#include "platform/child.h"
#include "platform/file.h"
#include "base/memory.h"
#include "platform/interrupt.h"
#include "platform/linux/cgroup/hold.h"
#include "platform/linux/programs/launch.h"
#include "platform/linux/programs/orphans.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { OUT, MESSAGES, STREAMS };

/* A program while it runs. Every descriptor is -1 when closed. */
struct running {
	struct child child;
	int input;
	int read_ends[STREAMS], write_ends[STREAMS];
	struct text *sinks[STREAMS];
};

static void
close_fd(int *fd)
{
	cleanup_close_fd(fd);
	*fd = -1;
}

static void
running_dispose(struct running *running)
{
	close_fd(&running->input);
	for (int i = 0; i < STREAMS; i++) {
		close_fd(&running->read_ends[i]);
		close_fd(&running->write_ends[i]);
	}
}

/* The input is a file in memory, so that no one has to feed a pipe while reading others. */
static int
open_input(const char *input)
{
	int fd;

	if (!input)
		return open("/dev/null", O_RDONLY | O_CLOEXEC);
	fd = memfd_create("gorge-input", MFD_CLOEXEC);
	if (fd >= 0 &&
		(write(fd, input, strlen(input)) != (ssize_t)strlen(input) || lseek(fd, 0, SEEK_SET) != 0)) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static bool
open_streams(struct running *running, const char *input)
{
	int ends[2];

	if ((running->input = open_input(input)) < 0)
		return false;
	for (int i = 0; i < STREAMS; i++) {
		if (pipe2(ends, O_CLOEXEC) != 0)
			return false;
		running->read_ends[i] = ends[0];
		running->write_ends[i] = ends[1];
		if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0)
			return false;
	}
	return true;
}

/* What the host lacks says nothing about the program. */
static bool
raise_start(const struct process *process, struct error *err)
{
	bool lacks = errno == EAGAIN || errno == ENOMEM || errno == EMFILE || errno == ENFILE;

	return error_raise_errno(err, lacks ? ERROR_NO_RESOURCES : ERROR_PROGRAM, process->argv[0]);
}

/* The path of its program; a name without a slash is looked up. */
static char *
find_program(const char *name)
{
	return strchr(name, '/') ? memory_copy_text(name) : path_find_program(name);
}

static bool
start_program(const struct process *process, struct running *running, struct error *err)
{
	CLEANUP_FREE char *program = find_program(process->argv[0]);
	struct launch start = {.program = program,
		.argv = process->argv,
		.environment = process->environment,
		.folder = process->folder,
		.input = running->input,
		.output = running->write_ends[OUT],
		.messages = running->write_ends[MESSAGES],
		.join = process->hold ? hold_join : NULL,
		.group = process->hold};
	struct launch_failure failure = {.error = ENOENT};
	pid_t pid;

	if (process->folder && !file_is_folder(process->folder))
		return error_raise(err, ERROR_PROGRAM, process->argv[0], "no folder '%s' to run in", process->folder);
	if (!program || (pid = launch(&start, &failure)) < 0) {
		errno = failure.error;
		return raise_start(process, err);
	}
	running->child = child_of(pid);
	for (int i = 0; i < STREAMS; i++)
		close_fd(&running->write_ends[i]);
	return true;
}

/* Takes what is there now; closes the stream at its end. */
static void
drain(struct running *running, int stream)
{
	char block[16384];
	ssize_t got;

	while ((got = read(running->read_ends[stream], block, sizeof block)) > 0)
		if (running->sinks[stream])
			text_append_bytes(running->sinks[stream], block, (size_t)got);
	if (got == 0 || (errno != EAGAIN && errno != EINTR))
		close_fd(&running->read_ends[stream]);
}

/* Reads until the program itself ends: a grandchild that keeps the pipes open is not waited for. */
static void
follow(const struct process *process, struct running *running)
{
	enum { WITHOUT_PIDFD_MS = 20, TICK_MS = 250 };
	int wait_ms = running->child.exit_fd < 0 ? WITHOUT_PIDFD_MS : process->tick ? TICK_MS : -1;

	while (!interrupt_requested()) {
		bool ended = child_has_ended(&running->child);
		struct pollfd fds[] = {{.fd = running->read_ends[OUT], .events = POLLIN},
			{.fd = running->read_ends[MESSAGES], .events = POLLIN},
			{.fd = running->child.exit_fd, .events = POLLIN}, {.fd = interrupt_fd(), .events = POLLIN}};

		if (!ended && poll(fds, COUNT_OF(fds), wait_ms) == 0 && process->tick)
			process->tick(process->context);
		for (int i = 0; i < STREAMS; i++)
			if (running->read_ends[i] >= 0)
				drain(running, i);
		if (ended)
			return;
	}
}

bool
process_run(const struct process *process, struct text *output, struct text *messages, int *exit_status,
	struct error *err)
{
	__attribute__((cleanup(running_dispose))) struct running running = {.child = CHILD_NONE,
		.input = -1,
		.read_ends = {-1, -1},
		.write_ends = {-1, -1},
		.sinks = {output, messages}};
	struct orphans orphans;
	struct child_end end;
	bool started = false;

	if (!interrupt_check(err))
		return error_while(err, "starting %s", path_name(process->argv[0]));
	if (!open_streams(&running, process->input))
		return raise_start(process, err);
	orphans_begin(&orphans);
	if (start_program(process, &running, err)) {
		follow(process, &running);
		child_kill(&running.child);
		child_reap(&running.child, &end);
		started = true;
	}
	orphans_end(&orphans);
	if (!started)
		return false;
	*exit_status = end.exit_status;
	if (!interrupt_check(err))
		return error_while(err, "running %s", path_name(process->argv[0]));
	return end.signal != SIGKILL || process_failed(process, end.exit_status,
										messages ? text_string(messages) : "", ERROR_NO_RESOURCES, err);
}
