/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/host_description.h"

#include "base/memory.h"
#include "base/text.h"
#include "platform/file.h"

#include <mntent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

static void
copy(char *out, size_t bytes, const char *text)
{
	(void)snprintf(out, bytes, "%s", text);
}

/* A kernel file of one line. */
static void
copy_line(char *out, size_t bytes, const char *path)
{
	CLEANUP_TEXT struct text content = {0};

	if (file_try_read(path, &content) && content.length > 0)
		copy(out, bytes, text_trim(content.data));
}

/* "model name : Xeon ..." of the first processor; other architectures have no such line. */
static void
find_processor(struct host_description *host)
{
	CLEANUP_TEXT struct text cpuinfo = {0};
	char *line;

	if (!file_try_read("/proc/cpuinfo", &cpuinfo) || !(line = strstr(text_string(&cpuinfo), "model name")))
		return;
	line[strcspn(line, "\n")] = '\0';
	char *colon = strchr(line, ':');
	if (colon)
		copy(host->processor, sizeof host->processor, text_trim(colon + 1));
}

void
host_describe(struct host_description *host)
{
	struct utsname names;
	struct sysinfo info;

	*host = (struct host_description){.processors = (unsigned)get_nprocs()};
	if (uname(&names) == 0) {
		copy(host->name, sizeof host->name, names.nodename);
		copy(host->kernel, sizeof host->kernel, names.release);
		copy(host->machine, sizeof host->machine, names.machine);
	}
	if (sysinfo(&info) == 0) {
		host->memory_bytes = (uint64_t)info.totalram * info.mem_unit;
		host->swap_bytes = (uint64_t)info.totalswap * info.mem_unit;
	}
	find_processor(host);
	copy_line(host->transparent_huge_pages, sizeof host->transparent_huge_pages,
		"/sys/kernel/mm/transparent_hugepage/enabled");
	copy_line(host->khugepaged_max_ptes_none, sizeof host->khugepaged_max_ptes_none,
		"/sys/kernel/mm/transparent_hugepage/khugepaged/max_ptes_none");
}

/* That of the mount with the longest path above the folder. */
void
host_file_system(const char *folder, char type[HOST_FILE_SYSTEM_BYTES])
{
	CLEANUP_FREE char *resolved = realpath(folder, NULL);
	FILE *mounts = setmntent("/proc/self/mounts", "re");
	char text[4096];
	struct mntent entry;
	size_t best = 0;

	type[0] = '\0';
	while (mounts && resolved && getmntent_r(mounts, &entry, text, sizeof text)) {
		size_t length = strlen(entry.mnt_dir);
		bool above = text_starts_with(resolved, entry.mnt_dir) &&
					 (length == 1 || resolved[length] == '/' || resolved[length] == '\0');
		if (!above || length < best)
			continue;
		best = length;
		copy(type, HOST_FILE_SYSTEM_BYTES, entry.mnt_type);
	}
	if (mounts)
		(void)endmntent(mounts);
}
