/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Takes the samples of one run and keeps what is largest in them.
 */
#ifndef GORGE_MEASURE_SAMPLER_H
#define GORGE_MEASURE_SAMPLER_H

#include "measure/measurement.h"
#include "measure/meters/meter.h"
#include "platform/child.h"

struct sampler {
	const struct meter *meter;
	struct meter_session *session;
	const struct child *command;
	uint64_t started_ns; /* CLOCK_MONOTONIC */
	FILE *timeline;      /* samples.csv, or NULL */
	uint64_t count;
	uint64_t anon_bytes, anon_peak_bytes; /* of the last sample; the most so far */
	struct meter_sample largest; /* the sample with the largest total, or anon where there is no total */
	uint64_t command_peak_bytes; /* VmHWM of the command itself when last looked at; 0 = never seen */
};

/* Opens the timeline when `samples_path` is not NULL. */
bool sampler_open(struct sampler *sampler, const char *samples_path, struct error *err);
/* Takes one sample. False when the meter tells nothing any more. */
bool sampler_tick(struct sampler *sampler, uint64_t now_ns, struct error *err);
/* Closes the timeline; false when it could not be written. */
bool sampler_close(struct sampler *sampler, const char *samples_path, struct error *err);

#endif
