/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gorge-exec PROGRAM [ARGUMENT...]: runs a tool for the go command (-toolexec) and appends one record of what
 * it took to $GORGE_EXEC_LOG. Every tool of a measured build pays for this program, so it touches few pages
 * and runs few instructions: no stdio or getenv() on the way of a tool that works, no vDSO.
 *
 * Without GORGE_EXEC_LOG it only runs the tool. When the log cannot be written the tool's result still
 * stands, and one line on stderr says why the record is missing.
 */
#include "measure/shim/shim_record.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_USAGE = 2, EXIT_NOT_RUN = 127, ENDED_BY_SIGNAL = 128 };

static const int forwarded[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
enum { FORWARDED = sizeof forwarded / sizeof *forwarded };

/* What the signal handler needs. */
static volatile pid_t tool_pid;

static void
forward(int number)
{
	int kept = errno;

	(void)kill(tool_pid, number);
	errno = kept;
}

/* Only failures come here, so stdio is fine. */
static void
complain(const char *about)
{
	(void)dprintf(STDERR_FILENO, "gorge-exec: %s: %s\n", about, strerror(errno));
}

/* The rest of `string` behind `prefix`, or NULL. */
static const char *
behind(const char *string, const char *prefix)
{
	for (; *prefix; string++, prefix++)
		if (*string != *prefix)
			return NULL;
	return string;
}

static uint32_t
number(const char *digits)
{
	uint32_t value = 0;

	for (; *digits >= '0' && *digits <= '9' && value < 100000; digits++)
		value = value * 10 + (uint32_t)(*digits - '0');
	return value;
}

/* Finds the package after -p, unless the go command named it by TOOLEXEC_IMPORTPATH (1.19 and newer), the
 * worker count after -c, and the output after -o. */
static void
read_flags(char **argument, const char **package, const char **output, uint32_t *concurrency)
{
	for (; *argument && !(*package && *concurrency && *output); argument++) {
		const char *flag = *argument;
		if (flag[0] != '-' || (flag[1] != 'c' && flag[1] != 'p' && flag[1] != 'o'))
			continue;
		if (flag[1] == 'c' && flag[2] == '=')
			*concurrency = number(flag + 3);
		if (flag[2] != '\0' || !argument[1])
			continue;
		if (flag[1] == 'c')
			*concurrency = number(argument[1]);
		else if (flag[1] == 'p' && !*package)
			*package = argument[1];
		else if (flag[1] == 'o' && !*output)
			*output = argument[1];
	}
}

static uint64_t
file_bytes(const char *path)
{
	struct stat status;

	return path && stat(path, &status) == 0 ? (uint64_t)status.st_size : 0;
}

/* The C library would first look for the vDSO, at thousands of instructions; a system call is cheaper once.
 */
static uint64_t
monotonic_ns(void)
{
	struct timespec now = {0};

	(void)syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t
nanoseconds(struct timeval time)
{
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_usec * 1000u;
}

/* What the tool's side of start() works with. */
struct launch {
	char **command;
	sigset_t mask;
	int failure; /* errno of a failed exec */
};

static int
become_tool(void *context)
{
	struct launch *launch = context;

	(void)sigprocmask(SIG_SETMASK, &launch->mask, NULL);
	(void)execvp(launch->command[0], launch->command);
	launch->failure = errno;
	_exit(EXIT_NOT_RUN);
}

static void
forward_signals(void)
{
	static const struct sigaction action = {.sa_handler = forward, .sa_flags = SA_RESTART};
	struct sigaction before;

	for (int i = 0; i < FORWARDED; i++) {
		(void)sigaction(forwarded[i], &action, &before);
		if (before.sa_handler == SIG_IGN)
			(void)sigaction(forwarded[i], &before, NULL);
	}
}

/* Starts the tool as vfork() does: the shim is so small that nothing of it shows in the tool's ru_maxrss, and
 * no page table is copied. (vfork() itself is a plain fork() on some machines of musl's.) Signals wait until
 * the handlers know whom to send them to; the tool gets the mask and the dispositions that the shim was
 * given. Returns errno of a failed start, else 0. */
static int
start(char **command)
{
	static _Alignas(16) char stack[16384];
	static struct launch launch;
	sigset_t blocked;

	launch.command = command;
	(void)sigemptyset(&blocked);
	for (int i = 0; i < FORWARDED; i++)
		(void)sigaddset(&blocked, forwarded[i]);
	(void)sigprocmask(SIG_BLOCK, &blocked, &launch.mask);
	tool_pid = clone(become_tool, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &launch);
	if (tool_pid < 0)
		return errno;
	forward_signals();
	(void)sigprocmask(SIG_SETMASK, &launch.mask, NULL);
	return launch.failure;
}

static uint16_t
text_bytes(const char *text)
{
	size_t bytes = strlen(text);

	return (uint16_t)(bytes < SHIM_RECORD_TEXT_MOST ? bytes : SHIM_RECORD_TEXT_MOST);
}

static void
append(const char *log, struct shim_record *record, const char *tool, const char *package)
{
	static const uint32_t mark = SHIM_RECORD_END;
	struct iovec parts[] = {{.iov_base = record, .iov_len = sizeof *record},
		{.iov_base = (void *)(uintptr_t)tool, .iov_len = text_bytes(tool)},
		{.iov_base = (void *)(uintptr_t)package, .iov_len = text_bytes(package)},
		{.iov_base = (void *)(uintptr_t)&mark, .iov_len = sizeof mark}};
	int fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
	size_t total = parts[0].iov_len + parts[1].iov_len + parts[2].iov_len + parts[3].iov_len;

	record->tool_bytes = (uint16_t)parts[1].iov_len;
	record->package_bytes = (uint16_t)parts[2].iov_len;
	if (fd < 0 || writev(fd, parts, 4) != (ssize_t)total)
		complain(log);
}

/* Ends the shim as the tool ended, without a second core dump. */
__attribute__((noreturn)) static void
end_as(int status)
{
	struct rlimit no_core = {0};

	if (!WIFSIGNALED(status))
		_exit(WEXITSTATUS(status));
	(void)setrlimit(RLIMIT_CORE, &no_core);
	(void)signal(WTERMSIG(status), SIG_DFL);
	(void)kill(getpid(), WTERMSIG(status));
	_exit(ENDED_BY_SIGNAL + WTERMSIG(status));
}

/* Runs the tool to its end and fills the record; errno of a failed start, else 0. */
static int
run(char **command, struct shim_record *record, int *status)
{
	struct rusage usage;
	int failure;

	(void)getrusage(RUSAGE_SELF, &usage);
	record->parent_peak_bytes = (uint64_t)usage.ru_maxrss * 1024;
	record->started_ns = monotonic_ns();
	if ((failure = start(command)) != 0)
		return failure;
	record->pid = tool_pid;
	while (wait4(tool_pid, status, 0, &usage) < 0 && errno == EINTR)
		;
	record->wall_ns = monotonic_ns() - record->started_ns;
	record->user_ns = nanoseconds(usage.ru_utime);
	record->system_ns = nanoseconds(usage.ru_stime);
	record->peak_bytes = (uint64_t)usage.ru_maxrss * 1024;
	record->exit_status = WIFSIGNALED(*status) ? ENDED_BY_SIGNAL + WTERMSIG(*status) : WEXITSTATUS(*status);
	return 0;
}

static void
read_environment(const char **log, const char **package)
{
	const char *value;

	for (char **entry = environ; *entry; entry++) {
		/* Most variables of a go command begin with GO, so the third letter is what tells them apart. */
		const char *name = *entry;
		if (name[0] == 'G' && name[1] == 'O' && name[2] == 'R' &&
			(value = behind(name + 3, "GE_EXEC_LOG=")) != NULL)
			*log = value;
		else if (name[0] == 'T' && (value = behind(name + 1, "OOLEXEC_IMPORTPATH=")) != NULL)
			*package = value;
	}
}

int
main(int argc, char **argv)
{
	static struct shim_record record = {
		.magic = SHIM_RECORD_MAGIC, .version = SHIM_RECORD_VERSION, .head_bytes = sizeof record};
	const char *log = NULL, *package = NULL, *output = NULL;
	int status = 0;

	if (argc < 2) {
		(void)dprintf(STDERR_FILENO, "usage: gorge-exec PROGRAM [ARGUMENT...]\n");
		return EXIT_USAGE;
	}
	read_environment(&log, &package);
	/* Asking a tool for its version is part of the cache key, not work to be measured. */
	if (!log || (argv[2] && strcmp(argv[2], "-V=full") == 0)) {
		(void)execvp(argv[1], argv + 1);
		complain(argv[1]);
		return EXIT_NOT_RUN;
	}
	read_flags(argv + 2, &package, &output, &record.concurrency);
	if ((errno = run(argv + 1, &record, &status)) != 0) {
		complain(argv[1]);
		return EXIT_NOT_RUN;
	}
	record.output_bytes = file_bytes(output);
	append(log, &record, argv[1], package ? package : "");
	end_as(status);
}
