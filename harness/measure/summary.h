/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From tool records and samples to the figures of a run. Pure: no process, no file.
 */
#ifndef GORGE_MEASURE_SUMMARY_H
#define GORGE_MEASURE_SUMMARY_H

#include "base/doubt.h"
#include "measure/measurement.h"

/* What was seen of the command itself. 0 = not known. */
struct command_sight {
	uint64_t peak_bytes;  /* its VmHWM when last looked at: may lack its very end */
	uint64_t tree_maxrss; /* ru_maxrss from wait4(): the largest of it and all that was waited for below it */
	uint64_t gorge_maxrss; /* gorge's own, which a fork may hand down: what is not above it tells nothing */
};

/* Fills the largest_* and command_peak_bytes of a measurement from its tools[]. */
void summarise_processes(struct measurement *measurement, const struct command_sight *command);

/* The largest sum of peaks of tools whose [start, end] overlap. */
uint64_t largest_overlap(const struct tool_process *tools, size_t count);

/* Fills tree_upper_bytes, and adds "bounds" to the quality when more anonymous memory was seen at one time
 * than all peaks together allow. Call after summarise_processes(). */
void summarise_bounds(struct measurement *measurement, const struct command_sight *command);

/* Adds a doubt to the quality, once. */
void quality_add(struct measurement *measurement, enum doubt doubt);

#endif
