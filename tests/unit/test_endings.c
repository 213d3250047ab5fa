/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every way a run can end has the right outcome and leaves nothing behind, with every meter that works here.
 */
#include "scene.h"

#include "platform/interrupt.h"
#include "platform/linux/cgroup/cgroup.h"
#include "platform/mark.h"
#include "measure/leftovers.h"
#include "measure/measure_command.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

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
	assert_int_equal(mark_count_processes(gorge), 0);
	assert_int_equal(count_groups(gorge), 0);
}

static void
the_limit_ends_in_oom(const struct meter *meter)
{
	struct scene scene = {.steps = {"defiant", "orphan=hold=60000", "fork=anon=200 hold=1000", "wait"},
		.limit_bytes = 60 * MIB};
	struct measurement measurement;

	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_OOM);
	assert_string_equal(measurement.why, "killed at its limit of 62.9 MB");
	if (meter->holds_group)
		assert_true(measurement.tree_peak_bytes.value <= 60 * MIB);
	assert_false(measurement.tree_upper_bytes.known);
	measurement_dispose(&measurement);
	assert_nothing_left(getpid());
}

static void
test_the_limit_ends_in_oom(void **state)
{
	(void)state;
	with_each_meter(the_limit_ends_in_oom);
}

/* Four processes that only SIGKILL ends, two of them in sessions of their own. */
static const struct scene defiant_tree = {
	.steps = {"defiant", "orphan=orphan=hold=60000", "orphan=hold=60000", "fork=hold=60000", "hold=60000"},
	.timeout_ns = 300000000};

static void
a_deadline_kills_everything(const struct meter *meter)
{
	struct measurement measurement;

	play_well(meter, &defiant_tree, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_TIMEOUT);
	assert_string_equal(measurement.why, "killed at its deadline of 300 ms");
	assert_true(measurement.wall_ns >= 300000000 && measurement.wall_ns < 3000000000);
	measurement_dispose(&measurement);
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
	struct scene scene = {.steps = {"defiant", "orphan=hold=60000", "fork=hold=60000"}};
	struct measurement measurement;

	play_well(meter, &scene, &measurement);
	assert_int_equal(measurement.outcome, OUTCOME_OK);
	measurement_dispose(&measurement);
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
	measurement_dispose(&measurement);
	play_well(meter, &complaining, &measurement);
	assert_string_equal(measurement.why, "exit status 98: gorge-touch: no such step: nonsense");
	measurement_dispose(&measurement);
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
await_processes(pid_t gorge, size_t count)
{
	for (int i = 0; i < 3000 && mark_count_processes(gorge) != count; i++)
		(void)usleep(10000);
	assert_int_equal(mark_count_processes(gorge), count);
}

/* Measures the defiant tree in a process of its own, which stands for a gorge; returns once all four are
 * there and those that made them are gone. */
static pid_t
start_gorge(const struct meter *meter)
{
	CLEANUP_FREE char *meeting = text_format("%s/meeting", scratch.folder);
	CLEANUP_LIST struct list steps = {0};
	struct scene scene = {.steps = {"defiant"}};
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

	measure_clean_leftovers(); /* a gorge that lives keeps what it has */
	assert_int_equal(mark_count_processes(gorge), 4);
	assert_int_equal(kill(gorge, SIGKILL), 0);
	assert_int_equal(waitpid(gorge, NULL, 0), gorge);
	await_processes(gorge, 3); /* orphans live on: there is something to clean */
	measure_clean_leftovers();
	assert_nothing_left(gorge);
}

static void
test_the_next_gorge_cleans_up(void **state)
{
	(void)state;
	with_each_meter(the_next_gorge_cleans_up);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_limit_ends_in_oom),
		cmocka_unit_test(test_a_deadline_kills_everything),
		cmocka_unit_test(test_what_a_command_leaves_is_killed),
		cmocka_unit_test(test_failures_are_data),
		cmocka_unit_test(test_what_cannot_start_is_an_error),
		cmocka_unit_test(test_an_interrupt_kills_everything),
		cmocka_unit_test(test_the_next_gorge_cleans_up),
	};

	return cmocka_run_group_tests(tests, make_scratch, delete_scratch);
}
