/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/host_counters.h"

#include "platform/file.h"
#include "base/memory.h"
#include "platform/linux/cgroup/cgroup.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const uint64_t second_ns = 1000000000;

uint64_t
host_counters_grown(
	const struct host_counters *before, const struct host_counters *after, enum host_counter counter)
{
	uint64_t from = before->of[counter], to = after->of[counter];

	if (from == HOST_COUNTER_UNKNOWN || to == HOST_COUNTER_UNKNOWN)
		return HOST_COUNTER_UNKNOWN;
	return to > from ? to - from : 0;
}

bool
host_parse_cpu(const char *stat, uint64_t ticks_per_second, uint64_t *busy_ns, uint64_t *steal_ns)
{
	enum { USER, NICE, SYSTEM, IDLE, IOWAIT, IRQ, SOFTIRQ, STEAL, FIELDS };
	uint64_t ticks[FIELDS], tick_ns = second_ns / ticks_per_second;
	char *end;

	if (!text_starts_with(stat, "cpu "))
		return false;
	stat += strlen("cpu ");
	for (int i = 0; i < FIELDS; i++, stat = end) {
		stat += strspn(stat, " ");
		if (!isdigit((unsigned char)*stat))
			return false;
		ticks[i] = strtoull(stat, &end, 10);
	}
	*busy_ns = (ticks[USER] + ticks[NICE] + ticks[SYSTEM] + ticks[IRQ] + ticks[SOFTIRQ]) * tick_ns;
	*steal_ns = ticks[STEAL] * tick_ns;
	return true;
}

bool
host_parse_pressure(const char *pressure, uint64_t *some_ns)
{
	static const char key[] = " total=";
	const char *line_end = pressure + strcspn(pressure, "\n"), *total = strstr(pressure, key);

	if (!text_starts_with(pressure, "some ") || !total || total > line_end ||
		!isdigit((unsigned char)total[sizeof key - 1]))
		return false;
	*some_ns = strtoull(total + sizeof key - 1, NULL, 10) * 1000;
	return true;
}

bool
host_parse_throttle(const char *cpu_stat, uint64_t *periods, uint64_t *throttled_ns)
{
	if (!cgroup_value(cpu_stat, "nr_throttled", periods))
		return false;
	if (cgroup_value(cpu_stat, "throttled_time", throttled_ns))
		return true;
	if (!cgroup_value(cpu_stat, "throttled_usec", throttled_ns))
		return false;
	*throttled_ns *= 1000;
	return true;
}

bool
host_parse_choice(const char *choices, char *chosen, size_t capacity)
{
	const char *open = strchr(choices, '['), *close = open ? strchr(open, ']') : NULL;

	if (!close)
		return false;
	(void)snprintf(chosen, capacity, "%.*s", (int)(close - open - 1), open + 1);
	return true;
}

void
host_read_huge_pages(char *mode, size_t capacity)
{
	CLEANUP_TEXT struct text choices = {0};

	mode[0] = '\0';
	if (file_try_read("/sys/kernel/mm/transparent_hugepage/enabled", &choices))
		(void)host_parse_choice(text_string(&choices), mode, capacity);
}

static void
read_cpu(struct host_counters *counters)
{
	CLEANUP_TEXT struct text stat = {0};

	if (file_try_read("/proc/stat", &stat))
		(void)host_parse_cpu(text_string(&stat), (uint64_t)sysconf(_SC_CLK_TCK), &counters->of[HOST_BUSY_NS],
			&counters->of[HOST_STEAL_NS]);
}

static void
read_pressure(struct host_counters *counters)
{
	static const struct {
		const char *path;
		enum host_counter counter;
	} files[] = {
		{"/proc/pressure/cpu", HOST_PRESSURE_CPU_NS},
		{"/proc/pressure/memory", HOST_PRESSURE_MEMORY_NS},
		{"/proc/pressure/io", HOST_PRESSURE_IO_NS},
	};

	for (size_t i = 0; i < COUNT_OF(files); i++) {
		CLEANUP_TEXT struct text text = {0};
		if (file_try_read(files[i].path, &text))
			(void)host_parse_pressure(text_string(&text), &counters->of[files[i].counter]);
	}
}

static void
add(uint64_t *sum, uint64_t value)
{
	*sum = *sum == HOST_COUNTER_UNKNOWN ? value : *sum + value;
}

/* A quota anywhere above holds the group up just as its own does. */
static void
read_throttle(struct host_counters *counters, const struct cgroup_place *place)
{
	CLEANUP_FREE char *folder = memory_copy_text(place->folder);

	do {
		CLEANUP_FREE char *path = text_format("%s/cpu.stat", folder);
		CLEANUP_TEXT struct text text = {0};
		uint64_t periods, throttled_ns;
		if (file_try_read(path, &text) && host_parse_throttle(text_string(&text), &periods, &throttled_ns)) {
			add(&counters->of[HOST_THROTTLED], periods);
			add(&counters->of[HOST_THROTTLED_NS], throttled_ns);
		}
	} while (cgroup_climb(folder, place->mount));
}

void
host_counters_read(struct host_counters *counters)
{
	static const enum cgroup_version versions[] = {CGROUP_V1_CPU, CGROUP_V2};

	for (size_t i = 0; i < HOST_COUNTER_COUNT; i++)
		counters->of[i] = HOST_COUNTER_UNKNOWN;
	read_cpu(counters);
	read_pressure(counters);
	for (size_t i = 0; i < COUNT_OF(versions); i++) {
		CLEANUP_PLACE struct cgroup_place place = {0};
		struct error absent = ERROR_INIT;
		if (cgroup_find(versions[i], &place, &absent))
			read_throttle(counters, &place);
	}
}
