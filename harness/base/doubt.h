/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Doubts about a row, as the words that the column `quality` holds. Who raises one and who explains it read
 * the same file: doubts.def.
 */
#ifndef GORGE_BASE_DOUBT_H
#define GORGE_BASE_DOUBT_H

#include "base/text.h"

enum doubt {
#define DOUBT(id, word, meaning, advice) DOUBT_##id,
#include "base/doubts.def"
#undef DOUBT
	DOUBT_COUNT
};

struct doubt_words {
	const char *word, *meaning, *advice;
};
extern const struct doubt_words doubts[DOUBT_COUNT];

/* Adds a doubt's word to words joined by ';', once. */
void doubt_add(struct text *quality, enum doubt doubt);
/* True when words joined by ';' hold this doubt's. */
bool doubt_is_among(enum doubt doubt, const char *quality);

#endif
