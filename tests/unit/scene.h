/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plays of gorge-touch under every meter that works here; shared by test_measure.c and test_endings.c.
 *
 * GORGE_TRUTH_METER=NAME: only with that meter, which then has to work.
 * GORGE_TRUTH_LIGHT=1: touches less, for machines on which a page is dear (User Mode Linux).
 */
#ifndef GORGE_TESTS_SCENE_H
#define GORGE_TESTS_SCENE_H

#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "measure/measurement.h"
#include "measure/measure_command.h"
#include "measure/meters/meter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MIB = 1024 * 1024, MOST_STEPS = 16 };
#define TOUCH BUILD_DIR "/bin/gorge-touch"
#define SHIM  BUILD_DIR "/bin/gorge-exec"

/* A folder for the files of one test program, and paths in it. */
static struct {
	char *folder, *output, *log, *environment_log, *temporary;
} scratch;

static inline int
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

static inline int
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

static inline bool
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

static inline void
play_well(const struct meter *meter, const struct scene *scene, struct measurement *measurement)
{
	struct error err = ERROR_INIT;

	if (!play(meter, scene, measurement, &err)) {
		(void)error_report(&err, stderr);
		fail_msg("%s could not measure", meter->name);
	}
}

static inline bool
is_light(void)
{
	return getenv("GORGE_TRUTH_LIGHT") != NULL;
}

/* Calls the test with each meter that works here; there is always one, else the host cannot measure at all.
 */
static inline void
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

static inline void
assert_near(const char *what, uint64_t bytes, uint64_t truth, uint64_t tolerance)
{
	uint64_t off = bytes > truth ? bytes - truth : truth - bytes;

	if (off > tolerance)
		fail_msg("%s is %.2f MiB, true is %.2f MiB, allowed are %.2f MiB more or less", what,
			(double)bytes / MIB, (double)truth / MIB, (double)tolerance / MIB);
}

static inline uint64_t
larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

#endif
