/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known truth: processes that use known amounts of memory, seen by every meter that works here.
 * tests/vm/cgroup2.sh runs this program on a kernel with cgroup v2.
 */
#include "scene.h"
#include "measure/measure_command.h"
#include "record/columns.h"
#include "record/ends/culprit_rows.h"

#include <signal.h>
#include <unistd.h>

static void
tools_are_exact_under_a_large_parent(const struct meter *meter)
{
	static const unsigned sizes[] = {1, 2, 5, 10, 50, 200};
	const uint64_t parent_bytes = (is_light() ? 50u : 500u) * (uint64_t)MIB;
	const size_t count = is_light() ? 4 : COUNT_OF(sizes);
	struct scene scene = {.steps = {is_light() ? "anon=50" : "anon=500", "tool=exit=0", "wait"}};
	struct measurement measurement;
	uint64_t empty;

	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.tool_count, 1);
	empty = measurement.tools[0].peak_bytes;
	assert_true(empty < 4 * MIB);
	assert_near(
		"the parent as its tool saw it", measurement.tools[0].parent_peak_bytes, parent_bytes, 4 * MIB);
	measurement_dispose(&measurement);
	for (size_t i = 0; i < count; i++) {
		CLEANUP_FREE char *step = text_format("tool=anon=%u", sizes[i]);

		scene.steps[1] = step;
		play_well(meter, &scene, &measurement);
		assert_int_equal(measurement.outcome, OUTCOME_OK);
		assert_int_equal(measurement.tool_count, 1);
		assert_near(step, measurement.tools[0].peak_bytes, (uint64_t)sizes[i] * MIB + empty, MIB * 7 / 10);
		assert_near("the command", measurement.command_peak_bytes.value, parent_bytes, 4 * MIB);
		assert_int_equal(measurement.largest_tool, sizes[i] * (uint64_t)MIB < parent_bytes ? SIZE_MAX : 0);
		assert_string_equal(measurement.tools[0].tool, "gorge-touch");
		measurement_dispose(&measurement);
	}
}

static void
test_tools_are_exact_under_a_large_parent(void **state)
{
	(void)state;
	with_each_meter(tools_are_exact_under_a_large_parent);
}

/* The largest is named first, and all of them hold together what the tree does. Where a look is dear, there is
 * none in time, and what was seen is of some moment before. */
static void
assert_holders(const struct measurement *measurement, uint64_t largest, uint64_t all, uint64_t tolerance)
{
	const char *at = text_string(&measurement->holders);
	struct beside holder;
	uint64_t sum = 0;

	for (size_t i = 0; (at = culprit_next_beside(at, &holder)) != NULL; i++) {
		if (i == 0 && !is_light())
			assert_near("largest holder", holder.bytes, largest, tolerance);
		sum += holder.bytes;
	}
	assert_true(text_starts_with(text_string(&measurement->holders), "gorge-touch "));
	assert_true(sum > 0 && sum <= all + tolerance);
	if (!is_light())
		assert_near("holders", sum, all, all / 20 + tolerance);
}

static void
a_tree_is_added_up(const struct meter *meter)
{
	const uint64_t truth = 160 * MIB, tolerance = larger(MIB, truth / 100);
	static const unsigned sizes[] = {10, 20, 30, 100};
	CLEANUP_FREE char *meeting = text_format("%s/meeting", scratch.folder);
	CLEANUP_LIST struct list steps = {0};
	struct scene scene = {.steps = {NULL}};
	struct measurement measurement;

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		list_add_format(&steps, "tool=anon=%u meet=%s:%zu hold=%u", sizes[i], meeting, COUNT_OF(sizes),
			is_light() ? 200 : 1500); /* longer than gorge rests between two looks at who holds it */
		scene.steps[i] = steps.items[i];
	}
	scene.steps[COUNT_OF(sizes)] = "wait";
	(void)unlink(meeting);
	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_OK);
	assert_near("tree anon", measurement.tree_anon_peak_bytes.value, truth, tolerance);
	if (meter->holds_group)
		assert_near("tree peak", measurement.tree_peak_bytes.value,
			truth + measurement.tree_kernel_bytes.value + measurement.tree_file_bytes.value, tolerance);
	assert_int_equal(measurement.tree_peak_bytes.known, meter->holds_group);
	assert_int_equal(measurement.tool_count, 4);
	/* The kernel counts resident pages per CPU, so each peak may lack some tenths of a MiB. */
	assert_near("tree upper", measurement.tree_upper_bytes.value, truth, 3 * MIB);
	assert_near("largest tool", measurement.largest_process_bytes.value, 100 * MIB, 2 * MIB);
	assert_true(measurement.largest_tool < measurement.tool_count);
	assert_holders(&measurement, 100 * MIB, truth, tolerance);
	assert_false(doubt_is_among(DOUBT_BOUNDS, measurement.quality));
	assert_false(doubt_is_among(DOUBT_TRUNCATED, measurement.quality));
	assert_int_equal(doubt_is_among(DOUBT_SAMPLED, measurement.quality), !meter->holds_group);
	measurement_dispose(&measurement);
}

static void
test_a_tree_is_added_up(void **state)
{
	(void)state;
	with_each_meter(a_tree_is_added_up);
}

static void
short_peaks_are_not_missed(const struct meter *meter)
{
	struct scene scene = {.steps = {"spawn=peak=80", "wait"}};
	struct measurement measurement;

	if (!meter->holds_group)
		return; /* claims no more than it samples */
	for (int i = 0; i < (is_light() ? 2 : 5); i++) {
		play_well(meter, &scene, &measurement);
		assert_true(measurement.tree_peak_bytes.value >= 80 * MIB);
		assert_near("tree peak", measurement.tree_peak_bytes.value, 80 * MIB, 3 * MIB);
		measurement_dispose(&measurement);
	}
}

static void
test_short_peaks_are_not_missed(void **state)
{
	(void)state;
	with_each_meter(short_peaks_are_not_missed);
}

static void
kinds_of_memory_are_kept_apart(const struct meter *meter)
{
	struct scene scene = {.steps = {"anon=20", "shared=15", scratch.temporary, "hold=200"}};
	struct measurement measurement;

	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_OK);
	assert_near("anon", measurement.tree_anon_peak_bytes.value, 21 * MIB, 3 * MIB / 2); /* 1 MiB of buffer */
	if (meter->holds_group) {
		assert_near("file and shared", measurement.tree_file_bytes.value, 55 * MIB, 2 * MIB);
		assert_near("sum", measurement.tree_peak_bytes.value,
			measurement.tree_anon_peak_bytes.value + measurement.tree_file_bytes.value +
				measurement.tree_kernel_bytes.value,
			2 * MIB);
	}
	assert_int_equal(measurement.tree_file_bytes.known, meter->holds_group);
	measurement_dispose(&measurement);
}

static void
test_kinds_of_memory_are_kept_apart(void **state)
{
	(void)state;
	with_each_meter(kinds_of_memory_are_kept_apart);
}

static void
the_timeline_has_every_sample(const struct meter *meter)
{
	CLEANUP_FREE char *path = text_format("%s/samples.csv", scratch.folder);
	CLEANUP_TEXT struct text samples = {0}, header = {0};
	const char *argv[] = {TOUCH, "anon=20", "hold=300", NULL}, *environment[] = {NULL};
	struct measured_command command = {.argv = argv,
		.environment = environment,
		.output_path = scratch.output,
		.meter = meter,
		.sample_period_ns = 50000000,
		.samples_path = path};
	struct measurement measurement;
	struct error err = ERROR_INIT;
	uint64_t lines = 0;

	assert_true(measure_command(&command, &measurement, &err));
	assert_true(file_read(path, &samples, &err));
	for (const char *at = samples.data; (at = strchr(at, '\n')) != NULL; at++)
		lines++;
	assert_int_equal(lines, measurement.samples.value + 1);
	assert_true(
		measurement.samples.value >= 3 && measurement.samples.value <= measurement.wall_ns / 50000000 + 7);
	for (size_t column = SAMPLE_COLUMN_elapsed_ns; column < SAMPLE_COLUMN_COUNT; column++)
		text_append_format(
			&header, "%s%c", sample_columns[column].name, column + 1 < SAMPLE_COLUMN_COUNT ? ',' : '\n');
	assert_true(text_starts_with(samples.data, text_string(&header)));
	assert_false(measurement.tree_upper_bytes.known); /* nothing recorded the tools */
	measurement_dispose(&measurement);
}

static void
test_the_timeline_has_every_sample(void **state)
{
	(void)state;
	with_each_meter(the_timeline_has_every_sample);
}

static struct measurement
play_steps(const struct meter *meter, const char *first, const char *second)
{
	struct scene scene = {.steps = {first, second}};
	struct measurement measurement;

	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.largest_tool, SIZE_MAX);
	assert_near("the largest process", measurement.largest_process_bytes.value, 100 * MIB, 3 * MIB);
	return measurement;
}

/* A large child of the command that no record tells of is not the command. */
static void
the_largest_is_named_truly(const struct meter *meter)
{
	struct measurement command = play_steps(meter, "anon=100", "hold=100");
	struct measurement child = play_steps(meter, "fork=anon=100 hold=100", "wait");

	assert_false(command.largest_is_other);
	assert_true(child.largest_is_other);
	assert_true(child.command_peak_bytes.value < 10 * MIB);
	measurement_dispose(&command);
	measurement_dispose(&child);
}

static void
test_the_largest_is_named_truly(void **state)
{
	(void)state;
	with_each_meter(the_largest_is_named_truly);
}

/* Stops this process for so long, some time from now. */
static void
stop_soon(useconds_t wait_us, useconds_t stopped_us)
{
	pid_t stopped = getpid();

	if (fork() != 0)
		return;
	(void)usleep(wait_us);
	(void)kill(stopped, SIGSTOP);
	(void)usleep(stopped_us);
	(void)kill(stopped, SIGCONT);
	_exit(0);
}

static bool
has_gap(const struct measurement *measurement)
{
	return doubt_is_among(DOUBT_GAP, measurement->quality);
}

/* A run that nobody watched for a while has a time that is not its own, also beyond its deadline. */
static void
a_gap_is_a_doubt(const struct meter *meter)
{
	struct scene scene = {.steps = {"hold=300"}, .timeout_ns = 1000000000};
	struct measurement seen = {0}, unseen;

	/* a busy host may leave gorge waiting as well, but not every time */
	for (int tries = 0; tries == 0 || (tries < 5 && has_gap(&seen)); tries++) {
		measurement_dispose(&seen);
		play_well(meter, &scene, &seen);
	}
	assert_false(has_gap(&seen));
	stop_soon(100000, 1500000);
	play_well(meter, &scene, &unseen);
	assert_true(has_gap(&unseen));
	assert_int_equal(unseen.outcome, OUTCOME_OK);
	measurement_dispose(&seen);
	measurement_dispose(&unseen);
}

static void
test_a_gap_is_a_doubt(void **state)
{
	(void)state;
	with_each_meter(a_gap_is_a_doubt);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tools_are_exact_under_a_large_parent),
		cmocka_unit_test(test_a_tree_is_added_up),
		cmocka_unit_test(test_short_peaks_are_not_missed),
		cmocka_unit_test(test_kinds_of_memory_are_kept_apart),
		cmocka_unit_test(test_the_timeline_has_every_sample),
		cmocka_unit_test(test_the_largest_is_named_truly),
		cmocka_unit_test(test_a_gap_is_a_doubt),
	};

	return cmocka_run_group_tests(tests, make_scratch, delete_scratch);
}
