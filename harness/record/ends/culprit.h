/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which process a run that was cut short died of, told from what is known of its processes. Pure, and on
 * texts and numbers alone: a run that has just ended and the rows of one from years ago are asked alike.
 */
#ifndef GORGE_RECORD_CULPRIT_H
#define GORGE_RECORD_CULPRIT_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is known of one process of a run. */
struct life {
	const char *tool, *package; /* "" = not told */
	uint64_t started_ns;        /* since the run's command started */
	uint64_t wall_ns;           /* from there to its end, or to when it was last seen */
	uint64_t cpu_ns;            /* user and system */
	uint64_t bytes;             /* its peak over all of its life that is known */
	uint64_t seen_bytes; /* its peak when gorge last looked before something was killed; 0 = not known */
	bool end_known;      /* false: seen alive, and no record tells how it ended */
	int exit_status;     /* when that is known: 0..255, or 128 + signal */
};

/* How the run ended. */
struct cut {
	const char *outcome; /* as in runs.csv */
	uint64_t wall_ns;    /* when it ended */
	bool by_gorge;       /* gorge itself killed all of it, at a deadline or at a limit that no kernel keeps */
	const char *command; /* the measured program, "go" mostly; "" = none that is to be named */
	uint64_t command_bytes; /* its own peak; 0 = not known */
	bool command_killed;    /* a signal ended it, and not a process below it alone */
	bool says_killed;       /* cut_says_killed() */
};

/* Whether a command that failed for itself says that something below it was killed: by its status, as a shell
 * does, or by what it wrote. */
bool cut_says_killed(int exit_status, const char *why);

enum culprit_how {
	CULPRIT_NONE,    /* the run was not cut short */
	CULPRIT_UNKNOWN, /* it was, and nothing tells which process was killed or what was alive */
	CULPRIT_KILLED,  /* its record says that a signal ended it, while the run went on */
	CULPRIT_ALIVE,   /* it was alive when gorge killed all: at a deadline the one that had used most CPU time,
						at a limit the largest */
	CULPRIT_SEEN,    /* something was killed and no record tells what; the largest of those last seen whose
						end no record tells */
	CULPRIT_HOWS,
};
/* The word of the column culprit_how, "" for none; and back (CULPRIT_NONE for what is no such word). */
const char *culprit_how_word(enum culprit_how how);
enum culprit_how culprit_how_of(const char *word);

struct culprit {
	enum culprit_how how;
	const char *tool, *package; /* point into the lives, or at the cut's command; "" = not told */
	uint64_t bytes;             /* its last known peak; 0 = not known */
	/* Who else was alive then, the command itself too, largest first: "compile example.com/a 14680064; go
	 * 9000000" is tool, package where there is one, bytes. */
	struct text beside;
};

/* Finds out. Ties go to the larger, then to the earlier, then by name. Dispose of the culprit in any case. */
void culprit_find(const struct cut *cut, const struct life *lives, size_t count, struct culprit *culprit);
void culprit_dispose(struct culprit *culprit);
#define CLEANUP_CULPRIT __attribute__((cleanup(culprit_dispose)))

#endif
