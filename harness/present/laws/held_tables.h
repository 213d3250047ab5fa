/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sizes that were kept from the laws, beside what the laws say of them.
 */
#ifndef GORGE_PRESENT_LAWS_HELD_TABLES_H
#define GORGE_PRESENT_LAWS_HELD_TABLES_H

#include "analyse/series/held_back.h"
#include "analyse/study/study.h"
#include "present/grid.h"

#include <jansson.h>

/* "Without their 2 largest sizes, 7 of 8 questions are answered: off by 2.1% in the median, ...". Appended,
 * with a line end. */
void append_held_sentence(const struct held_back *held, size_t sizes, struct text *text);
/* One row a size that was kept back: what was measured, the prediction with its interval, how far it is off;
 * or why there is none. */
void table_of_held(
	const struct study *study, const struct held_back *held, enum run_column metric, struct grid *grid);
/* An array of the same for one series, and null where none was kept back of any. */
json_t *json_of_held(const struct held_back *held, size_t series);

#endif
