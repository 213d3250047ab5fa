/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What projects are made of, as people read it.
 */
#ifndef GORGE_PRESENT_PROJECTS_SURVEY_TABLES_H
#define GORGE_PRESENT_PROJECTS_SURVEY_TABLES_H

#include "analyse/projects/survey.h"
#include "present/page.h"

/* Appends the totals (on a terminal only) and a row a measure. */
void survey_table(const struct survey *survey, const struct page_style *style, struct text *text);
/* Appends a heading and one table of totals and measures, with a column a project. */
void survey_tables(
	const struct survey *surveys, size_t count, const struct page_style *style, struct text *text);

#endif
