/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trace events, as Perfetto and chrome://tracing read them: the tools of one run as bars, its memory as a
 * counter above them.
 * https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
#include "analyse/probe/probed.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "present/exports/export.h"
#include "present/laws/law_json.h"

#include <stdlib.h>

static const double NS_PER_US = 1000;

static int
earlier_first(const void *a, const void *b)
{
	double first = (*(const struct probed_tool *const *)a)->started_ns;
	double second = (*(const struct probed_tool *const *)b)->started_ns;

	return (first > second) - (first < second);
}

/* The first row of bars that is free again by then: bars of one row must not overlap. */
static size_t
take_slot(double *free_from_ns, size_t *slots, const struct probed_tool *tool)
{
	size_t slot = 0;

	while (slot < *slots && free_from_ns[slot] > tool->started_ns)
		slot++;
	*slots += slot == *slots;
	free_from_ns[slot] = tool->started_ns + tool->wall_ns;
	return slot;
}

static void
add_bar(json_t *events, const struct probed_tool *tool, size_t slot)
{
	CLEANUP_FREE char *name = text_format("%s%s%s", tool->tool, *tool->package ? " " : "", tool->package);

	(void)json_array_append_new(events,
		json_pack("{s:s, s:i, s:I, s:o, s:f, s:f, s:{s:f, s:f}}", "ph", "X", "pid", 1, "tid",
			(json_int_t)slot + 1, "name", json_text(name), "ts", tool->started_ns / NS_PER_US, "dur",
			tool->wall_ns / NS_PER_US, "args", "peak_bytes", tool->peak_bytes, "cpu_ns", tool->cpu_ns));
}

static void
add_bars(const struct probed *probed, json_t *events)
{
	CLEANUP_FREE const struct probed_tool **tools = memory_zeroed(probed->tool_count + 1, sizeof(void *));
	CLEANUP_FREE double *free_from_ns = memory_zeroed(probed->tool_count + 1, sizeof *free_from_ns);
	size_t slots = 0;

	for (size_t i = 0; i < probed->tool_count; i++)
		tools[i] = &probed->tools[i];
	qsort(tools, probed->tool_count, sizeof(void *), earlier_first);
	for (size_t i = 0; i < probed->tool_count; i++)
		add_bar(events, tools[i], take_slot(free_from_ns, &slots, tools[i]));
	for (size_t slot = 0; slot < slots; slot++)
		(void)json_array_append_new(events,
			json_pack("{s:s, s:i, s:I, s:s, s:{s:o}}", "ph", "M", "pid", 1, "tid", (json_int_t)slot + 1,
				"name", "thread_name", "args", "name", json_sprintf("tool %d", (int)slot + 1)));
}

/* What a sample does not tell is left out. */
static void
add_samples(const struct probed *probed, json_t *events)
{
	static const char *const columns[] = {"anon_bytes", "file_bytes", "kernel_bytes"};
	const struct table *samples = &probed->samples;
	double at_ns, value;

	for (size_t row = 0; row < samples->row_count; row++) {
		json_t *values = json_object();
		for (size_t i = 0; i < COUNT_OF(columns); i++)
			if (table_number(samples, row, table_column(samples, columns[i]), &value))
				json_set(values, columns[i], json_real(value));
		if (!table_number(samples, row, table_column(samples, "elapsed_ns"), &at_ns)) {
			json_decref(values);
			continue;
		}
		(void)json_array_append_new(
			events, json_pack("{s:s, s:i, s:s, s:f, s:o}", "ph", "C", "pid", 1, "name", "memory of the tree",
						"ts", at_ns / NS_PER_US, "args", values));
	}
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	CLEANUP_PROBED struct probed probed = {0};
	json_t *object, *events;

	(void)wanted;
	if (!probed_read_tools(study->folder, &probed, err))
		return false;
	events = json_array();
	add_bars(&probed, events);
	add_samples(&probed, events);
	object = json_pack("{s:s, s:o}", "displayTimeUnit", "ms", "traceEvents", events);
	CLEANUP_FREE char *text = json_to_text(object, JSON_COMPACT);
	text_append_format(out, "%s\n", text);
	return true;
}

const struct exporter exporter_trace = {
	.name = "trace",
	.summary = "trace events for Perfetto: the tools of the largest run as bars, its memory as a counter",
	.details =
		"Of the run with the largest anonymous peak: a bar for each tool process, in as many rows as ran\n"
		"together, with its peak and CPU; and, where the run has samples (samples = yes, and every gorge\n"
		"probe), anonymous memory, page cache and kernel memory of the tree over time. Opened by\n"
		"https://ui.perfetto.dev and chrome://tracing.",
	.takes_metrics = false,
	.append = append,
};
