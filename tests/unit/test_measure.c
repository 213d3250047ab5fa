/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known truth: processes that use known amounts of memory, seen by every meter that works here; and every way
 * a run can end leaves nothing behind. tests/vm/cgroup2.sh runs this program on a kernel with cgroup v2.
 *
 * GORGE_TRUTH_METER=NAME: only with that meter, which then has to work.
 * GORGE_TRUTH_LIGHT=1: touches less, for machines on which a page is dear (User Mode Linux).
 */
#include "base/file.h"
#include "base/memory.h"
#include "measure/measurement.h"
#include "measure/meters/meter.h"
#include "platform/interrupt.h"
#include "platform/linux/cgroup.h"
#include "platform/linux/proc.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { MIB = 1024 * 1024, MOST_STEPS = 16 };
#define TOUCH BUILD_DIR "/bin/gorge-touch"
#define SHIM  BUILD_DIR "/bin/gorge-exec"

/* A folder for the files of one test program, and paths in it. */
static struct {
	char *folder, *output, *log, *environment_log, *temporary;
} scratch;

static int
make_scratch(void **state)
{
	const char *temporary = getenv("TMPDIR");
	struct error err = ERROR_INIT;

	(void)state;
	scratch.folder = text_format("%s/test_measure.%d", temporary ? temporary : "/tmp", (int)getpid());
	scratch.output = text_format("%s/output", scratch.folder);
	scratch.log = text_format("%s/log", scratch.folder);
	scratch.environment_log = text_format("GORGE_EXEC_LOG=%s", scratch.log);
	scratch.temporary = text_format("file=%s/data:40", scratch.folder);
	for (size_t i = 0; meters[i]; i++) {
		struct error absent = ERROR_INIT;
		if (meters[i]->probe(&absent))
			print_message("with %s\n", meters[i]->name);
		else
			print_message("without %s: %s: %s\n", meters[i]->name, absent.where, absent.why);
	}
	return folder_make(scratch.folder, &err) ? 0 : -1;
}

static int
delete_scratch(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	(void)folder_delete(scratch.folder, &err);
	free(scratch.folder);
	free(scratch.output);
	free(scratch.log);
	free(scratch.environment_log);
	free(scratch.temporary);
	return 0;
}

/* One run of touch; steps end with NULL. */
struct scene {
	const char *steps[MOST_STEPS];
	uint64_t limit_bytes, timeout_ns;
};

static bool
play(const struct meter *meter, const struct scene *scene, struct measurement *measurement, struct error *err)
{
	const char *argv[MOST_STEPS + 2] = {TOUCH};
	const char *environment[] = {"GORGE_EXEC=" SHIM, scratch.environment_log, NULL};
	struct measured_command command = {.argv = argv,
		.environment = environment,
		.folder = "/",
		.output_path = scratch.output,
		.tool_log_path = scratch.log,
		.meter = meter,
		.memory_limit_bytes = scene->limit_bytes,
		.timeout_ns = scene->timeout_ns};

	for (size_t i = 0; scene->steps[i]; i++)
		argv[i + 1] = scene->steps[i];
	return measure_command(&command, measurement, err);
}

static void
play_well(const struct meter *meter, const struct scene *scene, struct measurement *measurement)
{
	struct error err = ERROR_INIT;

	if (!play(meter, scene, measurement, &err)) {
		(void)error_report(&err, stderr);
		fail_msg("%s could not measure", meter->name);
	}
}

static bool
is_light(void)
{
	return getenv("GORGE_TRUTH_LIGHT") != NULL;
}

/* Calls the test with each meter that works here; there is always one, else the host cannot measure at all.
 */
static void
with_each_meter(void (*test)(const struct meter *meter))
{
	const char *only = getenv("GORGE_TRUTH_METER");
	size_t worked = 0;

	for (size_t i = 0; meters[i]; i++) {
		struct error err = ERROR_INIT;
		if ((only && !text_equal(only, meters[i]->name)) || !meters[i]->probe(&err))
			continue;
		test(meters[i]);
		worked++;
	}
	assert_true(worked > 0);
}

static void
assert_near(const char *what, uint64_t bytes, uint64_t truth, uint64_t tolerance)
{
	uint64_t off = bytes > truth ? bytes - truth : truth - bytes;

	if (off > tolerance)
		fail_msg("%s is %.2f MiB, true is %.2f MiB, allowed are %.2f MiB more or less", what,
			(double)bytes / MIB, (double)truth / MIB, (double)tolerance / MIB);
}

static uint64_t
larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

struct census {
	pid_t gorge;
	int count;
};

static bool
count_marked(pid_t pid, void *context)
{
	struct census *census = context;
	struct proc_mark mark;
	struct proc_stat stat;

	if (proc_mark_of(pid, &mark) && mark.pid == census->gorge && proc_read_stat(pid, &stat) &&
		stat.state != 'Z')
		census->count++;
	return true;
}

/* Processes that carry the mark of one gorge. Other gorges may be at work on this host. */
static int
count_processes(pid_t gorge)
{
	struct census census = {.gorge = gorge};

	proc_each(count_marked, &census);
	return census.count;
}

/* Groups named after one gorge. */
static int
count_groups(pid_t gorge)
{
	static const enum cgroup_version versions[] = {CGROUP_V1_MEMORY, CGROUP_V2};
	int count = 0, got = 0;

	for (size_t i = 0; i < COUNT_OF(versions); i++) {
		CLEANUP_PLACE struct cgroup_place place = {0};
		CLEANUP_FREE char *command = NULL;
		struct error absent = ERROR_INIT;
		FILE *found;

		if (!cgroup_find(versions[i], &place, &absent))
			continue;
		command = text_format("find %s -name 'gorge-%d-*' -type d | wc -l", place.mount, (int)gorge);
		assert_non_null(found = popen(command, "r"));   /* NOLINT: a fixed command of this test */
		assert_int_equal(fscanf(found, "%d", &got), 1); /* NOLINT */
		(void)pclose(found);
		count += got;
	}
	return count;
}

static void
assert_nothing_left(pid_t gorge)
{
	assert_int_equal(count_processes(gorge), 0);
	assert_int_equal(count_groups(gorge), 0);
}

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
	measurement_release(&measurement);
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
		measurement_release(&measurement);
	}
}

static void
test_tools_are_exact_under_a_large_parent(void **state)
{
	(void)state;
	with_each_meter(tools_are_exact_under_a_large_parent);
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
		list_add_format(&steps, "tool=anon=%u meet=%s:%zu hold=200", sizes[i], meeting, COUNT_OF(sizes));
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
	assert_string_equal(measurement.quality, meter->holds_group ? "" : "sampled");
	measurement_release(&measurement);
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
		measurement_release(&measurement);
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
	measurement_release(&measurement);
}

static void
test_kinds_of_memory_are_kept_apart(void **state)
{
	(void)state;
	with_each_meter(kinds_of_memory_are_kept_apart);
}

static void
the_limit_ends_in_oom(const struct meter *meter)
{
	struct scene scene = {.steps = {"stubborn", "orphan=hold=60000", "fork=anon=200 hold=1000", "wait"},
		.limit_bytes = 60 * MIB};
	struct measurement measurement;

	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_OOM);
	assert_string_equal(measurement.why, "killed at its limit of 62.9 MB");
	if (meter->holds_group)
		assert_true(measurement.tree_peak_bytes.value <= 60 * MIB);
	assert_false(measurement.tree_upper_bytes.known);
	measurement_release(&measurement);
	assert_nothing_left(getpid());
}

static void
test_the_limit_ends_in_oom(void **state)
{
	(void)state;
	with_each_meter(the_limit_ends_in_oom);
}

/* Four processes that only SIGKILL ends, two of them in sessions of their own. */
static const struct scene stubborn_tree = {
	.steps = {"stubborn", "orphan=orphan=hold=60000", "orphan=hold=60000", "fork=hold=60000", "hold=60000"},
	.timeout_ns = 300000000};

static void
a_deadline_kills_everything(const struct meter *meter)
{
	struct measurement measurement;

	play_well(meter, &stubborn_tree, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_TIMEOUT);
	assert_string_equal(measurement.why, "killed at its deadline of 300 ms");
	assert_true(measurement.wall_ns >= 300000000 && measurement.wall_ns < 3000000000);
	measurement_release(&measurement);
	assert_nothing_left(getpid());
}

static void
test_a_deadline_kills_everything(void **state)
{
	(void)state;
	with_each_meter(a_deadline_kills_everything);
}

static void
what_a_command_leaves_is_killed(const struct meter *meter)
{
	struct scene scene = {.steps = {"stubborn", "orphan=hold=60000", "fork=hold=60000"}};
	struct measurement measurement;

	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_OK);
	measurement_release(&measurement);
	assert_nothing_left(getpid());
}

static void
test_what_a_command_leaves_is_killed(void **state)
{
	(void)state;
	with_each_meter(what_a_command_leaves_is_killed);
}

static void
failures_are_data(const struct meter *meter)
{
	struct scene failing = {.steps = {"exit=3"}}, complaining = {.steps = {"nonsense"}};
	struct measurement measurement;

	play_well(meter, &failing, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_FAILED);
	assert_int_equal(measurement.exit_status, 3);
	assert_string_equal(measurement.why, "exit status 3");
	measurement_release(&measurement);
	play_well(meter, &complaining, &measurement);
	assert_string_equal(measurement.why, "exit status 98: gorge-touch: no such step: nonsense");
	measurement_release(&measurement);
}

static void
test_failures_are_data(void **state)
{
	(void)state;
	with_each_meter(failures_are_data);
}

static void
what_cannot_start_is_an_error(const struct meter *meter)
{
	const char *argv[] = {"/dev/null/go", NULL}, *environment[] = {NULL};
	struct measured_command command = {
		.argv = argv, .environment = environment, .output_path = scratch.output, .meter = meter};
	struct measurement measurement;
	struct error err = ERROR_INIT;

	assert_false(measure_command(&command, &measurement, &err));
	assert_int_equal(err.id, ERROR_MEASURE);
	assert_string_equal(err.where, "/dev/null/go");
	assert_string_equal(err.why, "starting it: Not a directory");
	assert_nothing_left(getpid());
}

static void
test_what_cannot_start_is_an_error(void **state)
{
	(void)state;
	with_each_meter(what_cannot_start_is_an_error);
}

static void
await_file(const char *path, off_t bytes)
{
	struct stat status = {0};

	for (int i = 0; i < 3000 && (stat(path, &status) != 0 || status.st_size < bytes); i++)
		(void)usleep(10000);
	assert_true(status.st_size >= bytes);
}

static void
await_processes(pid_t gorge, int count)
{
	for (int i = 0; i < 3000 && count_processes(gorge) != count; i++)
		(void)usleep(10000);
	assert_int_equal(count_processes(gorge), count);
}

/* Measures the stubborn tree in a process of its own, which stands for a gorge; returns once all four are
 * there and those that made them are gone. */
static pid_t
start_gorge(const struct meter *meter)
{
	CLEANUP_FREE char *meeting = text_format("%s/meeting", scratch.folder);
	CLEANUP_LIST struct list steps = {0};
	struct scene scene = {.steps = {"stubborn"}};
	struct measurement measurement;
	struct error err = ERROR_INIT;
	pid_t pid;

	list_add_format(&steps, "orphan=orphan=meet=%s:4 hold=60000", meeting);
	list_add_format(&steps, "orphan=meet=%s:4 hold=60000", meeting);
	list_add_format(&steps, "fork=meet=%s:4 hold=60000", meeting);
	list_add_format(&steps, "meet=%s:4", meeting);
	for (size_t i = 0; i < steps.count; i++)
		scene.steps[i + 1] = steps.items[i];
	scene.steps[steps.count + 1] = "hold=60000";
	(void)unlink(meeting);
	if ((pid = fork()) == 0) {
		interrupt_install();
		_exit(play(meter, &scene, &measurement, &err) && measurement.outcome == OUTCOME_INTERRUPTED ? 0 : 1);
	}
	await_file(meeting, 4);
	await_processes(pid, 4);
	return pid;
}

static void
an_interrupt_kills_everything(const struct meter *meter)
{
	pid_t gorge = start_gorge(meter);
	int status;

	assert_int_equal(kill(gorge, SIGINT), 0);
	assert_int_equal(waitpid(gorge, &status, 0), gorge);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_nothing_left(gorge);
}

static void
test_an_interrupt_kills_everything(void **state)
{
	(void)state;
	with_each_meter(an_interrupt_kills_everything);
}

static void
the_next_gorge_cleans_up(const struct meter *meter)
{
	pid_t gorge = start_gorge(meter);
	struct error err = ERROR_INIT;

	assert_true(measure_clean_leftovers(&err)); /* a gorge that lives keeps what it has */
	assert_int_equal(count_processes(gorge), 4);
	assert_int_equal(kill(gorge, SIGKILL), 0);
	assert_int_equal(waitpid(gorge, NULL, 0), gorge);
	await_processes(gorge, 3); /* orphans live on: there is something to clean */
	assert_true(measure_clean_leftovers(&err));
	assert_nothing_left(gorge);
}

static void
test_the_next_gorge_cleans_up(void **state)
{
	(void)state;
	with_each_meter(the_next_gorge_cleans_up);
}

static void
the_timeline_has_every_sample(const struct meter *meter)
{
	CLEANUP_FREE char *path = text_format("%s/samples.csv", scratch.folder);
	CLEANUP_TEXT struct text samples = {0};
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
	assert_true(text_starts_with(
		samples.data, "elapsed_ns,tree_bytes,anon_bytes,file_bytes,kernel_bytes,processes\n"));
	assert_false(measurement.tree_upper_bytes.known); /* nothing recorded the tools */
	measurement_release(&measurement);
}

static void
test_the_timeline_has_every_sample(void **state)
{
	(void)state;
	with_each_meter(the_timeline_has_every_sample);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tools_are_exact_under_a_large_parent),
		cmocka_unit_test(test_a_tree_is_added_up),
		cmocka_unit_test(test_short_peaks_are_not_missed),
		cmocka_unit_test(test_kinds_of_memory_are_kept_apart),
		cmocka_unit_test(test_the_limit_ends_in_oom),
		cmocka_unit_test(test_a_deadline_kills_everything),
		cmocka_unit_test(test_what_a_command_leaves_is_killed),
		cmocka_unit_test(test_failures_are_data),
		cmocka_unit_test(test_what_cannot_start_is_an_error),
		cmocka_unit_test(test_an_interrupt_kills_everything),
		cmocka_unit_test(test_the_next_gorge_cleans_up),
		cmocka_unit_test(test_the_timeline_has_every_sample),
	};

	return cmocka_run_group_tests(tests, make_scratch, delete_scratch);
}
