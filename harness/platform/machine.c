/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/machine.h"
#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

unsigned
machine_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
		return (unsigned)CPU_COUNT(&set);
	return 1;
}

uint64_t
machine_memory_bytes(void)
{
	return (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE);
}

uint64_t
machine_own_peak_bytes(void)
{
	CLEANUP_TEXT struct text status = {0};
	const char *line;

	if (!file_try_read("/proc/self/status", &status) || !(line = strstr(status.data, "VmHWM:")))
		return 0;
	return strtoull(line + strlen("VmHWM:"), NULL, 10) * 1024;
}

/* The folder of the running program. */
static char *
program_folder(struct error *err)
{
	char *program = path_resolve("/proc/self/exe", err);

	if (program)
		*strrchr(program, '/') = '\0';
	return program;
}

/* Climbs from the program's folder to one that holds bench/loader. */
static char *
climb_to_share(const char *folder)
{
	char *above = memory_copy_text(folder), *slash;

	while ((slash = strrchr(above, '/')) != NULL) {
		CLEANUP_FREE char *probe = text_format("%s/bench/loader", above);
		if (file_is_folder(probe))
			return above;
		*slash = '\0';
	}
	free(above);
	return NULL;
}

char *
machine_share_folder(struct error *err)
{
	const char *named = getenv("GORGE_SHARE");
	CLEANUP_FREE char *folder = program_folder(err);
	char *share;

	if (named)
		return memory_copy_text(named);
	if (!folder)
		return NULL;
	share = text_format("%s/../share/gorge", folder);
	if (file_is_folder(share))
		return share;
	free(share);
	share = climb_to_share(folder);
	if (!share)
		(void)error_raise(err, ERROR_READ, "share/gorge",
			"it is neither beside nor above %s; GORGE_SHARE can name it", folder);
	return share;
}

char *
machine_shim(struct error *err)
{
	static const char *const places[] = {"gorge-exec", "../libexec/gorge/gorge-exec"};
	const char *named = getenv("GORGE_EXEC");
	CLEANUP_FREE char *folder = program_folder(err);

	if (named)
		return path_resolve(named, err);
	for (size_t i = 0; folder && i < COUNT_OF(places); i++) {
		CLEANUP_FREE char *candidate = text_format("%s/%s", folder, places[i]);
		if (file_is_program(candidate))
			return path_resolve(candidate, err);
	}
	if (folder)
		(void)error_raise(err, ERROR_READ, "gorge-exec", "it is not where gorge is: %s", folder);
	return NULL;
}

char *
machine_cache_folder(void)
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (cache && cache[0] == '/')
		return text_format("%s/gorge", cache);
	return text_format("%s/.cache/gorge", home && home[0] == '/' ? home : "/tmp");
}

char *
machine_scratch_folder(void)
{
	const char *named = getenv("GORGE_SCRATCH");
	CLEANUP_FREE char *cache = machine_cache_folder();

	return named ? memory_copy_text(named) : text_format("%s/scratch", cache);
}
