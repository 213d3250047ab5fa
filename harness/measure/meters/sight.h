/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is alive in a measured tree, at one moment: asked before something is killed, since what is killed
 * together with its gorge-exec leaves no record.
 */
#ifndef GORGE_MEASURE_SIGHT_H
#define GORGE_MEASURE_SIGHT_H

#include "base/text.h"
#include "measure/meters/meter.h"

/* One process, as /proc tells of it. */
struct sight {
	int pid, parent;
	char *tool;                  /* owned: the name of its program, without blanks and ';' */
	char *package;               /* owned: TOOLEXEC_IMPORTPATH, else -p of compile and asm; "" = not told;
								   shown as escape.h does, without ';' */
	uint64_t started_ns;         /* on the clock of clock_now_ns(), to some 10 ms */
	uint64_t user_ns, system_ns; /* CPU time so far */
	uint64_t peak_bytes;         /* its high-water mark (VmHWM) so far */
	uint64_t anon_bytes;         /* resident now, of no file and not shared */
};

struct sights {
	struct sight *items;
	size_t count, capacity;
	uint64_t at_ns; /* when they were taken, on the clock of clock_now_ns() */
};

/* Looks at all of the tree that live now; what was there before is forgotten. */
void sights_take(const struct meter *meter, struct meter_session *session, struct sights *sights);
void sights_dispose(struct sights *sights);

/* Names tool and package of a process from the words of its command line, each ended by a NUL, and what
 * TOOLEXEC_IMPORTPATH says ("" when it is not set: before Go 1.19, and for what is no tool of Go's). */
void sight_name(struct sight *sight, const struct text *words, const char *import_path);

#endif
