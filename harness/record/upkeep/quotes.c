/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/upkeep/quotes.h"

#include <string.h>

static void
read_quote(struct quotes *quotes)
{
	quotes->open = !quotes->open;
	if (!quotes->open || quotes->was_quote)
		return;
	quotes->opened = quotes->line_ends + 1;
	quotes->commas = 0;
	quotes->has_line_end = false;
}

static void
read_byte(struct quotes *quotes, char byte)
{
	if (byte == '"')
		read_quote(quotes);
	quotes->was_quote = byte == '"';
	quotes->commas += byte == ',' && quotes->open;
	quotes->line_ends += byte == '\n';
	quotes->has_line_end = quotes->has_line_end || (byte == '\n' && quotes->open);
}

/* Without a quote nothing changes but the number of lines. */
static void
count_line_ends(struct quotes *quotes, const char *bytes, size_t count)
{
	const char *end = bytes + count;

	while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes)))) {
		quotes->line_ends++;
		bytes++;
	}
	quotes->was_quote = false;
}

bool
quotes_hold_rows(struct quotes *quotes, const char *bytes, size_t count, size_t columns)
{
	if (count > 0 && !quotes->open && !memchr(bytes, '"', count)) {
		count_line_ends(quotes, bytes, count);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		read_byte(quotes, bytes[i]);
		if (columns > 2 && quotes->open && quotes->has_line_end && quotes->commas + 1 >= columns)
			return true;
	}
	return false;
}

void
quotes_pass_line(struct quotes *quotes)
{
	quotes->line_ends++;
	quotes->was_quote = false;
}

bool
quotes_are_left(const struct quotes *quotes)
{
	return quotes->open && quotes->has_line_end;
}
