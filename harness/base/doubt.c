/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/doubt.h"

#include <string.h>

const struct doubt_words doubts[DOUBT_COUNT] = {
#define DOUBT(id, word, meaning, advice) [DOUBT_##id] = {word, meaning, advice},
#include "base/doubts.def"
#undef DOUBT
};

bool
doubt_is_among(enum doubt doubt, const char *quality)
{
	CLEANUP_LIST struct list words = {0};

	list_split(&words, quality, ';');
	return list_contains(&words, doubts[doubt].word);
}

void
doubt_add(struct text *quality, enum doubt doubt)
{
	if (doubt_is_among(doubt, text_string(quality)))
		return;
	text_append_format(quality, "%s%s", quality->length > 0 ? ";" : "", doubts[doubt].word);
}
