/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who was alive when something of a run was killed: looked at before it is, since afterwards nobody can be
 * asked. The kernel does not say beforehand whom it will kill, so near a limit gorge looks again and again.
 */
#ifndef GORGE_MEASURE_LAST_LOOK_H
#define GORGE_MEASURE_LAST_LOOK_H

#include "measure/measurement.h"
#include "measure/meters/sight.h"

/* Zero-initialised is: nobody has looked. */
struct last_look {
	struct sights sights;
	bool kept;        /* the kernel has killed since: these were alive just before */
	uint64_t next_ns; /* when it may be done again */
};

/* To be called with every sample of a run that a kernel holds to a limit: looks once the anonymous memory has
 * come to half of it, as often as keeps that below a fiftieth of the time, until something is killed. */
void last_look_near_limit(struct last_look *look, const struct meter *meter, struct meter_session *session,
	uint64_t anon_peak_bytes, uint64_t limit_bytes);
/* To be called before gorge kills what is left: looks, unless an earlier look is the one to keep. */
void last_look_at_end(struct last_look *look, const struct meter *meter, struct meter_session *session);

/* The command that was measured, which is none of its own tools. */
struct looked_for {
	int command_pid;
	const char *command;     /* its name: children of that name are it, on their way to become a tool */
	uint64_t run_started_ns; /* on the clock of clock_now_ns() */
};
/* Adds to a measurement's tools what was seen and has no record of its own, and to the records how large they
 * were when they were last seen. gorge-exec itself is left out. */
void last_look_add(
	const struct last_look *look, const struct looked_for *looked_for, struct measurement *measurement);
void last_look_dispose(struct last_look *look);

#endif
