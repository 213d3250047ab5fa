/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json_text.h"
#include "commands/command.h"
#include "commands/line/arguments.h"

#include "execute/stores/workspace.h"
#include "platform/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "platform/host_facts.h"
#include "measure/measurement.h"
#include "measure/leftovers.h"
#include "measure/self_test.h"
#include "measure/self_test_meters.h"
#include "measure/self_test_shim.h"
#include "measure/self_test_cost.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
	{"--json", NULL, "an object with the arrays host and tests"},
	{"--cost", NULL, "also measure what sampling costs gorge itself; takes some seconds a meter"},
	{NULL, NULL, NULL},
};

/* gorge-touch is installed beside gorge-exec. */
static char *
find_touch(const char *shim, struct error *err)
{
	char *touch = text_format("%.*sgorge-touch", (int)(path_name(shim) - shim), shim);

	if (file_is_program(touch))
		return touch;
	(void)error_raise(err, ERROR_READ, touch, "it is not beside gorge-exec");
	free(touch);
	return NULL;
}

static void
print_facts(const struct host_fact *facts, size_t count)
{
	printf("this host\n");
	for (size_t i = 0; i < count; i++) {
		printf("  %-24s %s\n", facts[i].name, facts[i].value);
		if (facts[i].advice[0])
			printf("  %-24s   note: %s\n", "", facts[i].advice);
	}
}

static void
print_results(const struct self_test_report *report)
{
	printf("\nself-tests with known answers\n");
	for (size_t i = 0; i < report->count; i++) {
		const struct self_test_result *result = &report->results[i];

		printf("  %-8s %-8s %s%s%s\n", self_test_verdict_name(result->verdict), result->subject, result->name,
			result->name[0] ? ": " : "", result->detail);
	}
}

static json_t *
facts_to_json(const struct host_fact *facts, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
			array, json_pack("{s:s, s:o, s:o}", "name", facts[i].name, "value", json_text(facts[i].value),
					   "note", json_text(facts[i].advice)));
	return array;
}

static json_t *
results_to_json(const struct self_test_report *report)
{
	json_t *array = json_array();

	for (size_t i = 0; i < report->count; i++)
		(void)json_array_append_new(
			array, json_pack("{s:s, s:s, s:s, s:o}", "subject", report->results[i].subject, "test",
					   report->results[i].name, "verdict", self_test_verdict_name(report->results[i].verdict),
					   "detail", json_text(report->results[i].detail)));
	return array;
}

static void
print_json(const struct host_fact *facts, size_t count, const struct self_test_report *report)
{
	json_t *document =
		json_pack("{s:o, s:o}", "host", facts_to_json(facts, count), "tests", results_to_json(report));

	(void)json_dumpf(document, stdout, JSON_INDENT(2));
	printf("\n");
	json_decref(document);
}

static size_t
count_verdicts(const struct self_test_report *report, enum self_test_verdict verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++)
		count += report->results[i].verdict == verdict;
	return count;
}

/* Broken meters are an answer; a host on which nothing can be measured is an error. */
static bool
conclude(const struct self_test_report *report, enum exit_status *status, struct error *err)
{
	*status = count_verdicts(report, SELF_TEST_BROKEN) > 0 ? STATUS_WORSE : STATUS_DONE;
	if (*status == STATUS_DONE && count_verdicts(report, SELF_TEST_OK) == 0)
		return error_raise(
			err, ERROR_METER_UNAVAILABLE, "every meter", "see the table for each one's reason");
	return true;
}

static bool
run_tests(bool with_cost, struct self_test_report *report, struct error *err)
{
	CLEANUP_FREE char *shim = places_shim(err);
	CLEANUP_FREE char *touch = shim ? find_touch(shim, err) : NULL;
	struct workspace workspace;
	bool ran;

	if (!touch)
		return false;
	ran = workspace_open(&workspace, err);
	struct self_test_site site = {.shim = shim, .touch = touch, .folder = workspace.folder};
	measure_clean_leftovers();
	ran = ran && self_test_meters(&site, report, err) && self_test_shim(&site, report, err) &&
		  (!with_cost || self_test_cost(&site, report, err));
	workspace_close(&workspace);
	return ran;
}

static bool
run(const struct arguments *arguments, enum exit_status *status, struct error *err)
{
	CLEANUP_FREE char *scratch = places_scratch();
	struct host_fact facts[HOST_FACTS_MOST];
	size_t count = host_facts(scratch, facts);
	struct self_test_report report = {0};
	bool json = arguments_option(arguments, "--json") != NULL;
	bool done;

	if (!json)
		print_facts(facts, count);
	done = run_tests(arguments_option(arguments, "--cost") != NULL, &report, err);
	if (done && json)
		print_json(facts, count, &report);
	else if (done)
		print_results(&report);
	done = done && conclude(&report, status, err);
	self_test_report_dispose(&report);
	return done;
}

const struct command command_doctor = {
	.name = "doctor",
	.synopsis = "",
	.summary = "what this host can measure, with self-tests of known answers",
	.details =
		"Says what about this host bears on measuring, then lets each meter watch processes that use a known "
		"amount of memory, and holds gorge-exec against the kernel's taskstats where they are to be had (as "
		"root).\n\n"
		"ok: right within the stated tolerance. broken: claims to work and is wrong. not here: this host does "
		"not offer it; the line says why, and what would help.\n\n"
		"Exit status 1 when something is broken, 3 when nothing can be measured here.",
	.options = options,
	.least = 0,
	.most = 0,
	.run = run,
};
