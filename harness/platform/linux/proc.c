/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/proc.h"

#include "platform/file.h"
#include "base/memory.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
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
proc_parse_stat(const char *text, struct proc_stat *stat)
{
	enum { FROM_PARENT_TO_START = 18 };
	const char *name_end = strrchr(text, ')');

	if (!name_end || name_end[1] != ' ' || !name_end[2])
		return false;
	stat->state = name_end[2];
	text = skip_fields(name_end + 1, 1);
	stat->parent = (pid_t)strtol(text, NULL, 10);
	text = skip_fields(text, FROM_PARENT_TO_START);
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

bool
proc_read_newest(int fd, pid_t *newest)
{
	char text[128], *last;
	ssize_t got = pread(fd, text, sizeof text - 1, 0);

	text[got > 0 ? got : 0] = '\0';
	if (!(last = strrchr(text, ' ')) || !isdigit((unsigned char)last[1]))
		return false;
	*newest = (pid_t)strtol(last + 1, NULL, 10);
	return true;
}

void
proc_each(bool (*visit)(pid_t pid, void *context), void *context)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;

	while (folder && (entry = readdir(folder)) != NULL)
		if (isdigit((unsigned char)entry->d_name[0]) &&
			!visit((pid_t)strtol(entry->d_name, NULL, 10), context))
			break;
	if (folder)
		(void)closedir(folder);
}

struct proc_mark
proc_mark_self(void)
{
	struct proc_stat stat = {0};

	if (!proc_read_stat(getpid(), &stat))
		BUG("cannot read /proc/%d/stat: %s", (int)getpid(), strerror(errno));
	return (struct proc_mark){.pid = getpid(), .start_time = stat.start_time};
}

bool
proc_mark_alive(struct proc_mark mark)
{
	struct proc_stat stat;

	return proc_read_stat(mark.pid, &stat) && stat.start_time == mark.start_time && stat.state != 'Z' &&
		   stat.state != 'X';
}

bool
proc_mark_parse(const char *text, char separator, struct proc_mark *mark)
{
	char *rest;
	long pid;

	if (!isdigit((unsigned char)*text))
		return false;
	pid = strtol(text, &rest, 10);
	if (pid <= 0 || pid > INT32_MAX || *rest != separator || !isdigit((unsigned char)rest[1]))
		return false;
	mark->pid = (pid_t)pid;
	mark->start_time = strtoull(rest + 1, &rest, 10);
	return *rest == '\0' || *rest == separator;
}

bool
proc_mark_of(pid_t pid, struct proc_mark *mark)
{
	static const char name[] = "GORGE_RUN=";
	CLEANUP_TEXT struct text environment = {0};
	char path[PATH_BYTES];

	(void)snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
	if (!file_try_read(path, &environment))
		return false;
	for (size_t at = 0; at < environment.length; at += strlen(environment.data + at) + 1)
		if (text_starts_with(environment.data + at, name))
			return proc_mark_parse(environment.data + at + sizeof name - 1, ':', mark);
	return false;
}
