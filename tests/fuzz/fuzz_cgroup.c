/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A NUL splits the input into /proc/self/cgroup and /proc/self/mountinfo; both are also read as every other
 * text of the kernel's.
 */
#include "base/memory.h"
#include "platform/linux/cgroup/cgroup.h"
#include "platform/host_counters.h"
#include "platform/linux/proc.h"
#include "platform/mark.h"
#include "platform/taskstats.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_place(const char *groups, const char *mounts, enum cgroup_version version)
{
	CLEANUP_PLACE struct cgroup_place place = {0};
	struct error err = ERROR_INIT;

	if (cgroup_parse(groups, mounts, version, &place, &err)) {
		if (!place.mount || !place.folder || strlen(place.folder) + 1 < strlen(place.mount))
			abort();
	} else if (err.id != ERROR_METER_UNAVAILABLE || err.why[0] == '\0') {
		abort();
	}
}

static void
read_host(const char *text)
{
	char chosen[8];
	uint64_t one, two;

	(void)host_parse_cpu(text, 100, &one, &two);
	(void)host_parse_pressure(text, &one);
	(void)host_parse_throttle(text, &one, &two);
	if (host_parse_choice(text, chosen, sizeof chosen) && strlen(chosen) >= sizeof chosen)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP_FREE char *groups = memory_zeroed(size + 1, 1);
	const char *mounts;
	struct proc_stat stat;
	struct mark mark;
	struct taskstats_exit ended;
	uint64_t value;

	memcpy(groups, data, size);
	mounts = strlen(groups) < size ? groups + strlen(groups) + 1 : groups;
	read_place(groups, mounts, CGROUP_V1_MEMORY);
	read_place(groups, mounts, CGROUP_V1_CPU);
	read_place(groups, mounts, CGROUP_V2);
	read_host(groups);
	(void)cgroup_value(groups, "anon", &value);
	(void)cgroup_has_word(groups, "memory");
	(void)cgroup_limit_parse(groups);
	(void)proc_parse_stat(groups, &stat);
	(void)proc_parse_status_kb(groups, "VmHWM", &value);
	(void)mark_parse(groups, ':', &mark);
	(void)mark_parse(groups, '-', &mark);
	(void)taskstats_parse(groups, size, &ended);
	return 0;
}
