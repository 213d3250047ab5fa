/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What gorge-exec appends to its log for every tool process: this head, then the tool's path, then the
 * package, neither of them ended by a NUL, then SHIM_RECORD_END as 32 bits. Written by one writev() to a file
 * opened with O_APPEND, so records of tools that end together do not mix; on a full disk one may be torn,
 * and then what should be its end mark is a part of the next. Byte order is the host's: a log never leaves
 * it.
 */
#ifndef GORGE_MEASURE_SHIM_RECORD_H
#define GORGE_MEASURE_SHIM_RECORD_H

#include <stdint.h>

enum {
	SHIM_RECORD_MAGIC = 0x67724563, /* "cErg" in a little-endian dump */
	SHIM_RECORD_END = 0x67724545,
	SHIM_RECORD_VERSION = 2,
	SHIM_RECORD_TEXT_MOST = 8192, /* longer paths and packages are cut there */
};

struct shim_record {
	uint32_t magic;
	uint16_t version;
	uint16_t head_bytes;    /* sizeof this struct */
	uint16_t tool_bytes;    /* of the tool's path, behind the head */
	uint16_t package_bytes; /* of the package, behind the path */
	int32_t pid;            /* of the tool, not of the shim */
	int32_t exit_status;    /* 0..255, or 128 + signal */
	uint32_t concurrency;   /* N of the tool's -c=N; 0 = not given */
	uint64_t started_ns;    /* CLOCK_MONOTONIC */
	uint64_t wall_ns, user_ns, system_ns;
	uint64_t peak_bytes; /* ru_maxrss that wait4() told: the tool or, if larger, a child it waited for */
	uint64_t parent_peak_bytes; /* the shim's own ru_maxrss at its start, inherited from who started it */
	uint64_t output_bytes;      /* size of the file behind -o when the tool had ended; 0 = none */
};

_Static_assert(sizeof(struct shim_record) == 80, "a record has no padding");

#endif
