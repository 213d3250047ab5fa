/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The shim held against the kernel's taskstats: same processes, same peaks.
 */
#include "measure/self_test_shim.h"
#include "platform/file.h"
#include "base/memory.h"
#include "measure/shim_reader.h"
#include "platform/taskstats.h"
#include "platform/process.h"

#include <stdlib.h>
#include <string.h>

static const char name[] = "the same peaks as the kernel's taskstats";
enum { MOST_EXITS = 256 };

/* Runs tools of several sizes through the shim, without any meter. */
static bool
run_tools(const struct self_test_site *site, const char *log, struct error *err)
{
	CLEANUP_FREE char *shim = text_format("GORGE_EXEC=%s", site->shim);
	CLEANUP_FREE char *logged = text_format("GORGE_EXEC_LOG=%s", log);
	const char *argv[] = {site->touch, "anon=50", "tool=exit=0", "tool=anon=1", "tool=anon=5", "tool=anon=20",
		"tool=peak=60", "wait", NULL};
	const char *environment[] = {shim, logged, NULL};
	struct process process = {.argv = argv, .environment = environment};

	return process_check(&process, NULL, ERROR_MEASURE, err);
}

static const struct taskstats_exit *
find_exit(const struct taskstats_exit *exits, size_t count, int pid)
{
	for (size_t i = 0; i < count; i++)
		if (exits[i].pid == pid)
			return &exits[i];
	return NULL;
}

/* Both read the same counter, but not at the same instant of the process's end. */
static bool
is_near(uint64_t shim_bytes, uint64_t kernel_bytes)
{
	const uint64_t tolerance = UINT64_C(256) * 1024;

	return shim_bytes <= kernel_bytes + tolerance && kernel_bytes <= shim_bytes + tolerance;
}

static void
compare(const struct shim_log *log, const struct taskstats_exit *exits, size_t count,
	struct self_test_result *result)
{
	uint64_t worst = 0;
	size_t matched = 0;

	result->verdict = log->count > 0 ? SELF_TEST_OK : SELF_TEST_BROKEN;
	for (size_t i = 0; i < log->count; i++) {
		const struct taskstats_exit *exit = find_exit(exits, count, log->tools[i].pid);
		uint64_t shim = log->tools[i].peak_bytes, kernel = exit ? exit->peak_bytes : 0;
		uint64_t off = shim > kernel ? shim - kernel : kernel - shim;

		matched += exit != NULL;
		if (!exit || !is_near(shim, kernel))
			result->verdict = SELF_TEST_BROKEN;
		worst = off > worst ? off : worst;
	}
	(void)snprintf(result->detail, sizeof result->detail,
		"%zu of %zu processes in both, largest difference %.1f KiB", matched, log->count,
		(double)worst / 1024);
}

static bool
run_and_compare(const struct self_test_site *site, int fd, struct self_test_report *report, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/tools", site->folder);
	struct taskstats_exit exits[MOST_EXITS];
	CLEANUP_TEXT struct text bytes = {0};
	struct error ignored = ERROR_INIT;
	struct shim_log log;

	if (!run_tools(site, path, err))
		return false;
	(void)file_try_read(path, &bytes);
	(void)file_delete(path, &ignored);
	shim_log_parse(text_string(&bytes), bytes.length, 0, &log);
	compare(&log, exits, taskstats_read(fd, exits, MOST_EXITS),
		self_test_add(report, "shim", name, SELF_TEST_BROKEN));
	free(log.tools);
	free(log.strings);
	return true;
}

bool
self_test_shim(const struct self_test_site *site, struct self_test_report *report, struct error *err)
{
	CLEANUP_CLOSE int fd = -1;
	struct error absent = ERROR_INIT;

	if (taskstats_open(&fd, &absent))
		return run_and_compare(site, fd, report, err);
	struct self_test_result *result = self_test_add(report, "shim", name, SELF_TEST_NOT_HERE);
	(void)snprintf(
		result->detail, sizeof result->detail, "%.100s: %.200s (needs root)", absent.where, absent.why);
	return true;
}
