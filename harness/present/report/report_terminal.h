/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report as a terminal shows it.
 */
#ifndef GORGE_PRESENT_REPORT_REPORT_TERMINAL_H
#define GORGE_PRESENT_REPORT_REPORT_TERMINAL_H

#include "analyse/study/study.h"

/* Appends what a terminal shows of it: the tables beside the article's, laws and verdicts. */
void report_terminal(const struct study *study, bool colour, struct text *text);

#endif
