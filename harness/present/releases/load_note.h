/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That two sides of a comparison were measured under different loads.
 */
#ifndef GORGE_PRESENT_RELEASES_LOAD_NOTE_H
#define GORGE_PRESENT_RELEASES_LOAD_NOTE_H

#include "analyse/compare/sides.h"
#include "present/page.h"

/* Appends one sentence with the loads of both and what to do, when they differ (loads_differ()) over the
 * cells that both sides have; nothing when they do not, or do not tell. */
void load_note(const struct sides *sides, size_t first, size_t second, const struct page_style *style,
	struct text *text);

#endif
