/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a program leaves when it ends, found by its descent: a process that loses its parent becomes gorge's
 * (PR_SET_CHILD_SUBREAPER), whatever session it has made for itself and whatever it has done to its
 * environment.
 */
#ifndef GORGE_PLATFORM_LINUX_PROGRAMS_ORPHANS_H
#define GORGE_PLATFORM_LINUX_PROGRAMS_ORPHANS_H

#include <stdbool.h>

/* From before a program is started until it was waited for. One at a time in the whole process. */
struct orphans {
	bool taken_in;     /* false: gorge was started with children that are not its own (`x & exec gorge`), and
						  could not tell their orphans from the program's: marks have to do */
	bool taken_before; /* whether they were before */
};
void orphans_begin(struct orphans *orphans);
/* Kills them and waits for them, for ten seconds at most: what does not die by then is left to the next gorge
 * (mark.h). */
void orphans_end(const struct orphans *orphans);

#endif
