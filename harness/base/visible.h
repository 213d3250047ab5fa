/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts that come from outside, and are to be shown: what a terminal would obey, and what is no UTF-8, is
 * written as \xHH, a byte each. CSV files keep every byte as it came; what is told of one, on a terminal, as
 * JSON or as HTML, is written so, and nothing is left out.
 */
#ifndef GORGE_BASE_VISIBLE_H
#define GORGE_BASE_VISIBLE_H

#include "base/text.h"

/* Appends bytes, with all that is no UTF-8 as \xHH. */
void text_append_utf8(struct text *text, const void *bytes, size_t count);
/* The same, with control characters (but blanks, tabs and line ends) as \xHH too. */
void text_append_visible(struct text *text, const void *bytes, size_t count);

#endif
