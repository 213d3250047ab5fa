/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folded stacks, as flame graphs are drawn from: import paths taken apart, the peak of each tool at
 * their end.
 * https://github.com/brendangregg/FlameGraph#2-fold-stacks
 */
#include "analyse/probe/probed.h"
#include "present/exports/export.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* "github.com;spf13;cobra;compile 98041856"; a frame has no ';', and no blank goes before the number. */
static void
append_tool(const struct probed_tool *tool, struct text *out)
{
	for (const char *at = tool->package; *at; at++)
		text_append_format(out, "%c", *at == '/' ? ';' : strchr("; \t", *at) ? '_' : *at);
	text_append_format(out, "%s%s %" PRIu64 "\n", *tool->package ? ";" : "", tool->tool,
		(uint64_t)llround(tool->peak_bytes));
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	CLEANUP_PROBED struct probed probed = {0};

	(void)wanted;
	if (!probed_read_tools(study->folder, &probed, err))
		return false;
	for (size_t i = 0; i < probed.tool_count; i++)
		append_tool(&probed.tools[i], out);
	return true;
}

const struct exporter exporter_folded = {
	.name = "folded",
	.summary = "folded stacks for flame graphs: import path, tool, peak of each process of the largest run",
	.details =
		"Of the run with the largest anonymous peak: a line a tool process, its package's import path as\n"
		"frames, the tool below them, its peak resident set in bytes. The peaks of processes that did not run\n"
		"together are no sum: widths say where memory is wanted, not how much at once. Opened by\n"
		"https://www.speedscope.app, flamegraph.pl and inferno.",
	.takes_metrics = false,
	.append = append,
};
