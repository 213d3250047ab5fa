/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a gorge that was killed with -9 could not clean up.
 */
#ifndef GORGE_MEASURE_LEFTOVERS_H
#define GORGE_MEASURE_LEFTOVERS_H

#include "base/error.h"

/* Kills and removes what an earlier gorge that was itself killed (-9) has left: groups, and processes
 * marked with its GORGE_RUN variable. Call at the start of every command that measures. */
bool measure_clean_leftovers(struct error *err);

#endif
