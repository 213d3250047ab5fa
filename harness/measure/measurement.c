/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/measurement.h"

#include <stdlib.h>

const char *
outcome_name(enum outcome outcome)
{
	static const char *const names[] = {
		[OUTCOME_OK] = "ok",
		[OUTCOME_FAILED] = "failed",
		[OUTCOME_OOM] = "oom",
		[OUTCOME_TIMEOUT] = "timeout",
		[OUTCOME_UNSUPPORTED] = "unsupported",
		[OUTCOME_INTERRUPTED] = "interrupted",
	};

	return names[outcome];
}

void
measurement_dispose(struct measurement *measurement)
{
	free(measurement->tools);
	free(measurement->strings);
	*measurement = (struct measurement){0};
}
