/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gorge-touch STEP...: uses known amounts of memory, so that what a meter says can be held against what is
 * true, by `gorge doctor` and by the tests.
 * Steps run in order; sizes are MiB, times milliseconds.
 *
 *   anon=N     touches N MiB of private memory and keeps it
 *   peak=N     touches N MiB and gives it back at once
 *   shared=N   touches N MiB of memory shared with children (counted as shared, not as anonymous)
 *   file=PATH:N  writes N MiB to a file and removes it at the end (page cache)
 *   map=PATH:N   writes N MiB to a file, maps it and reads every page
 *   hold=MS    sleeps
 *   meet=PATH:N  waits until N processes have come to this step with the same (at first missing) file
 *   fork=...   runs the steps behind it (blank-separated, as one argument) in a child by fork(), at the same
 *              time as the steps that follow
 *   spawn=...  the same in a new program: vfork() and exec() of this one, as the go command starts its tools
 *   tool=...   the same through the shim ($GORGE_EXEC), which writes a record
 *   wait       waits for all children so far
 *   defiant   ignores SIGTERM, SIGINT and SIGHUP from here on (children too)
 *   orphan=... like fork=, but by a middle child that exits at once, in a session of its own
 *   exit=N     ends with that status
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MIB = 1024 * 1024, PAGE = 4096, MOST_STEPS = 64 };

static char *own_path;

static void run_steps(char **steps);

static void
fail(const char *what)
{
	perror(what);
	exit(99);
}

static size_t
mib(const char *value)
{
	return strtoul(value, NULL, 10) * MIB;
}

/* Writes one byte in each page; huge pages would round the amount up. */
static char *
touch_pages(size_t bytes, int kind)
{
	char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, kind | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		fail("mmap");
	(void)madvise(memory, bytes, MADV_NOHUGEPAGE);
	for (size_t at = 0; at < bytes; at += PAGE)
		memory[at] = 1;
	return memory;
}

static void
step_anon(char *value)
{
	(void)touch_pages(mib(value), MAP_PRIVATE);
}

static void
step_peak(char *value)
{
	if (munmap(touch_pages(mib(value), MAP_PRIVATE), mib(value)) != 0)
		fail("munmap");
}

static void
step_shared(char *value)
{
	(void)touch_pages(mib(value), MAP_SHARED);
}

/* Splits PATH:N in place; returns N's text. */
static const char *
split_path(char *value)
{
	char *colon = strrchr(value, ':');

	if (!colon)
		exit(98);
	*colon = '\0';
	return colon + 1;
}

/* Writes the file of PATH:N, and returns its descriptor; the name is gone at once. */
static int
write_file(char *value, size_t *bytes)
{
	static char block[MIB];
	int fd;

	*bytes = mib(split_path(value));
	if ((fd = open(value, O_RDWR | O_CREAT | O_TRUNC, 0600)) < 0)
		fail(value);
	memset(block, 'x', sizeof block);
	for (size_t done = 0; done < *bytes; done += sizeof block)
		if (write(fd, block, sizeof block) != (ssize_t)sizeof block)
			fail(value);
	(void)unlink(value);
	return fd;
}

static void
step_file(char *value)
{
	size_t bytes;

	(void)write_file(value, &bytes); /* stays open, so its pages stay cached */
}

static void
step_map(char *value)
{
	size_t bytes;
	int fd = write_file(value, &bytes);
	const volatile char *memory = mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, 0);

	if (memory == MAP_FAILED)
		fail("mmap");
	for (size_t at = 0; at < bytes; at += PAGE)
		(void)memory[at];
}

static void
step_hold(char *value)
{
	long ms = strtol(value, NULL, 10);
	struct timespec left = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};

	while (nanosleep(&left, &left) != 0)
		;
}

/* Each one that arrives makes the file a byte longer. */
static void
step_meet(char *value)
{
	off_t all = strtol(split_path(value), NULL, 10);
	int fd = open(value, O_WRONLY | O_CREAT | O_APPEND, 0600);

	if (fd < 0 || write(fd, "", 1) != 1)
		fail(value);
	while (lseek(fd, 0, SEEK_END) < all)
		(void)nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
	(void)close(fd);
}

/* Splits at blanks, in place. */
static void
split(char *text, char **steps)
{
	size_t count = 0;

	for (char *step = strtok(text, " "); step && count < MOST_STEPS; step = strtok(NULL, " "))
		steps[count++] = step;
	steps[count] = NULL;
}

static void
step_fork(char *value)
{
	char *steps[MOST_STEPS + 1];
	pid_t pid = fork();

	if (pid < 0)
		fail("fork");
	if (pid > 0)
		return;
	split(value, steps);
	run_steps(steps);
	_exit(0);
}

static void
start_program(char **argv)
{
	pid_t pid = vfork();

	if (pid == 0) {
		(void)execv(argv[0], argv);
		_exit(97);
	}
	if (pid < 0)
		fail("vfork");
}

static void
step_spawn(char *value)
{
	char *argv[MOST_STEPS + 2] = {own_path};

	split(value, argv + 1);
	start_program(argv);
}

static void
step_tool(char *value)
{
	char *argv[MOST_STEPS + 3] = {getenv("GORGE_EXEC"), own_path};

	if (!argv[0])
		exit(98);
	split(value, argv + 2);
	start_program(argv);
}

static void
step_orphan(char *value)
{
	pid_t pid = fork();

	if (pid < 0)
		fail("fork");
	if (pid == 0) {
		(void)setsid();
		step_fork(value);
		_exit(0);
	}
	(void)waitpid(pid, NULL, 0);
}

static void
step_wait(char *value)
{
	int status, worst = 0;

	(void)value;
	while (wait(&status) > 0)
		if (status != 0)
			worst = status;
	if (worst != 0)
		exit(96);
}

static void
step_defiant(char *value)
{
	(void)value;
	(void)signal(SIGTERM, SIG_IGN);
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
}

static void
step_exit(char *value)
{
	exit((int)strtol(value, NULL, 10));
}

static const struct {
	const char *name;
	void (*run)(char *value);
} kinds[] = {
	{"anon=", step_anon},
	{"peak=", step_peak},
	{"shared=", step_shared},
	{"file=", step_file},
	{"map=", step_map},
	{"hold=", step_hold},
	{"meet=", step_meet},
	{"fork=", step_fork},
	{"spawn=", step_spawn},
	{"tool=", step_tool},
	{"orphan=", step_orphan},
	{"wait", step_wait},
	{"defiant", step_defiant},
	{"exit=", step_exit},
};

static void
run_step(char *step)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t bytes = strlen(kinds[i].name);
		if (strncmp(step, kinds[i].name, bytes) == 0) {
			kinds[i].run(step + bytes);
			return;
		}
	}
	(void)fprintf(stderr, "gorge-touch: no such step: %s\n", step);
	exit(98);
}

static void
run_steps(char **steps)
{
	for (; *steps; steps++)
		run_step(*steps);
}

int
main(int argc, char **argv)
{
	(void)argc;
	own_path = argv[0];
	run_steps(argv + 1);
	return 0;
}
