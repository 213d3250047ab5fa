/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/visible.h"

#include "base/escape.h"

static void
append(struct text *text, const void *bytes, size_t count, bool controls)
{
	const unsigned char *at = bytes, *end = at + count;
	struct escaped escaped;

	if (escape_is_needless(bytes, count)) {
		text_append_bytes(text, bytes, count);
		return;
	}
	for (; at < end; at += escaped.taken) {
		escape_next(at, (size_t)(end - at), controls, &escaped);
		text_append_bytes(text, escaped.bytes, escaped.count);
	}
}

void
text_append_utf8(struct text *text, const void *bytes, size_t count)
{
	append(text, bytes, count, false);
}

void
text_append_visible(struct text *text, const void *bytes, size_t count)
{
	append(text, bytes, count, true);
}
