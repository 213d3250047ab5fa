/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/proc.h"

#include "platform/file.h"
#include "base/memory.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PATH_BYTES = 64 };

/* Reads a small file of one process into a buffer, NUL-terminated. */
static bool
read_file(pid_t pid, const char *name, char *out, size_t capacity)
{
	char path[PATH_BYTES];
	ssize_t got;
	int fd;

	(void)snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return false;
	got = read(fd, out, capacity - 1);
	(void)close(fd);
	out[got > 0 ? got : 0] = '\0';
	return got > 0;
}

/* Moves past `count` blank-separated fields. */
static const char *
skip_fields(const char *text, int count)
{
	for (; count > 0; count--) {
		text += strspn(text, " ");
		text += strcspn(text, " ");
	}
	return text + strspn(text, " ");
}

bool
proc_is_dead(const struct proc_stat *stat)
{
	return stat->state == 'Z' || stat->state == 'X';
}

bool
proc_parse_stat(const char *text, struct proc_stat *stat)
{
	enum { FROM_PARENT_TO_USER = 10, FROM_SYSTEM_TO_START = 7 };
	const char *name_end = strrchr(text, ')');

	if (!name_end || name_end[1] != ' ' || !name_end[2])
		return false;
	stat->state = name_end[2];
	text = skip_fields(name_end + 1, 1);
	stat->parent = (pid_t)strtol(text, NULL, 10);
	text = skip_fields(text, FROM_PARENT_TO_USER);
	stat->user_ticks = strtoull(text, NULL, 10);
	text = skip_fields(text, 1);
	stat->system_ticks = strtoull(text, NULL, 10);
	text = skip_fields(text, FROM_SYSTEM_TO_START);
	stat->start_time = strtoull(text, NULL, 10);
	return isdigit((unsigned char)*text);
}

bool
proc_parse_status_kb(const char *text, const char *key, uint64_t *bytes)
{
	size_t key_bytes = strlen(key);

	while (*text) {
		if (strncmp(text, key, key_bytes) == 0 && text[key_bytes] == ':') {
			*bytes = strtoull(text + key_bytes + 1, NULL, 10) * 1024;
			return true;
		}
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return false;
}

bool
proc_read_stat(pid_t pid, struct proc_stat *stat)
{
	char text[1024];

	return read_file(pid, "stat", text, sizeof text) && proc_parse_stat(text, stat);
}

bool
proc_read_peak(pid_t pid, uint64_t *peak_bytes)
{
	char text[4096];

	return read_file(pid, "status", text, sizeof text) && proc_parse_status_kb(text, "VmHWM", peak_bytes);
}

uint64_t
proc_tick_ns(void)
{
	return UINT64_C(1000000000) / (uint64_t)sysconf(_SC_CLK_TCK);
}

int
proc_open_statm(pid_t pid)
{
	char path[PATH_BYTES];

	(void)snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
	return open(path, O_RDONLY | O_CLOEXEC);
}

bool
proc_read_anon(int statm_fd, uint64_t *anon_bytes)
{
	char text[256], *rest;
	ssize_t got = pread(statm_fd, text, sizeof text - 1, 0);
	uint64_t resident, shared;

	if (got <= 0)
		return false;
	text[got] = '\0';
	(void)strtoull(text, &rest, 10);
	resident = strtoull(rest, &rest, 10);
	shared = strtoull(rest, NULL, 10);
	*anon_bytes = resident > shared ? (resident - shared) * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
	return true;
}

int
proc_open_newest(void)
{
	return open("/proc/loadavg", O_RDONLY | O_CLOEXEC);
}

bool
proc_read_newest(int newest_fd, pid_t *newest)
{
	char text[128], *last;
	ssize_t got = pread(newest_fd, text, sizeof text - 1, 0);

	text[got > 0 ? got : 0] = '\0';
	if (!(last = strrchr(text, ' ')) || !isdigit((unsigned char)last[1]))
		return false;
	*newest = (pid_t)strtol(last + 1, NULL, 10);
	return true;
}

bool
proc_read_variable(pid_t pid, const char *name, struct text *value)
{
	CLEANUP_TEXT struct text environment = {0};
	size_t name_bytes = strlen(name);
	char path[PATH_BYTES];

	(void)snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
	if (!file_try_read(path, &environment))
		return false;
	for (size_t at = 0; at < environment.length; at += strlen(environment.data + at) + 1)
		if (text_starts_with(environment.data + at, name) && environment.data[at + name_bytes] == '=') {
			text_append(value, environment.data + at + name_bytes + 1);
			return true;
		}
	return false;
}

bool
proc_read_words(pid_t pid, struct text *words)
{
	char path[PATH_BYTES];

	(void)snprintf(path, sizeof path, "/proc/%d/cmdline", (int)pid);
	return file_try_read(path, words) && words->length > 0;
}

struct proc_folder {
	DIR *stream;
};

struct proc_folder *
proc_folder_open(void)
{
	DIR *stream = opendir("/proc");
	struct proc_folder *folder = stream ? memory_zeroed(1, sizeof *folder) : NULL;

	if (folder)
		folder->stream = stream;
	return folder;
}

void
proc_folder_close(struct proc_folder *folder)
{
	if (folder)
		(void)closedir(folder->stream);
	free(folder);
}

void
proc_each(struct proc_folder *folder, bool (*visit)(pid_t pid, void *context), void *context)
{
	struct dirent *entry;

	rewinddir(folder->stream);
	while ((entry = readdir(folder->stream)) != NULL)
		if (isdigit((unsigned char)entry->d_name[0]) &&
			!visit((pid_t)strtol(entry->d_name, NULL, 10), context))
			return;
}

pid_t
proc_own_pid(void)
{
	char number[PATH_BYTES];
	ssize_t bytes = readlink("/proc/self", number, sizeof number - 1);

	if (bytes <= 0)
		return getpid();
	number[bytes] = '\0';
	return (pid_t)strtol(number, NULL, 10);
}

bool
proc_is_ours(void)
{
	return proc_own_pid() == getpid();
}

int
proc_hold(pid_t pid)
{
	char path[PATH_BYTES];

	(void)snprintf(path, sizeof path, "/proc/%d", (int)pid);
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The kernel takes a folder of /proc for the process (pidfd_send_signal(2)). */
bool
proc_kill_held(int held, pid_t pid)
{
	return syscall(SYS_pidfd_send_signal, held, SIGKILL, NULL, 0) == 0 ||
		   (errno == ENOSYS && proc_is_ours() && kill(pid, SIGKILL) == 0);
}

bool
proc_kill(pid_t pid)
{
	CLEANUP_CLOSE int held = proc_hold(pid);

	return held >= 0 && proc_kill_held(held, pid);
}
