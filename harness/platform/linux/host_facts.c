/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/host_facts.h"

#include "platform/file.h"
#include "base/memory.h"
#include "base/units.h"
#include "platform/linux/cgroup/cgroup.h"
#include "platform/linux/proc.h"
#include "platform/taskstats.h"

#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/utsname.h>
#include <unistd.h>

static void
kernel(const char *scratch, struct host_fact *fact)
{
	struct utsname names;

	(void)scratch;
	if (uname(&names) == 0)
		(void)snprintf(fact->value, sizeof fact->value, "%.50s %.50s %.50s", names.sysname, names.release,
			names.machine);
}

static void
groups(const char *scratch, struct host_fact *fact)
{
	CLEANUP_PLACE struct cgroup_place one = {0}, two = {0};
	struct error no_one = ERROR_INIT, no_two = ERROR_INIT;
	bool has_one = cgroup_find(CGROUP_V1_MEMORY, &one, &no_one);
	bool has_two = cgroup_find(CGROUP_V2, &two, &no_two);

	(void)scratch;
	(void)snprintf(fact->value, sizeof fact->value, "%s%.60s%s%s%.60s", has_two ? "v2 at " : "",
		has_two ? two.mount : "", has_one && has_two ? ", " : "", has_one ? "v1 memory at " : "",
		has_one ? one.mount : (has_two ? "" : "none"));
}

static void
processors(const char *scratch, struct host_fact *fact)
{
	cpu_set_t allowed;

	(void)scratch;
	if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
		(void)snprintf(
			fact->value, sizeof fact->value, "%d of %ld", CPU_COUNT(&allowed), sysconf(_SC_NPROCESSORS_ONLN));
}

/* A size from /proc/meminfo, or 0. */
static uint64_t
meminfo(const char *key)
{
	CLEANUP_TEXT struct text text = {0};
	uint64_t bytes = 0;

	if (file_try_read("/proc/meminfo", &text))
		(void)proc_parse_status_kb(text_string(&text), key, &bytes);
	return bytes;
}

static void
memory(const char *scratch, struct host_fact *fact)
{
	char available[UNITS_TEXT_BYTES], total[UNITS_TEXT_BYTES];

	(void)scratch;
	(void)snprintf(fact->value, sizeof fact->value, "%s available of %s",
		units_format_bytes(available, meminfo("MemAvailable")),
		units_format_bytes(total, meminfo("MemTotal")));
}

static void
swap(const char *scratch, struct host_fact *fact)
{
	uint64_t bytes = meminfo("SwapTotal");
	char total[UNITS_TEXT_BYTES];

	(void)scratch;
	(void)snprintf(fact->value, sizeof fact->value, "%s", bytes ? units_format_bytes(total, bytes) : "none");
	if (bytes)
		(void)snprintf(fact->advice, sizeof fact->advice,
			"groups are kept out of it; with the meter 'proc', swapped memory is missing from every figure");
}

static void
huge_pages(const char *scratch, struct host_fact *fact)
{
	CLEANUP_TEXT struct text text = {0};

	(void)scratch;
	if (!file_try_read("/sys/kernel/mm/transparent_hugepage/enabled", &text)) {
		(void)snprintf(fact->value, sizeof fact->value, "not in this kernel");
		return;
	}
	(void)snprintf(fact->value, sizeof fact->value, "%.100s", text_trim(text.data));
	if (strstr(text.data, "[always]"))
		(void)snprintf(fact->advice, sizeof fact->advice,
			"small heaps can take up to half more; compare only with hosts that have the same setting");
}

/* The nearest existing folder above a path. */
static bool
status_of_nearest(const char *path, struct stat *status)
{
	CLEANUP_FREE char *at = memory_copy_text(path);

	for (char *slash; stat(at, status) != 0; *slash = '\0')
		if (!(slash = strrchr(at, '/')) || slash == at)
			return stat("/", status) == 0;
	return true;
}

/* On ext4 without a journal, a file made soon after many were deleted costs the kernel a long search for an
 * inode that has not been in use for some minutes. */
static void
scratch_disk(const char *scratch, struct host_fact *fact)
{
	CLEANUP_FREE char *link = NULL, *journal = NULL;
	CLEANUP_TEXT struct text text = {0};
	char device[256] = "";
	struct stat status;

	(void)snprintf(fact->value, sizeof fact->value, "%.150s", scratch);
	if (!status_of_nearest(scratch, &status))
		return;
	link = text_format("/sys/dev/block/%u:%u", major(status.st_dev), minor(status.st_dev));
	if (readlink(link, device, sizeof device - 1) < 0)
		return;
	journal = text_format("/sys/fs/ext4/%s/journal_task", path_name(device));
	if (file_try_read(journal, &text) && text_starts_with(text_string(&text), "<none>"))
		(void)snprintf(fact->advice, sizeof fact->advice,
			"ext4 without a journal: writing soon after a deletion costs 10 to 40 times the CPU; set "
			"GORGE_SCRATCH to a folder on another file system, such as /dev/shm");
}

static void
second_witness(const char *scratch, struct host_fact *fact)
{
	CLEANUP_CLOSE int fd = -1;
	struct error absent = ERROR_INIT;

	(void)scratch;
	if (taskstats_open(&fd, &absent))
		(void)snprintf(fact->value, sizeof fact->value, "to be had");
	else
		(void)snprintf(fact->value, sizeof fact->value, "not to be had: %.120s", absent.why);
}

static void
own_size(const char *scratch, struct host_fact *fact)
{
	const uint64_t most = UINT64_C(8) * 1024 * 1024;
	char peak[UNITS_TEXT_BYTES];
	uint64_t bytes = 0;

	(void)scratch;
	(void)proc_read_peak(getpid(), &bytes);
	(void)snprintf(fact->value, sizeof fact->value, "%s", units_format_bytes(peak, bytes));
	if (bytes > most)
		(void)snprintf(fact->advice, sizeof fact->advice,
			"more than 8 MiB, which a command that gorge starts inherits as a floor of its ru_maxrss");
}

static const struct {
	const char *name;
	void (*read)(const char *scratch, struct host_fact *fact);
} readers[] = {
	{"kernel", kernel},
	{"control groups", groups},
	{"processors", processors},
	{"memory", memory},
	{"swap", swap},
	{"transparent huge pages", huge_pages},
	{"scratch folder", scratch_disk},
	{"taskstats", second_witness},
	{"gorge's own peak", own_size},
};
_Static_assert(sizeof readers / sizeof *readers <= HOST_FACTS_MOST, "room for every fact");

size_t
host_facts(const char *scratch_folder, struct host_fact *facts)
{
	for (size_t i = 0; i < COUNT_OF(readers); i++) {
		facts[i] = (struct host_fact){.name = readers[i].name};
		readers[i].read(scratch_folder, &facts[i]);
	}
	return COUNT_OF(readers);
}
