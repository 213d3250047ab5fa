/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/self_test_meters.h"

#include "base/memory.h"
#include "base/text.h"
#include "measure/measurement.h"
#include "measure/measure_command.h"
#include "measure/meters/meter.h"
#include "platform/file.h"
#include "platform/interrupt.h"
#include "platform/mark.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t mib = UINT64_C(1024) * 1024;

/* One test while it runs: paths, and what was measured. */
struct trial {
	const struct self_test_site *site;
	const struct meter *meter;
	struct measurement measurement;
	struct self_test_result *result;
};

/* A row is a play of gorge-touch and a judge of what the meter saw of it. %s in a step is the site's folder.
 */
struct self_test {
	const char *name;
	bool group_only; /* meters without a group do not claim it */
	uint64_t limit_bytes, timeout_ns;
	const char *steps[6]; /* as for self_test_touch() */
	bool (*is_right)(struct trial *trial);
};

static bool
compare(struct trial *trial, const char *what, struct reading seen, uint64_t truth, uint64_t tolerance)
{
	size_t used = strlen(trial->result->detail);
	uint64_t off = seen.value > truth ? seen.value - truth : truth - seen.value;

	(void)snprintf(trial->result->detail + used, sizeof trial->result->detail - used,
		"%s%s %.2f MiB, true %.2f, allowed +-%.2f", used ? "; " : "", what, (double)seen.value / (double)mib,
		(double)truth / (double)mib, (double)tolerance / (double)mib);
	return seen.known && off <= tolerance;
}

static bool
judge_tool(struct trial *trial)
{
	const struct measurement *seen = &trial->measurement;
	const uint64_t empty = mib / 4; /* gorge-touch by itself */

	if (seen->tool_count != 1) {
		(void)snprintf(trial->result->detail, sizeof trial->result->detail, "%zu tool records instead of 1",
			seen->tool_count);
		return false;
	}
	return compare(trial, "tool", reading_of(seen->tools[0].peak_bytes), 20 * mib + empty, mib * 7 / 10);
}

static bool
judge_tree(struct trial *trial)
{
	const struct measurement *seen = &trial->measurement;
	bool right = compare(trial, "anon", seen->tree_anon_peak_bytes, 60 * mib, mib);

	if (trial->meter->holds_group)
		right &= compare(trial, "peak", seen->tree_peak_bytes,
			60 * mib + seen->tree_file_bytes.value + seen->tree_kernel_bytes.value, mib);
	return right;
}

static bool
judge_short_peak(struct trial *trial)
{
	const struct reading *peak = &trial->measurement.tree_peak_bytes;

	return compare(trial, "peak", *peak, 40 * mib, 2 * mib) && peak->value >= 40 * mib;
}

static bool
judge_kinds(struct trial *trial)
{
	const struct measurement *seen = &trial->measurement;
	bool right = compare(trial, "anon", seen->tree_anon_peak_bytes, 11 * mib, mib * 3 / 2);

	return compare(trial, "page cache", seen->tree_file_bytes, 20 * mib, 2 * mib) && right;
}

static bool
judge_outcome(struct trial *trial, enum outcome expected)
{
	(void)snprintf(trial->result->detail, sizeof trial->result->detail, "outcome %s: %s",
		outcome_name(trial->measurement.outcome), trial->measurement.why);
	return trial->measurement.outcome == expected;
}

static bool
judge_limit(struct trial *trial)
{
	return judge_outcome(trial, OUTCOME_OOM);
}

static bool
judge_end(struct trial *trial)
{
	size_t left = mark_count_processes(mark_self().pid), used;

	if (!judge_outcome(trial, OUTCOME_TIMEOUT))
		return false;
	used = strlen(trial->result->detail);
	(void)snprintf(trial->result->detail + used, sizeof trial->result->detail - used,
		"; %zu processes left alive", left);
	return left == 0;
}

static const struct self_test tests[] = {
	{"a 20 MiB tool under a 100 MiB parent", .steps = {"anon=100", "tool=anon=20", "wait"},
		.is_right = judge_tool},
	{"10, 20 and 30 MiB at the same time",
		.steps = {"fork=anon=10 meet=%s/meeting:3 hold=100", "fork=anon=20 meet=%s/meeting:3 hold=100",
			"fork=anon=30 meet=%s/meeting:3 hold=100", "wait"},
		.is_right = judge_tree},
	{"a peak of 40 MiB that ends at once", .group_only = true, .steps = {"spawn=peak=40", "wait"},
		.is_right = judge_short_peak},
	{"20 MiB of page cache beside 10 MiB of memory", .group_only = true,
		.steps = {"anon=10", "file=%s/data:20", "hold=100"}, .is_right = judge_kinds},
	{"a limit of 30 MiB ends in oom", .limit_bytes = UINT64_C(30) * 1024 * 1024,
		.steps = {"fork=anon=80 hold=500", "wait"}, .is_right = judge_limit},
	{"a tree that ignores signals is killed whole", .timeout_ns = 200000000,
		.steps = {"defiant", "orphan=orphan=hold=60000", "fork=hold=60000", "hold=60000"},
		.is_right = judge_end},
};

/* Performs one row with one meter and adds its result. */
static bool
try_one(const struct self_test_site *site, const struct meter *meter, const struct self_test *test,
	struct self_test_report *report, struct error *err)
{
	struct trial trial = {.site = site, .meter = meter};
	struct measured_command settings = {
		.meter = meter, .memory_limit_bytes = test->limit_bytes, .timeout_ns = test->timeout_ns};
	struct error failure = ERROR_INIT;
	bool measured;

	trial.result = self_test_add(report, meter->name, test->name, SELF_TEST_BROKEN);
	measured = self_test_touch(site, test->steps, &settings, &trial.measurement, &failure);
	if (!measured)
		(void)snprintf(
			trial.result->detail, sizeof trial.result->detail, "%.120s: %.250s", failure.where, failure.why);
	else if (test->is_right(&trial))
		trial.result->verdict = SELF_TEST_OK;
	if (measured)
		measurement_dispose(&trial.measurement);
	return interrupt_check(err);
}

bool
self_test_meters(const struct self_test_site *site, struct self_test_report *report, struct error *err)
{
	for (size_t i = 0; meters[i]; i++) {
		struct error absent = ERROR_INIT;

		if (!meters[i]->probe(&absent)) {
			struct self_test_result *result = self_test_add(report, meters[i]->name, "", SELF_TEST_NOT_HERE);
			(void)snprintf(result->detail, sizeof result->detail, "%.120s: %.270s", absent.where, absent.why);
			continue;
		}
		for (size_t t = 0; t < COUNT_OF(tests); t++)
			if ((meters[i]->holds_group || !tests[t].group_only) &&
				!try_one(site, meters[i], &tests[t], report, err))
				return false;
	}
	return true;
}
