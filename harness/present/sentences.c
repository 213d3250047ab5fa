/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/sentences.h"

#include <string.h>

/* Characters, of which UTF-8 has one for each byte that does not go on with another. */
static size_t
width_of(const char *word, size_t bytes)
{
	size_t width = 0;

	for (size_t i = 0; i < bytes; i++)
		width += ((unsigned char)word[i] & 0xC0) != 0x80;
	return width;
}

void
sentences_append(const char *paragraph, size_t indent, struct text *text)
{
	size_t column = 0;

	for (const char *word = paragraph + strspn(paragraph, " "); *word; word += strspn(word, " ")) {
		size_t bytes = strcspn(word, " "), width = width_of(word, bytes);
		if (column > 0 && column + 1 + width > SENTENCE_COLUMNS) {
			text_append_format(text, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > 0) {
			text_append(text, " ");
			column++;
		}
		text_append_bytes(text, word, bytes);
		column += width;
		word += bytes;
	}
	text_append(text, column > 0 ? "\n" : "");
}
