/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/linux/cgroup/group.h"

#include "platform/clock.h"
#include "platform/file.h"
#include "platform/guard.h"
#include "base/memory.h"
#include "platform/linux/cgroup/cgroup.h"
#include "platform/mark.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = "gorge-";
enum { PATIENCE_MS = 10000, PAUSE_MS = 2 };

bool
group_create(struct group *group, const char *parent, const char *name, struct error *err)
{
	struct mark self = mark_self();
	CLEANUP_FREE char *procs = NULL;
	char mark[MARK_TEXT_BYTES];

	group->folder = text_format("%s/%s%s-%s", parent, prefix, mark_format(&self, '-', mark), name);
	group->procs_fd = -1;
	if (mkdir(group->folder, 0755) != 0) {
		(void)error_raise_errno(err, ERROR_METER_UNAVAILABLE, group->folder);
		free(group->folder);
		group->folder = NULL;
		return false;
	}
	procs = text_format("%s/cgroup.procs", group->folder);
	if ((group->procs_fd = open(procs, O_WRONLY | O_CLOEXEC)) < 0) {
		(void)error_raise_errno(err, ERROR_METER_UNAVAILABLE, procs);
		return group_remove(group, err) && false;
	}
	return true;
}

/* A group stays busy for a moment after its last process was reaped. */
static bool
remove_empty(const char *folder, struct error *err)
{
	for (int waited = 0; rmdir(folder) != 0 && errno != ENOENT; waited += PAUSE_MS) {
		if (errno != EBUSY || waited >= PATIENCE_MS)
			return error_raise_errno(err, ERROR_MEASURE, folder);
		clock_pause_ms(PAUSE_MS);
	}
	return true;
}

bool
group_remove(struct group *group, struct error *err)
{
	bool removed = true;

	cleanup_close_fd(&group->procs_fd);
	if (group->folder)
		removed = group_kill(group->folder, err) && remove_empty(group->folder, err);
	free(group->folder);
	*group = (struct group)GROUP_NONE;
	return removed;
}

int
group_join(const struct group *group)
{
	return write(group->procs_fd, "0", 1) == 1 ? 0 : errno;
}

/* The list is opened anew each time, because the kernel may answer from a copy up to a second old on a
 * descriptor that is kept. */
bool
group_each(const char *folder, void (*visit)(int pid, void *context), void *context)
{
	CLEANUP_FREE char *procs = text_format("%s/cgroup.procs", folder);
	CLEANUP_TEXT struct text pids = {0};
	char *at, *end;

	if (!file_try_read(procs, &pids))
		return false;
	for (at = pids.data; at && *at; at = end + (*end == '\n')) {
		int pid = (int)strtol(at, &end, 10);
		if (end == at)
			break;
		if (pid != getpid())
			visit(pid, context);
	}
	return true;
}

static void
kill_and_count(int pid, void *count)
{
	if (pid > 0)
		(void)kill(pid, SIGKILL);
	++*(int *)count;
}

/* Kills those that are there now; returns how many there were, or -1. */
static int
kill_once(const char *folder)
{
	int count = 0;

	if (!group_each(folder, kill_and_count, &count))
		return errno == ENOENT || errno == ENODEV ? 0 : -1;
	return count;
}

bool
group_kill(const char *folder, struct error *err)
{
	int left;

	for (int waited = 0; (left = kill_once(folder)) != 0; waited += PAUSE_MS) {
		if (left < 0)
			return error_raise_errno(err, ERROR_MEASURE, folder);
		if (waited >= PATIENCE_MS)
			return error_raise(err, ERROR_MEASURE, folder, "%d processes do not die", left);
		clock_pause_ms(PAUSE_MS);
	}
	return true;
}

int
group_open(const struct group *group, const char *file)
{
	CLEANUP_FREE char *path = text_format("%s/%s", group->folder, file);

	return open(path, O_RDONLY | O_CLOEXEC);
}

bool
group_set(const struct group *group, const char *file, uint64_t value, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", group->folder, file);
	char digits[24];

	(void)snprintf(digits, sizeof digits, "%" PRIu64, value);
	return file_set(path, digits, err);
}

bool
group_read(int fd, char *out, size_t capacity)
{
	ssize_t got = pread(fd, out, capacity - 1, 0);

	out[got > 0 ? got : 0] = '\0';
	return got > 0;
}

bool
group_read_number(int fd, uint64_t *value)
{
	char digits[32], *end;

	if (!group_read(fd, digits, sizeof digits))
		return false;
	*value = strtoull(digits, &end, 10);
	return end != digits;
}

uint64_t
group_read_key(const struct group *group, const char *file, const char *key)
{
	CLEANUP_CLOSE int fd = group_open(group, file);
	uint64_t value = 0;
	char text[1024];

	if (fd >= 0 && group_read(fd, text, sizeof text))
		(void)cgroup_value(text, key, &value);
	return value;
}

char *
group_nearest(const char *mount, const char *from, bool (*accepts)(const char *folder))
{
	char *folder = memory_copy_text(from);

	while (!accepts(folder))
		if (!cgroup_climb(folder, mount)) {
			free(folder);
			return NULL;
		}
	return folder;
}

bool
group_is_writable(const char *folder)
{
	CLEANUP_FREE char *procs = text_format("%s/cgroup.procs", folder);

	return access(folder, W_OK) == 0 && access(procs, W_OK) == 0;
}

bool
group_holds_gorge_alone(const char *folder)
{
	CLEANUP_FREE char *path = text_format("%s/cgroup.procs", folder);
	CLEANUP_TEXT struct text pids = {0};
	CLEANUP_LIST struct list lines = {0};
	char own[24], guard[24];
	size_t known = 0;

	(void)snprintf(own, sizeof own, "%d", (int)getpid());
	(void)snprintf(guard, sizeof guard, "%d", guard_pid());
	if (!file_try_read(path, &pids) || pids.length == 0)
		return false;
	list_split(&lines, text_trim(pids.data), '\n');
	for (size_t i = 0; i < lines.count; i++)
		known += text_equal(lines.items[i], own) || text_equal(lines.items[i], guard);
	return lines.count > 0 && known == lines.count;
}

bool
group_move_gorge(const char *folder, struct error *err)
{
	CLEANUP_FREE char *procs = text_format("%s/cgroup.procs", folder);
	struct error gone = ERROR_INIT;
	char guard[24];

	(void)snprintf(guard, sizeof guard, "%d", guard_pid());
	if (!file_set(procs, "0", err))
		return false;
	if (guard_pid() > 0)
		(void)file_set(procs, guard, &gone);
	return true;
}

bool
group_clean_leftovers(const char *folder, struct error *err)
{
	DIR *groups = opendir(folder);
	struct dirent *entry;
	bool clean = true;

	while (groups && (entry = readdir(groups)) != NULL) {
		CLEANUP_FREE char *path = NULL;

		if (entry->d_type != DT_DIR || entry->d_name[0] == '.')
			continue;
		path = text_format("%s/%s", folder, entry->d_name);
		clean &= group_clean_leftovers(path, err);
		/* Another user's leftovers are that user's to remove; one that a guard is in itself, the next
		 * gorge's. */
		if (mark_names_dead(entry->d_name, prefix) && group_is_writable(path) &&
			!group_holds_gorge_alone(path))
			clean &= group_kill(path, err) && remove_empty(path, err);
	}
	if (groups)
		(void)closedir(groups);
	return clean;
}
