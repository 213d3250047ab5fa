/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The registry of meters, and the arithmetic from records to figures.
 */
#include "base/memory.h"
#include "measure/meters/meter.h"
#include "measure/summary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MIB = 1024 * 1024 };

static void
test_every_meter_is_complete(void **state)
{
	(void)state;
	assert_non_null(meters[0]);
	for (size_t i = 0; meters[i]; i++) {
		const struct meter *meter = meters[i];

		assert_true(*meter->name && *meter->summary && *meter->accuracy);
		assert_true(meter->probe && meter->begin && meter->join && meter->sample);
		assert_true(meter->each && meter->peak && meter->oom_kills && meter->kill && meter->end);
		meter->end(NULL);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(meter->name, meters[j]->name);
	}
}

static void
test_groups_come_before_sampling(void **state)
{
	bool sampling = false;

	(void)state;
	for (size_t i = 0; meters[i]; i++) {
		assert_false(sampling && meters[i]->holds_group);
		sampling |= !meters[i]->holds_group;
	}
	assert_true(sampling);
}

static void
test_meters_are_chosen_by_name(void **state)
{
	const struct meter *chosen = NULL, *automatic = NULL;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(meter_choose("proc", &chosen, &err));
	assert_string_equal(chosen->name, "proc");
	assert_true(meter_choose(NULL, &chosen, &err));
	assert_true(meter_choose("auto", &automatic, &err));
	assert_ptr_equal(chosen, automatic);
	assert_false(meter_choose("cgruop2", &chosen, &err));
	assert_int_equal(err.id, ERROR_UNKNOWN_METER);
	assert_string_equal(err.why, "did you mean 'cgroup2'?");
}

static struct tool_process
tool(const char *name, uint64_t start, uint64_t end, uint64_t mib)
{
	return (struct tool_process){
		.tool = name, .package = "", .started_ns = start, .wall_ns = end - start, .peak_bytes = mib * MIB};
}

static void
test_overlap_is_the_largest_sum_at_one_time(void **state)
{
	struct tool_process tools[] = {tool("compile", 0, 10, 5), tool("compile", 2, 4, 7), tool("asm", 4, 6, 8),
		tool("link", 11, 20, 12), tool("vet", 30, 30, 21)};

	(void)state;
	assert_int_equal(largest_overlap(tools, 0), 0);
	assert_int_equal(largest_overlap(tools, 1), 5 * MIB);
	/* One that starts as another ends counts as overlapping: the sum is an upper bound. */
	assert_int_equal(largest_overlap(tools, 4), 20 * MIB);
	assert_int_equal(largest_overlap(tools, 5), 21 * MIB);
}

static void
test_compile_and_link_are_kept_apart(void **state)
{
	struct tool_process tools[] = {
		tool("compile", 0, 1, 5), tool("link", 2, 3, 30), tool("compile", 4, 5, 9), tool("asm", 6, 7, 20)};
	struct measurement measurement = {.tools = tools, .tool_count = COUNT_OF(tools)};
	struct command_sight command = {.peak_bytes = 10 * MIB, .tree_maxrss = 30 * MIB, .gorge_maxrss = 3 * MIB};

	(void)state;
	summarise_processes(&measurement, &command);
	assert_int_equal(measurement.largest_compile, 2);
	assert_int_equal(measurement.largest_link, 1);
	assert_int_equal(measurement.largest_tool, 1);
	assert_int_equal(measurement.largest_process_bytes.value, 30 * MIB);
	assert_int_equal(measurement.command_peak_bytes.value, 10 * MIB);
	summarise_bounds(&measurement, &command);
	assert_int_equal(measurement.tree_upper_bytes.value, 40 * MIB);
	assert_string_equal(measurement.quality, "");
}

static void
test_the_command_may_be_the_largest(void **state)
{
	struct tool_process tools[] = {tool("compile", 0, 1, 5)};
	struct measurement measurement = {.tools = tools, .tool_count = 1};
	struct command_sight command = {.peak_bytes = 8 * MIB, .tree_maxrss = 50 * MIB, .gorge_maxrss = 3 * MIB};

	(void)state;
	tools[0].parent_peak_bytes = 20 * MIB; /* as the shim saw it; the last look was earlier */
	summarise_processes(&measurement, &command);
	assert_int_equal(measurement.largest_tool, SIZE_MAX);
	assert_int_equal(measurement.largest_link, SIZE_MAX);
	assert_int_equal(measurement.command_peak_bytes.value, 20 * MIB);
	assert_int_equal(measurement.largest_process_bytes.value, 50 * MIB);
	summarise_bounds(&measurement, &command);
	assert_int_equal(measurement.tree_upper_bytes.value, 55 * MIB);
}

/* ru_maxrss and a shim's start-up value are at least what gorge itself had when it forked. */
static void
test_what_is_inherited_from_gorge_tells_nothing(void **state)
{
	struct tool_process tools[] = {tool("compile", 0, 1, 2)};
	struct measurement measurement = {.tools = tools, .tool_count = 1}, nothing = {.tool_count = 0};
	struct command_sight command = {.peak_bytes = MIB, .tree_maxrss = 6 * MIB, .gorge_maxrss = 6 * MIB};
	struct command_sight unseen = {.tree_maxrss = 6 * MIB, .gorge_maxrss = 6 * MIB};

	(void)state;
	tools[0].parent_peak_bytes = 6 * MIB;
	summarise_processes(&measurement, &command);
	assert_int_equal(measurement.command_peak_bytes.value, MIB);
	assert_int_equal(measurement.largest_process_bytes.value, 2 * MIB);
	assert_int_equal(measurement.largest_tool, 0);
	summarise_processes(&nothing, &unseen);
	assert_false(nothing.command_peak_bytes.known);
	assert_false(nothing.largest_process_bytes.known);
}

static void
test_more_than_all_peaks_together_is_marked(void **state)
{
	struct tool_process tools[] = {tool("compile", 0, 10, 100)};
	struct measurement measurement = {
		.tools = tools, .tool_count = 1, .tree_anon_peak_bytes = reading_of(200 * MIB)};
	struct command_sight command = {.peak_bytes = 10 * MIB};

	(void)state;
	summarise_processes(&measurement, &command);
	quality_add(&measurement, DOUBT_TRUNCATED);
	summarise_bounds(&measurement, &command);
	summarise_bounds(&measurement, &command);
	assert_string_equal(measurement.quality, "truncated;bounds");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_meter_is_complete),
		cmocka_unit_test(test_groups_come_before_sampling),
		cmocka_unit_test(test_meters_are_chosen_by_name),
		cmocka_unit_test(test_overlap_is_the_largest_sum_at_one_time),
		cmocka_unit_test(test_compile_and_link_are_kept_apart),
		cmocka_unit_test(test_the_command_may_be_the_largest),
		cmocka_unit_test(test_what_is_inherited_from_gorge_tells_nothing),
		cmocka_unit_test(test_more_than_all_peaks_together_is_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
