/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a measured command ended, and why.
 */
#ifndef GORGE_MEASURE_OUTCOME_H
#define GORGE_MEASURE_OUTCOME_H

#include "platform/child.h"

#include <stddef.h>

/* How a command ended. A bad ending is data, not an error. */
enum outcome {
	OUTCOME_OK,
	OUTCOME_FAILED,      /* exited with another status than 0, or died by a signal */
	OUTCOME_OOM,         /* the group's limit was hit and something was killed for it */
	OUTCOME_TIMEOUT,     /* killed at its deadline */
	OUTCOME_UNSUPPORTED, /* never started: this release or host cannot do the cell */
	OUTCOME_INTERRUPTED, /* gorge was asked to stop; such a run is not recorded as finished */
};
const char *outcome_name(enum outcome outcome);

/* What is known of an end. */
struct ending {
	struct child_end child;           /* of the command itself */
	enum outcome stopped;             /* why gorge ended it; OUTCOME_OK: it ended by itself */
	uint64_t oom_kills;               /* how many of its processes were killed for memory */
	uint64_t limit_bytes, timeout_ns; /* what it ran under; 0 = none */
	const char *output_path; /* its messages, whose first line that says something explains a failure */
};
/* Decides; writes into `why` one line that explains any outcome but ok. */
enum outcome outcome_of(const struct ending *ending, char *why, size_t why_bytes);

#endif
