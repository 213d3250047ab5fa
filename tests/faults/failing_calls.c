/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A library to be preloaded, under which the k-th call of a kind fails. It counts the calls of one program and
 * of what that program forks, on its main thread and on others apart, in a file that outlives a kill:
 *   FAULTS_PROGRAM  the program's path without links; in any other this library does nothing
 *   FAULTS_COUNTS   a file of struct page, zeroed
 *   FAULTS_CALL     a name of `kinds`; none: calls are counted, and none fails
 *   FAULTS_THREAD   0 main thread, 1 any other
 *   FAULTS_AT       which call of that kind and thread fails, from 1
 *   FAULTS_ONWARD   1: so does every later one
 *   FAULTS_ERRNO    with which errno
 * What libc calls inside itself is out of reach, so calls of stdio stand for the system calls that they make;
 * and so are static programs such as gorge-exec.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <threads.h>
#include <unistd.h>

enum kind { WRITE, FSYNC, RENAME, OPEN, FORK, MMAP, MKDIR, READ, CLOSE, UNLINK, TRUNCATE, LOCK, KINDS };
/* calls.py counts with the same names in the same order. */
static const char *const kinds[KINDS] = {"write", "fsync", "rename", "open", "fork", "mmap", "mkdir", "read",
	"close", "unlink", "truncate", "lock"};

struct page {
	_Atomic uint64_t calls[KINDS][2]; /* on the main thread, on others */
	_Atomic uint64_t failed;
};

static struct page *page; /* NULL: not the program that is meant */
static enum kind chosen = KINDS;
static uint64_t chosen_thread, first, error_number;
static bool onward;

static uint64_t
number(const char *variable)
{
	const char *value = getenv(variable);

	return value ? strtoull(value, NULL, 10) : 0;
}

/* By system calls alone, since those of this library's names are its own. */
static struct page *
map_page(const char *path)
{
	int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
	void *mapped =
		fd < 0 ? MAP_FAILED
			   : (void *)syscall(SYS_mmap, NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	if (fd >= 0)
		(void)syscall(SYS_close, fd);
	return mapped == MAP_FAILED ? NULL : mapped;
}

__attribute__((constructor)) static void
begin(void)
{
	const char *program = getenv("FAULTS_PROGRAM"), *counts = getenv("FAULTS_COUNTS");
	const char *call = getenv("FAULTS_CALL");
	char own[4096] = "";

	if (!program || !counts || readlink("/proc/self/exe", own, sizeof own - 1) < 0 ||
		strcmp(own, program) != 0)
		return;
	for (enum kind kind = WRITE; call && kind < KINDS; kind++)
		if (strcmp(call, kinds[kind]) == 0)
			chosen = kind;
	chosen_thread = number("FAULTS_THREAD");
	first = number("FAULTS_AT");
	onward = number("FAULTS_ONWARD") != 0;
	error_number = number("FAULTS_ERRNO");
	page = map_page(counts);
}

static bool
fails(enum kind kind)
{
	uint64_t thread, count;

	if (!page)
		return false;
	thread = syscall(SYS_gettid) != getpid();
	count = atomic_fetch_add(&page->calls[kind][thread], 1) + 1;
	if (kind != chosen || thread != chosen_thread || (onward ? count < first : count != first))
		return false;
	(void)atomic_fetch_add(&page->failed, 1);
	errno = (int)error_number;
	return true;
}

/* A function of `kind` that returns `broken`, with errno, when it fails, and else what the next one does. */
#define FAILING(kind, result, broken, name, parameters, arguments)                                           \
	result name parameters                                                                                   \
	{                                                                                                        \
		static result(*next) parameters;                                                                     \
		if (fails(kind))                                                                                     \
			return broken;                                                                                   \
		if (!next)                                                                                           \
			next = (result(*) parameters)dlsym(RTLD_NEXT, #name);                                            \
		return next arguments;                                                                               \
	}

/* The same for what lets go of something, which is gone even so. */
#define FAILING_LATE(kind, result, broken, name, parameters, arguments)                                      \
	result name parameters                                                                                   \
	{                                                                                                        \
		static result(*next) parameters;                                                                     \
		if (!next)                                                                                           \
			next = (result(*) parameters)dlsym(RTLD_NEXT, #name);                                            \
		result done = next arguments;                                                                        \
		return fails(kind) ? broken : done;                                                                  \
	}

FAILING(WRITE, ssize_t, -1, write, (int fd, const void *bytes, size_t count), (fd, bytes, count))
FAILING(
	WRITE, ssize_t, -1, pwrite, (int fd, const void *bytes, size_t count, off_t at), (fd, bytes, count, at))
FAILING_LATE(WRITE, int, EOF, fclose, (FILE * file), (file))
FAILING(FSYNC, int, -1, fsync, (int fd), (fd))
FAILING(FSYNC, int, -1, fdatasync, (int fd), (fd))
FAILING(RENAME, int, -1, rename, (const char *from, const char *to), (from, to))
FAILING(RENAME, int, -1, linkat, (int from, const char *name, int to, const char *other, int flags),
	(from, name, to, other, flags))
FAILING(OPEN, FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))
FAILING(OPEN, DIR *, NULL, opendir, (const char *path), (path))
FAILING(OPEN, DIR *, NULL, fdopendir, (int fd), (fd))
FAILING(OPEN, int, -1, memfd_create, (const char *name, unsigned flags), (name, flags))
FAILING(OPEN, int, -1, pipe2, (int ends[2], int flags), (ends, flags))
FAILING(FORK, pid_t, -1, fork, (void), ())
FAILING(FORK, int, (int)error_number, posix_spawnp,
	(pid_t * pid, const char *file, const posix_spawn_file_actions_t *actions,
		const posix_spawnattr_t *attributes, char *const argv[], char *const envp[]),
	(pid, file, actions, attributes, argv, envp))
FAILING(FORK, int, (int)error_number, pthread_create,
	(pthread_t * thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument),
	(thread, attributes, start, argument))
FAILING(FORK, int, thrd_error, thrd_create, (thrd_t * thread, thrd_start_t start, void *argument),
	(thread, start, argument))
FAILING(MMAP, void *, MAP_FAILED, mmap,
	(void *address, size_t length, int protection, int flags, int fd, off_t offset),
	(address, length, protection, flags, fd, offset))
FAILING(MKDIR, int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
FAILING(MKDIR, int, -1, mkdirat, (int fd, const char *path, mode_t mode), (fd, path, mode))
FAILING(MKDIR, char *, NULL, mkdtemp, (char *pattern), (pattern))
FAILING(READ, ssize_t, -1, read, (int fd, void *bytes, size_t count), (fd, bytes, count))
FAILING(READ, ssize_t, -1, pread, (int fd, void *bytes, size_t count, off_t at), (fd, bytes, count, at))
FAILING(READ, struct dirent *, NULL, readdir, (DIR * folder), (folder))
FAILING_LATE(CLOSE, int, -1, close, (int fd), (fd))
FAILING(UNLINK, int, -1, unlink, (const char *path), (path))
FAILING(UNLINK, int, -1, unlinkat, (int fd, const char *path, int flags), (fd, path, flags))
FAILING(UNLINK, int, -1, rmdir, (const char *path), (path))
FAILING(TRUNCATE, int, -1, ftruncate, (int fd, off_t length), (fd, length))
FAILING(LOCK, int, -1, flock, (int fd, int operation), (fd, operation))

/* Memory that malloc() takes of the kernel by mmap() or brk() is asked for inside libc. dlsym() may ask for some
 * itself, so that the next function is named by what glibc calls it. */
extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);
extern void *__libc_realloc(void *old, size_t bytes);

void *
malloc(size_t bytes)
{
	return fails(MMAP) ? NULL : __libc_malloc(bytes);
}

void *
calloc(size_t count, size_t bytes)
{
	return fails(MMAP) ? NULL : __libc_calloc(count, bytes);
}

void *
realloc(void *old, size_t bytes)
{
	return fails(MMAP) ? NULL : __libc_realloc(old, bytes);
}

void *
reallocarray(void *old, size_t count, size_t bytes)
{
	size_t all;

	if (__builtin_mul_overflow(count, bytes, &all) || fails(MMAP))
		return NULL;
	return __libc_realloc(old, all);
}

static mode_t
mode_behind(int flags, va_list rest)
{
	bool creates = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;

	return creates ? va_arg(rest, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
	va_list rest;

	va_start(rest, flags);
	mode_t mode = mode_behind(flags, rest);
	va_end(rest);
	return fails(OPEN) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
openat(int above, const char *path, int flags, ...)
{
	va_list rest;

	va_start(rest, flags);
	mode_t mode = mode_behind(flags, rest);
	va_end(rest);
	return fails(OPEN) ? -1 : (int)syscall(SYS_openat, above, path, flags, mode);
}
