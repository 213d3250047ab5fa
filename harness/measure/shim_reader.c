/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/shim_reader.h"

#include "base/memory.h"
#include "measure/shim/shim_record.h"

#include <stdlib.h>
#include <string.h>

/* A record whose place in the log is known to lie inside it. */
struct found {
	struct shim_record head;
	const char *tool, *package;
};

/* Copies the record at `bytes` out; returns its length, or 0 when there is no whole one. */
static size_t
read_record(const char *bytes, size_t left, struct found *found)
{
	uint32_t mark;
	size_t total;

	if (left < sizeof found->head)
		return 0;
	memcpy(&found->head, bytes, sizeof found->head);
	if (found->head.magic != SHIM_RECORD_MAGIC || found->head.version != SHIM_RECORD_VERSION ||
		found->head.head_bytes != sizeof found->head || found->head.tool_bytes > SHIM_RECORD_TEXT_MOST ||
		found->head.package_bytes > SHIM_RECORD_TEXT_MOST)
		return 0;
	total = sizeof found->head + found->head.tool_bytes + found->head.package_bytes + sizeof mark;
	if (total > left)
		return 0;
	memcpy(&mark, bytes + total - sizeof mark, sizeof mark);
	if (mark != SHIM_RECORD_END)
		return 0;
	found->tool = bytes + sizeof found->head;
	found->package = found->tool + found->head.tool_bytes;
	return total;
}

/* Where the next record may start behind a torn one. */
static size_t
skip_torn(const char *bytes, size_t left)
{
	const uint32_t magic = SHIM_RECORD_MAGIC;
	const char *next = left > 1 ? memmem(bytes + 1, left - 1, &magic, sizeof magic) : NULL;

	return next ? (size_t)(next - bytes) : left;
}

/* The name of the program alone. */
static void
shorten_to_name(const char **tool, size_t *bytes)
{
	const char *slash = memrchr(*tool, '/', *bytes);

	if (!slash)
		return;
	*bytes -= (size_t)(slash + 1 - *tool);
	*tool = slash + 1;
}

/* Copies a text to *end, which moves behind its NUL. */
static const char *
keep_string(char **end, const char *bytes, size_t count)
{
	char *kept = *end;

	memcpy(kept, bytes, count);
	kept[count] = '\0';
	*end += count + 1;
	return kept;
}

static struct tool_process
convert(const struct found *found, uint64_t origin_ns, char **strings_end)
{
	const struct shim_record *head = &found->head;
	size_t tool_bytes = head->tool_bytes;
	const char *tool = found->tool;

	shorten_to_name(&tool, &tool_bytes);
	return (struct tool_process){.pid = head->pid,
		.tool = keep_string(strings_end, tool, tool_bytes),
		.package = keep_string(strings_end, found->package, head->package_bytes),
		.started_ns = head->started_ns > origin_ns ? head->started_ns - origin_ns : 0,
		.wall_ns = head->wall_ns,
		.user_ns = head->user_ns,
		.system_ns = head->system_ns,
		.peak_bytes = head->peak_bytes,
		.concurrency = head->concurrency,
		.parent_peak_bytes = head->parent_peak_bytes,
		.output_bytes = head->output_bytes,
		.exit_status = head->exit_status};
}

static int
by_start(const void *left, const void *right)
{
	const struct tool_process *a = left, *b = right;

	if (a->started_ns != b->started_ns)
		return a->started_ns < b->started_ns ? -1 : 1;
	return (a->pid > b->pid) - (a->pid < b->pid);
}

void
shim_log_parse(const void *bytes, size_t count, uint64_t origin_ns, struct shim_log *log)
{
	const char *at = bytes;
	size_t capacity = 0, length;
	struct found found;
	char *strings_end;

	/* Two NULs a record are less than its head, so the texts of a log fit into its own size. */
	*log = (struct shim_log){.strings = memory_zeroed(count, 1)};
	strings_end = log->strings;
	for (size_t left = count; left > 0; at += length, left -= length) {
		if ((length = read_record(at, left, &found)) == 0) {
			log->truncated = true;
			length = skip_torn(at, left);
			continue;
		}
		log->tools = memory_grow(log->tools, log->count, &capacity, sizeof *log->tools);
		log->tools[log->count++] = convert(&found, origin_ns, &strings_end);
	}
	if (log->count > 0)
		qsort(log->tools, log->count, sizeof *log->tools, by_start);
}
