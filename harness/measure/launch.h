/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Starts the command of a run: in a session of its own, inside the meter's group, dying with gorge.
 */
#ifndef GORGE_MEASURE_LAUNCH_H
#define GORGE_MEASURE_LAUNCH_H

#include "measure/measure_command.h"
#include "measure/meters/meter.h"

#include <sys/types.h>

/* Returns once the command's program runs; a program that cannot be started is a raised error, and nothing is
 * then left to wait for. */
bool launch_command(const struct measured_command *command, const struct meter_session *session, pid_t *pid,
	struct error *err);

#endif
