/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a gorge that was killed with -9 could not clean up.
 */
#ifndef GORGE_MEASURE_LEFTOVERS_H
#define GORGE_MEASURE_LEFTOVERS_H

/* Kills and removes what an earlier gorge that was itself killed (-9) has left: groups, and processes that
 * bear its mark (platform/mark.h). What does not die within ten seconds is told on stderr, and no error. Call
 * at the start of every command that measures. */
void measure_clean_leftovers(void);

#endif
