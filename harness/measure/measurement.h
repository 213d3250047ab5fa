/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One command measured: run in a group of its own under a limit and a deadline, every tool process recorded
 * by gorge-exec, the tree watched by a meter, and nothing of it left alive afterwards.
 */
#ifndef GORGE_MEASURE_MEASUREMENT_H
#define GORGE_MEASURE_MEASUREMENT_H

#include "base/error.h"
#include "base/text.h"
#include "measure/disturbance.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct meter;

/* How a command ended. A bad ending is data, not an error. */
enum outcome {
	OUTCOME_OK,
	OUTCOME_FAILED,      /* exited with another status than 0, or died by a signal */
	OUTCOME_OOM,         /* the group's limit was hit and something was killed for it */
	OUTCOME_TIMEOUT,     /* killed at its deadline */
	OUTCOME_UNSUPPORTED, /* never started: this release or host cannot do the cell */
	OUTCOME_INTERRUPTED, /* gorge was asked to stop; such a run is not recorded as finished */
};
const char *outcome_name(enum outcome outcome);

struct measured_command {
	const char *const *argv;        /* argv[0] is an absolute path */
	const char *const *environment; /* complete, "NAME=value"; built from nothing */
	const char *folder;             /* working folder */
	const char *output_path;        /* file that gets its stdout and stderr */
	const char *tool_log_path;      /* where gorge-exec appends its records (it learns it from
									   GORGE_EXEC_LOG, which the caller puts into `environment`); made
									   empty by measure_command(); NULL when no shim is used */
	bool output_discarded;          /* its stdout goes nowhere; output_path gets stderr alone */
	bool starts_others;             /* starts more than gorge-exec records: their peaks sum up to no bound */
	const struct meter *meter;      /* from meter_choose() */
	uint64_t memory_limit_bytes;    /* for the whole tree, swap off; 0 = none */
	uint64_t timeout_ns;            /* 0 = none */
	uint64_t sample_period_ns;      /* 0 = 20 ms */
	const char *samples_path;       /* CSV timeline (elapsed_ns, tree_bytes, anon_bytes, file_bytes,
									   kernel_bytes, processes), or NULL */
};

/* One tool process, as gorge-exec saw it. Strings are owned by the measurement. */
struct tool_process {
	pid_t pid;
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
};

struct measurement {
	enum outcome outcome;
	int exit_status; /* of the command itself: 0..255, or 128 + signal */
	char why[256];   /* one line for any outcome but ok: "killed at its limit of 21.2 GB", ... */
	uint64_t wall_ns, user_ns, system_ns;
	struct tool_process *tools; /* in order of their start */
	size_t tool_count;
	/* The largest single process of all (the command included), and apart for compile and link. The
	 * indices point into tools[]; SIZE_MAX = none (for largest_tool: the command itself is the largest). */
	struct reading largest_process_bytes;
	size_t largest_tool, largest_compile, largest_link;
	struct reading command_peak_bytes;   /* the command itself (the go command), without its children */
	struct reading tree_peak_bytes;      /* what the kernel charged at most, page cache included */
	struct reading tree_anon_peak_bytes; /* largest sum of anonymous memory seen at one time */
	struct reading tree_upper_bytes;     /* sum of peaks of processes alive together: sweep over tools[],
											plus the command's own peak */
	struct reading tree_file_bytes;      /* page cache charged at the sampled moment of the tree's peak */
	struct reading tree_kernel_bytes;    /* kernel memory charged at that moment */
	struct reading samples;              /* how many samples were taken */
	struct disturbance disturbance;      /* what else went on */
	char quality[256]; /* doubts about the measuring itself (base/doubts.def), joined by ';'; "" = none */
	char *strings;     /* owns the texts of tools[] */
};

/* Measures one command. False only for faults of the harness or the host (the command could not be
 * started, the meter broke): a command that fails, dies or runs into a limit is a filled measurement.
 * Always leaves no process and no group of the run behind, also when it returns false. */
bool measure_command(
	const struct measured_command *command, struct measurement *measurement, struct error *err);
void measurement_dispose(struct measurement *measurement);

#endif
