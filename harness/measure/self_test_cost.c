/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/self_test_cost.h"
#include "measure/meters/meter.h"
#include "platform/clock.h"
#include "platform/interrupt.h"
#include "platform/machine.h"
#include "measure/measure_command.h"

#include <stdio.h>

static const char name[] = "sampling 10 processes every 20 ms";

static double
cpu_seconds(void)
{
	return (double)machine_own_cpu_ns() * 1e-9;
}

/* What one run took of gorge's own time. */
struct spent {
	double cpu_s, wall_s;
	double samples;
};

/* What a process pays for waking up every 20 ms and doing nothing: the floor under any sampler here. */
static double
bare_wake_us(void)
{
	enum { WAKES = 200 };
	double before = cpu_seconds();

	for (int i = 0; i < WAKES; i++)
		clock_pause_ms(20);
	return 1e6 * (cpu_seconds() - before) / WAKES;
}

static bool
watch_sleepers(const struct self_test_site *site, const struct meter *meter, const char *hold,
	struct spent *spent, struct error *err)
{
	static const char sleeper[] = "fork=anon=2 hold=60000";
	const char *steps[] = {
		sleeper, sleeper, sleeper, sleeper, sleeper, sleeper, sleeper, sleeper, sleeper, hold, NULL};
	struct measured_command settings = {.meter = meter};
	struct measurement measurement;
	double before = cpu_seconds();

	if (!self_test_touch(site, steps, &settings, &measurement, err))
		return false;
	*spent = (struct spent){.cpu_s = cpu_seconds() - before,
		.wall_s = (double)measurement.wall_ns * 1e-9,
		.samples = (double)measurement.samples.value};
	measurement_dispose(&measurement);
	return true;
}

/* A long run less a short one is sampling alone: starting and killing are in both. */
static bool
cost_of(const struct self_test_site *site, const struct meter *meter, struct self_test_report *report,
	struct error *err)
{
	struct spent brief, lengthy;
	struct self_test_result *result;

	if (!watch_sleepers(site, meter, "hold=200", &brief, err) ||
		!watch_sleepers(site, meter, "hold=4200", &lengthy, err))
		return false;
	result = self_test_add(report, meter->name, name, SELF_TEST_OK);
	(void)snprintf(result->detail, sizeof result->detail,
		"%.3f%% of a core, %.1f us a sample, of which a bare wake-up %.1f us",
		100 * (lengthy.cpu_s - brief.cpu_s) / (lengthy.wall_s - brief.wall_s),
		1e6 * (lengthy.cpu_s - brief.cpu_s) / (lengthy.samples - brief.samples), bare_wake_us());
	return interrupt_check(err);
}

bool
self_test_cost(const struct self_test_site *site, struct self_test_report *report, struct error *err)
{
	for (size_t i = 0; meters[i]; i++) {
		struct error absent = ERROR_INIT;

		if (meters[i]->probe(&absent) && !cost_of(site, meters[i], report, err))
			return false;
	}
	return true;
}
