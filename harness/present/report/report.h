/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report of one study. Its numbers come from the CSV files alone, so it can be written again any time.
 */
#ifndef GORGE_PRESENT_REPORT_REPORT_H
#define GORGE_PRESENT_REPORT_REPORT_H

#include "present/figures/figures.h"
#include "analyse/study/study.h"

/* Appends the report as Markdown. figures_folder: relative to where the report will lie. */
void report_markdown(const struct study *study, const struct figures *figures, const char *figures_folder,
	struct text *markdown);

/* Writes report.md, report.html and summary.csv into the study's folder. */
bool report_write(const struct study *study, const struct figures *figures, struct error *err);

#endif
