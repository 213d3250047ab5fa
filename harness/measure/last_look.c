/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/last_look.h"

#include "base/memory.h"
#include "platform/clock.h"

void
last_look_near_limit(struct last_look *look, const struct meter *meter, struct meter_session *session,
	uint64_t anon_peak_bytes, uint64_t limit_bytes)
{
	enum { REST = 50 }; /* times what a look has taken */
	uint64_t begun = clock_now_ns();

	if (limit_bytes == 0 || !meter->holds_group || look->kept || anon_peak_bytes < limit_bytes / 2 ||
		begun < look->next_ns)
		return;
	look->kept = meter->oom_kills(session) > 0;
	if (!look->kept)
		sights_take(meter, session, &look->sights);
	look->next_ns = begun + REST * (clock_now_ns() - begun);
}

void
last_look_at_end(struct last_look *look, const struct meter *meter, struct meter_session *session)
{
	bool killed = look->kept || (meter->holds_group && meter->oom_kills(session) > 0);

	if (!killed || look->sights.count == 0)
		sights_take(meter, session, &look->sights);
}

static bool
is_left_out(const struct sight *sight, const struct looked_for *looked_for)
{
	return sight->pid == looked_for->command_pid || text_equal(sight->tool, "gorge-exec") ||
		   (sight->parent == looked_for->command_pid && text_equal(sight->tool, looked_for->command));
}

static uint64_t
since(uint64_t start_ns, uint64_t at_ns)
{
	return at_ns > start_ns ? at_ns - start_ns : 0;
}

/* A pid may have been another's before: the record has to span the moment of the look. */
static struct tool_process *
record_of(const struct measurement *measurement, int pid, uint64_t at_ns)
{
	for (size_t i = 0; i < measurement->tool_count; i++) {
		struct tool_process *tool = &measurement->tools[i];
		if (tool->pid == pid && !tool->cut_off && tool->started_ns <= at_ns &&
			at_ns <= tool->started_ns + tool->wall_ns)
			return tool;
	}
	return NULL;
}

static struct tool_process
as_tool(const struct sight *sight, uint64_t started_ns, uint64_t at_ns, struct list *texts)
{
	list_add(texts, sight->tool);
	list_add(texts, sight->package);
	return (struct tool_process){.pid = sight->pid,
		.tool = texts->items[texts->count - 2],
		.package = texts->items[texts->count - 1],
		.started_ns = started_ns,
		.wall_ns = since(started_ns, at_ns),
		.user_ns = sight->user_ns,
		.system_ns = sight->system_ns,
		.peak_bytes = sight->peak_bytes,
		.seen_bytes = sight->peak_bytes,
		.cut_off = true};
}

void
last_look_add(
	const struct last_look *look, const struct looked_for *looked_for, struct measurement *measurement)
{
	uint64_t run_started = looked_for->run_started_ns, at_ns = since(run_started, look->sights.at_ns);
	size_t capacity = measurement->tool_count;

	for (size_t i = 0; i < look->sights.count; i++) {
		const struct sight *sight = &look->sights.items[i];
		struct tool_process *record = record_of(measurement, sight->pid, at_ns);
		if (record)
			record->seen_bytes = sight->peak_bytes;
		if (record || is_left_out(sight, looked_for))
			continue;
		measurement->tools =
			memory_grow(measurement->tools, measurement->tool_count, &capacity, sizeof *measurement->tools);
		measurement->tools[measurement->tool_count++] =
			as_tool(sight, since(run_started, sight->started_ns), at_ns, &measurement->texts);
	}
}

void
last_look_dispose(struct last_look *look)
{
	sights_dispose(&look->sights);
}
