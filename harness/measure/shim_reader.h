/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the log that gorge-exec wrote. The bytes are not trusted: a record may be torn by a full disk or a
 * kill in the middle of a write, and the next one may follow right behind it.
 */
#ifndef GORGE_MEASURE_SHIM_READER_H
#define GORGE_MEASURE_SHIM_READER_H

#include "measure/measurement.h"

struct shim_log {
	struct tool_process *tools; /* in order of their start */
	size_t count;
	char *strings;  /* owns their texts */
	bool truncated; /* some bytes were no whole record */
};

/* Parses a whole log. started_ns of the tools counts from `origin_ns` on CLOCK_MONOTONIC; 0 for what started
 * before it. Never fails. The caller frees tools and strings. */
void shim_log_parse(const void *bytes, size_t count, uint64_t origin_ns, struct shim_log *log);

#endif
