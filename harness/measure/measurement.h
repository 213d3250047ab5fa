/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is known of one measured command.
 */
#ifndef GORGE_MEASURE_MEASUREMENT_H
#define GORGE_MEASURE_MEASUREMENT_H

#include "base/error.h"
#include "base/text.h"
#include "measure/disturbance.h"
#include "measure/outcome.h"

#include <stddef.h>
#include <stdint.h>

/* One tool process, as gorge-exec saw it; with cut_off, as gorge saw it last. Strings are owned by the
 * measurement. */
struct tool_process {
	int pid;
	const char *tool;    /* "compile", "link", "asm", "vet", "load" ...: the name of the program */
	const char *package; /* TOOLEXEC_IMPORTPATH, else -p of compile; "" when neither tells */
	uint64_t started_ns; /* since the command started */
	uint64_t wall_ns, user_ns, system_ns;
	uint64_t peak_bytes;        /* ru_maxrss of that process alone */
	uint64_t concurrency;       /* the value of its -c flag; 0 = none given */
	uint64_t parent_peak_bytes; /* the shim's own ru_maxrss at its start: inherited from the go command,
								   so a trace of that one's peak; 0 = not told */
	uint64_t output_bytes;      /* size of the file it wrote by -o; 0 = none */
	int exit_status;            /* 0..255, or 128 + signal */
	uint64_t seen_bytes; /* its peak when gorge last looked before something was killed; 0 = it did not */
	bool cut_off;        /* nothing recorded its end: times and peak are those of gorge's last look, and it is
							any process of the tree, not only a tool */
};

struct measurement {
	enum outcome outcome;
	int exit_status;     /* of the command itself: 0..255, or 128 + signal */
	bool command_killed; /* a signal ended the command itself, before gorge would have */
	char why[256];       /* one line for any outcome but ok: "killed at its limit of 21.2 GB", ... */
	uint64_t wall_ns, user_ns, system_ns;
	struct tool_process *tools; /* in order of their start; those that were cut off behind them */
	size_t tool_count;
	/* The largest single process of all (the command included), and apart for compile and link. The
	 * indices point into tools[]; SIZE_MAX = none (for largest_tool: no recorded tool is the largest, but the
	 * command itself or, with largest_is_other, a process that gorge-exec knows nothing of). */
	struct reading largest_process_bytes;
	size_t largest_tool, largest_compile, largest_link, largest_vet;
	bool largest_is_other;
	struct reading command_peak_bytes;   /* the command itself (the go command), without its children */
	struct reading tree_peak_bytes;      /* what the kernel charged at most, page cache included */
	struct reading tree_anon_peak_bytes; /* largest sum of anonymous memory seen at one time */
	struct text holders; /* who held that, as peak_look_tell() appends it; empty: nobody looked in time */
	struct reading tree_upper_bytes;  /* sum of peaks of processes alive together: sweep over tools[],
											plus the command's own peak */
	struct reading tree_file_bytes;   /* page cache charged at the sampled moment of the tree's peak */
	struct reading tree_kernel_bytes; /* kernel memory charged at that moment */
	struct reading samples;           /* how many samples were taken */
	struct disturbance disturbance;   /* what else went on */
	char quality[256]; /* doubts about the measuring itself (base/doubts.def), joined by ';'; "" = none */
	char *strings;     /* owns the texts of tools[] */
	struct list texts; /* and those of what was cut off */
};

void measurement_dispose(struct measurement *measurement);

#endif
