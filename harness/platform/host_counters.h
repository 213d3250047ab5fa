/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the kernel counts of the whole host since its start, and of the groups gorge is in: who else used the
 * processors, and what held processes up. Two readings, and the difference is what happened between them.
 */
#ifndef GORGE_PLATFORM_HOST_COUNTERS_H
#define GORGE_PLATFORM_HOST_COUNTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum host_counter {
	HOST_BUSY_NS,            /* CPU time of every process, of the kernel and of its interrupts */
	HOST_STEAL_NS,           /* time in which a virtual processor had work and the hypervisor ran another */
	HOST_PRESSURE_CPU_NS,    /* PSI: time in which at least one task waited for a processor, */
	HOST_PRESSURE_MEMORY_NS, /* for memory to be taken back or paged in, */
	HOST_PRESSURE_IO_NS,     /* for a disk */
	HOST_THROTTLED,          /* periods in which a CPU quota of gorge's group or one above it ran out */
	HOST_THROTTLED_NS,       /* and how long it then stood still, summed over processors and groups */
	HOST_COUNTER_COUNT
};

#define HOST_COUNTER_UNKNOWN UINT64_MAX

struct host_counters {
	uint64_t of[HOST_COUNTER_COUNT]; /* HOST_COUNTER_UNKNOWN where this kernel or group has none */
};

void host_counters_read(struct host_counters *counters);
/* What a counter has grown by; UNKNOWN when either reading is, 0 when it went back (some kernels' do by a
 * tick, see proc(5)). */
uint64_t host_counters_grown(
	const struct host_counters *before, const struct host_counters *after, enum host_counter counter);

/* The first line of /proc/stat: "cpu  USER NICE SYSTEM IDLE IOWAIT IRQ SOFTIRQ STEAL GUEST GUEST_NICE" in
 * clock ticks (proc(5)); guests' time is inside USER and NICE. */
bool host_parse_cpu(const char *stat, uint64_t ticks_per_second, uint64_t *busy_ns, uint64_t *steal_ns);
/* "some avg10=0.00 avg60=0.00 avg300=0.00 total=MICROSECONDS" (Documentation/accounting/psi.rst). */
bool host_parse_pressure(const char *pressure, uint64_t *some_ns);
/* cpu.stat of a group: nr_throttled with throttled_usec (v2) or throttled_time in ns (v1); a group without a
 * CPU controller has neither. */
bool host_parse_throttle(const char *cpu_stat, uint64_t *periods, uint64_t *throttled_ns);
/* "always [madvise] never": the word in brackets, at most capacity - 1 bytes of it. */
bool host_parse_choice(const char *choices, char *chosen, size_t capacity);
/* The mode of transparent huge pages; "" where the kernel has none. */
void host_read_huge_pages(char *mode, size_t capacity);

#endif
