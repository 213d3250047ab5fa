/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every side against one of them, as people read it.
 */
#ifndef GORGE_PRESENT_RELEASES_BASELINE_SUMMARY_H
#define GORGE_PRESENT_RELEASES_BASELINE_SUMMARY_H

#include "analyse/compare/baseline.h"
#include "present/page.h"

/* Appends three tables, each behind a sentence on what it shows: the geometric means a side and metric, the
 * medians of the largest project, and how each pattern rose from side to side. */
void baseline_summary(const struct baseline *baseline, const struct page_style *style, struct text *text);

#endif
