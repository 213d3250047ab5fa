/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/self_test.h"

#include "base/memory.h"
#include "platform/file.h"

#include <stdlib.h>
#include <string.h>

const char *
self_test_verdict_name(enum self_test_verdict verdict)
{
	static const char *const names[] = {
		[SELF_TEST_OK] = "ok", [SELF_TEST_BROKEN] = "broken", [SELF_TEST_NOT_HERE] = "not here"};

	return names[verdict];
}

void
self_test_report_dispose(struct self_test_report *report)
{
	free(report->results);
	*report = (struct self_test_report){0};
}

struct self_test_result *
self_test_add(
	struct self_test_report *report, const char *subject, const char *name, enum self_test_verdict verdict)
{
	report->results = memory_grow(report->results, report->count, &report->capacity, sizeof *report->results);
	report->results[report->count] =
		(struct self_test_result){.subject = subject, .name = name, .verdict = verdict};
	return &report->results[report->count++];
}

/* Writes what was seen beside what is true; returns whether it is near enough. */
static void
add_steps(const char *const *steps, const char *folder, struct list *argv)
{
	for (; *steps; steps++) {
		const char *hole = strstr(*steps, "%s");

		if (hole)
			list_add_format(argv, "%.*s%s%s", (int)(hole - *steps), *steps, folder, hole + 2);
		else
			list_add(argv, *steps);
	}
}

bool
self_test_touch(const struct self_test_site *site, const char *const *steps,
	const struct measured_command *settings, struct measurement *measurement, struct error *err)
{
	CLEANUP_LIST struct list argv = {0}, environment = {0};
	CLEANUP_FREE char *output = text_format("%s/output", site->folder);
	CLEANUP_FREE char *log = text_format("%s/tools", site->folder);
	CLEANUP_FREE char *meeting = text_format("%s/meeting", site->folder);
	struct measured_command command = *settings;
	struct error ignored = ERROR_INIT;
	bool measured;

	list_add(&argv, site->touch);
	add_steps(steps, site->folder, &argv);
	list_add_format(&environment, "GORGE_EXEC=%s", site->shim);
	list_add_format(&environment, "GORGE_EXEC_LOG=%s", log);
	command.argv = list_strings(&argv);
	command.environment = list_strings(&environment);
	command.folder = site->folder;
	command.output_path = output;
	command.tool_log_path = log;
	measured = measure_command(&command, measurement, err);
	(void)file_delete(output, &ignored);
	(void)file_delete(log, &ignored);
	(void)file_delete(meeting, &ignored);
	return measured;
}
