/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/meters/group_meter.h"

#include "base/memory.h"
#include "platform/file.h"

#include <stdlib.h>

static bool
open_session(struct meter_session *session, const char *name, uint64_t limit_bytes, struct error *err)
{
	const struct group_kind *kind = session->kind;

	if (!kind->find_parent(session, err) || !group_create(&session->group, session->parent, name, err) ||
		!kind->set_limits(&session->group, limit_bytes, err))
		return false;
	session->stat_fd = group_open(&session->group, "memory.stat");
	session->total_fd = group_open(&session->group, kind->total_file);
	session->kernel_fd = kind->kernel_file ? group_open(&session->group, kind->kernel_file) : -1;
	if (session->stat_fd < 0 || session->total_fd < 0)
		return error_raise_errno(err, ERROR_METER_UNAVAILABLE, session->group.folder);
	return true;
}

bool
group_meter_begin(const struct group_kind *kind, const char *name, uint64_t memory_limit_bytes,
	struct meter_session **session, struct error *err)
{
	struct meter_session *made = memory_zeroed(1, sizeof *made);

	*made = (struct meter_session){.kind = kind,
		.group = GROUP_NONE,
		.leaf = GROUP_NONE,
		.stat_fd = -1,
		.total_fd = -1,
		.kernel_fd = -1};
	if (!open_session(made, name, memory_limit_bytes, err)) {
		group_meter_end(made);
		return false;
	}
	*session = made;
	return true;
}

void
group_meter_end(struct meter_session *session)
{
	struct error ignored = ERROR_INIT;

	if (!session)
		return;
	cleanup_close_fd(&session->stat_fd);
	cleanup_close_fd(&session->total_fd);
	cleanup_close_fd(&session->kernel_fd);
	(void)group_remove(&session->group, &ignored);
	if (session->kind->leave_parent)
		session->kind->leave_parent(session);
	free(session->parent);
	free(session);
}

bool
group_meter_probe(const struct group_kind *kind, struct error *err)
{
	struct meter_session *session = NULL;

	if (!group_meter_begin(kind, "probe", 0, &session, err))
		return false;
	group_meter_end(session);
	return true;
}

int
group_meter_join(const struct meter_session *session)
{
	return group_join(&session->group);
}

bool
group_meter_sample(struct meter_session *session, struct meter_sample *sample)
{
	const struct group_kind *kind = session->kind;
	char text[4096];

	*sample =
		(struct meter_sample){.total_bytes = UINT64_MAX, .kernel_bytes = UINT64_MAX, .processes = UINT64_MAX};
	if (!group_read(session->stat_fd, text, sizeof text))
		return false;
	if (kind->kernel_key)
		(void)cgroup_value(text, kind->kernel_key, &sample->kernel_bytes);
	return cgroup_value(text, kind->anon_key, &sample->anon_bytes) &&
		   cgroup_value(text, kind->file_key, &sample->file_bytes);
}

void
group_meter_complete(struct meter_session *session, struct meter_sample *sample)
{
	(void)group_read_number(session->total_fd, &sample->total_bytes);
	if (session->kernel_fd >= 0)
		(void)group_read_number(session->kernel_fd, &sample->kernel_bytes);
}

bool
group_meter_peak(const struct meter_session *session, uint64_t *peak_bytes)
{
	CLEANUP_CLOSE int fd = group_open(&session->group, session->kind->peak_file);

	return fd >= 0 && group_read_number(fd, peak_bytes);
}

void
group_meter_each(struct meter_session *session, void (*visit)(int pid, void *context), void *context)
{
	(void)group_each(session->group.folder, visit, context);
}

uint64_t
group_meter_oom_kills(const struct meter_session *session)
{
	return group_read_key(&session->group, session->kind->oom_file, "oom_kill");
}

bool
group_meter_kill(struct meter_session *session, struct error *err)
{
	return group_kill(session->group.folder, err);
}

bool
group_meter_clean_leftovers(const struct group_kind *kind, struct error *err)
{
	CLEANUP_PLACE struct cgroup_place place = {0};
	struct error absent = ERROR_INIT;

	return !cgroup_find(kind->version, &place, &absent) || group_clean_leftovers(place.mount, err);
}
