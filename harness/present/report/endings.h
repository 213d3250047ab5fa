/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that were cut short, as sentences: what died, of what, and beside whom.
 */
#ifndef GORGE_PRESENT_REPORT_ENDINGS_H
#define GORGE_PRESENT_REPORT_ENDINGS_H

#include "analyse/study/study.h"

/* Adds one sentence for each cell and process that runs of it died of, the largest of them told: "build
 * memory=60M, 500 files: killed at its limit of 60.0 MB while compiling example.com/big, last seen at 52 MB;
 * beside it compile of example.com/other (14 MB); so in 2 of 3 runs". What study_read_tools() has read is
 * asked for rows that do not tell. */
void endings_tell(const struct study *study, struct list *sentences);

#endif
