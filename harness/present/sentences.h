/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sentences broken into lines, as a terminal is read.
 */
#ifndef GORGE_PRESENT_SENTENCES_H
#define GORGE_PRESENT_SENTENCES_H

#include "base/text.h"

enum { SENTENCE_COLUMNS = 80 };

/* Appends the words of a paragraph in lines of SENTENCE_COLUMNS at most, `indent` blanks before all but the
 * first; a longer word has a line of its own. Ends with a line end; nothing for a paragraph without words. */
void sentences_append(const char *paragraph, size_t indent, struct text *text);

#endif
