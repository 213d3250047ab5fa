/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/disturbance.h"

#include "platform/machine.h"

void
disturbance_begin(struct disturbance_mark *mark)
{
	host_counters_read(&mark->host);
	mark->own_cpu_ns = machine_own_cpu_ns() + machine_children_cpu_ns();
}

void
disturbance_end(const struct disturbance_mark *begin, struct disturbance *disturbance)
{
	struct disturbance_mark end;

	disturbance_begin(&end);
	disturbance_between(begin, &end, disturbance);
	host_read_huge_pages(disturbance->huge_pages, sizeof disturbance->huge_pages);
}

static struct reading
grown(const struct disturbance_mark *begin, const struct disturbance_mark *end, enum host_counter counter)
{
	uint64_t value = host_counters_grown(&begin->host, &end->host, counter);

	return (struct reading){
		.known = value != HOST_COUNTER_UNKNOWN, .value = value == HOST_COUNTER_UNKNOWN ? 0 : value};
}

void
disturbance_between(
	const struct disturbance_mark *begin, const struct disturbance_mark *end, struct disturbance *disturbance)
{
	struct reading busy = grown(begin, end, HOST_BUSY_NS);
	uint64_t own_ns = end->own_cpu_ns - begin->own_cpu_ns;

	/* The host's time is counted in clock ticks, our own to the microsecond: the difference may fall below 0.
	 */
	busy.value = busy.value > own_ns ? busy.value - own_ns : 0;
	*disturbance = (struct disturbance){
		.others_ns = busy,
		.steal_ns = grown(begin, end, HOST_STEAL_NS),
		.pressure_cpu_ns = grown(begin, end, HOST_PRESSURE_CPU_NS),
		.pressure_memory_ns = grown(begin, end, HOST_PRESSURE_MEMORY_NS),
		.pressure_io_ns = grown(begin, end, HOST_PRESSURE_IO_NS),
		.throttled = grown(begin, end, HOST_THROTTLED),
		.throttled_ns = grown(begin, end, HOST_THROTTLED_NS),
	};
}

/* One limit: doubt when `counter` is above a share of `whole`, and above what a few clock ticks may feign. */
struct limit {
	enum doubt doubt;
	struct reading counter;
	double share;
	uint64_t whole_ns;
	uint64_t least_ns;
};

void
disturbance_doubts(const struct disturbance *disturbance, uint64_t wall_ns, uint64_t cpu_ns,
	uint64_t processors, struct text *quality)
{
	enum { TICK_NS = 10000000 };
	const struct limit limits[] = {
		{DOUBT_BUSY, disturbance->others_ns, 0.10, wall_ns * processors, (uint64_t)5 * TICK_NS},
		{DOUBT_STEAL, disturbance->steal_ns, 0.02, cpu_ns, (uint64_t)2 * TICK_NS},
		{DOUBT_THROTTLED, disturbance->throttled_ns, 0.01, cpu_ns, 0},
		{DOUBT_PRESSURE, disturbance->pressure_memory_ns, 0.001, wall_ns, 0},
	};

	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		const struct limit *limit = &limits[i];
		if (limit->counter.known && limit->counter.value > limit->least_ns &&
			(double)limit->counter.value > limit->share * (double)limit->whole_ns)
			doubt_add(quality, limit->doubt);
	}
}
