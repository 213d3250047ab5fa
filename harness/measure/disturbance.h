/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What else went on while a command was measured: others' work on the processors, a hypervisor that took them
 * away, a quota, memory or disks that had to be waited for. Recorded with every run, since nobody can say
 * afterwards whether a slow or odd run was the compiler's doing.
 */
#ifndef GORGE_MEASURE_DISTURBANCE_H
#define GORGE_MEASURE_DISTURBANCE_H

#include "base/doubt.h"
#include "measure/reading.h"
#include "platform/host_counters.h"

struct disturbance {
	struct reading others_ns; /* CPU time of the host beyond that of the command and of gorge */
	struct reading steal_ns;
	struct reading pressure_cpu_ns, pressure_memory_ns, pressure_io_ns; /* the command's own waiting is in */
	struct reading throttled, throttled_ns;
	char huge_pages[16]; /* "always", "madvise", "never"; "" where the kernel has none */
};

/* The host and gorge's own CPU time at one moment. */
struct disturbance_mark {
	struct host_counters host;
	uint64_t own_cpu_ns; /* of gorge and of every child it has waited for */
};

/* Just before the command is started, and after everything it has left was waited for. */
void disturbance_begin(struct disturbance_mark *mark);
void disturbance_end(const struct disturbance_mark *begin, struct disturbance *disturbance);
/* The difference of two marks; pure. */
void disturbance_between(const struct disturbance_mark *begin, const struct disturbance_mark *end,
	struct disturbance *disturbance);

/* Adds the doubts that a disturbance raises about a run which took this much, on a host of so many
 * processors. Limits, and where they come from, stand in docs/measuring.md. */
void disturbance_doubts(const struct disturbance *disturbance, uint64_t wall_ns, uint64_t cpu_ns,
	uint64_t processors, struct text *quality);

#endif
