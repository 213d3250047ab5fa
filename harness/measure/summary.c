/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/summary.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t
larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static struct reading
reading_unless_zero(uint64_t value)
{
	return (struct reading){.known = value > 0, .value = value};
}

/* The tool with the largest peak, of one name or (NULL) of all; SIZE_MAX when there is none. */
static size_t
largest_of(const struct measurement *measurement, const char *name)
{
	const struct tool_process *tools = measurement->tools;
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < measurement->tool_count; i++)
		if ((!name || text_equal(tools[i].tool, name)) &&
			(found == SIZE_MAX || tools[i].peak_bytes > tools[found].peak_bytes))
			found = i;
	return found;
}

/* The command's peak as its children saw it: each shim inherits that of who started it. */
static uint64_t
traced_command_peak(const struct measurement *measurement, const struct command_sight *command)
{
	uint64_t peak = command->peak_bytes;

	for (size_t i = 0; i < measurement->tool_count; i++)
		if (measurement->tools[i].parent_peak_bytes > command->gorge_maxrss)
			peak = larger(peak, measurement->tools[i].parent_peak_bytes);
	return peak;
}

static uint64_t
peak_at(const struct measurement *measurement, size_t tool)
{
	return tool == SIZE_MAX ? 0 : measurement->tools[tool].peak_bytes;
}

/* The command's own peak is looked at some times a second, so it may lack its end; what is far above it is
 * another process: a C compiler that the go command starts, a child of a `command`. */
static bool
is_beyond_command(uint64_t largest, uint64_t own_peak)
{
	return own_peak > 0 && largest > own_peak + own_peak / 2 + UINT64_C(16) * 1024 * 1024;
}

void
summarise_processes(struct measurement *measurement, const struct command_sight *command)
{
	uint64_t own_peak = traced_command_peak(measurement, command), largest;

	measurement->command_peak_bytes = reading_unless_zero(own_peak);
	measurement->largest_tool = largest_of(measurement, NULL);
	measurement->largest_compile = largest_of(measurement, "compile");
	measurement->largest_link = largest_of(measurement, "link");
	measurement->largest_vet = largest_of(measurement, "vet");
	largest = larger(own_peak, command->tree_maxrss > command->gorge_maxrss ? command->tree_maxrss : 0);
	/* ru_maxrss is kept in pages, so a tool's own value comes back unchanged and is not taken for another's.
	 */
	if (largest > peak_at(measurement, measurement->largest_tool)) {
		measurement->largest_tool = SIZE_MAX;
		measurement->largest_is_other = is_beyond_command(largest, own_peak);
	} else {
		largest = peak_at(measurement, measurement->largest_tool);
	}
	measurement->largest_process_bytes = reading_unless_zero(largest);
}

/* A tool's birth or death on the time line. */
struct event {
	uint64_t at_ns;
	bool death;
	uint64_t peak_bytes;
};

/* Births come first at the same instant: the sum is an upper bound. */
static int
by_time(const void *left, const void *right)
{
	const struct event *a = left, *b = right;

	if (a->at_ns != b->at_ns)
		return a->at_ns < b->at_ns ? -1 : 1;
	return (int)a->death - (int)b->death;
}

uint64_t
largest_overlap(const struct tool_process *tools, size_t count)
{
	CLEANUP_FREE struct event *events = memory_zeroed(count * 2, sizeof *events);
	uint64_t sum = 0, largest = 0;

	for (size_t i = 0; i < count; i++) {
		events[2 * i] = (struct event){tools[i].started_ns, false, tools[i].peak_bytes};
		events[2 * i + 1] = (struct event){tools[i].started_ns + tools[i].wall_ns, true, tools[i].peak_bytes};
	}
	qsort(events, count * 2, sizeof *events, by_time);
	for (size_t i = 0; i < count * 2; i++) {
		sum = events[i].death ? sum - events[i].peak_bytes : sum + events[i].peak_bytes;
		largest = larger(largest, sum);
	}
	return largest;
}

/* Counters of pages are kept per CPU and summed now and then, so equality is not to be had. */
static uint64_t
with_tolerance(uint64_t bytes)
{
	return bytes + larger(UINT64_C(1024) * 1024, bytes / 100);
}

void
summarise_bounds(struct measurement *measurement, const struct command_sight *command)
{
	uint64_t own_peak = measurement->command_peak_bytes.value;

	/* Larger than every tool: the command itself, or a helper of it that no record tells of. */
	if (measurement->largest_tool == SIZE_MAX && command->tree_maxrss > command->gorge_maxrss)
		own_peak = larger(own_peak, command->tree_maxrss);
	measurement->tree_upper_bytes =
		reading_unless_zero(largest_overlap(measurement->tools, measurement->tool_count) + own_peak);
	if (measurement->tree_anon_peak_bytes.known && measurement->tree_upper_bytes.known &&
		measurement->tree_anon_peak_bytes.value > with_tolerance(measurement->tree_upper_bytes.value))
		quality_add(measurement, DOUBT_BOUNDS);
}

void
quality_add(struct measurement *measurement, enum doubt doubt)
{
	CLEANUP_TEXT struct text quality = {0};

	text_append(&quality, measurement->quality);
	doubt_add(&quality, doubt);
	(void)snprintf(measurement->quality, sizeof measurement->quality, "%s", text_string(&quality));
}
