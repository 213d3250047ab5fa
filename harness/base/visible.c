/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/visible.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* The forms of UTF-8 (RFC 3629, section 4), by the first byte; the second has narrower bounds where a character could
 * be written shorter, is half of a pair, or is beyond Unicode. */
static size_t
character_length(const unsigned char *at, size_t left)
{
	static const struct {
		unsigned char first, last, second_least, second_most, length;
	} forms[] = {{0x00, 0x7f, 0, 0, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
		{0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
		{0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4}};
	size_t form = 0;

	while (form < sizeof forms / sizeof *forms && (*at < forms[form].first || *at > forms[form].last))
		form++;
	if (form == sizeof forms / sizeof *forms || forms[form].length > left)
		return 0;
	if (forms[form].length > 1 && (at[1] < forms[form].second_least || at[1] > forms[form].second_most))
		return 0;
	for (size_t i = 2; i < forms[form].length; i++)
		if (at[i] < 0x80 || at[i] > 0xbf)
			return 0;
	return forms[form].length;
}

/* Those of ASCII, and U+0080 to U+009F, which some terminals obey as well. */
static bool
is_control(const unsigned char *at, size_t length)
{
	if (length == 2)
		return at[0] == 0xc2 && at[1] < 0xa0;
	return length == 1 && ((*at < ' ' && *at != '\t' && *at != '\n') || *at == 0x7f);
}

/* What the next bytes are written as, and how many of them that is; UTF-8 alone matters where `controls` is false. */
struct shown {
	const char *bytes; /* points at them, or into `escape` */
	size_t count, taken;
	char escape[16];
};

static void
show(const unsigned char *at, size_t left, bool controls, struct shown *shown)
{
	size_t length = character_length(at, left);
	size_t count = length ? length : 1;

	*shown = (struct shown){.bytes = (const char *)at, .count = count, .taken = count};
	if (length > 0 && !(controls && is_control(at, length)))
		return;
	shown->count = 0;
	for (size_t i = 0; i < count; i++)
		shown->count += (size_t)snprintf(
			shown->escape + shown->count, sizeof shown->escape - shown->count, "\\x%02x", at[i]);
	shown->bytes = shown->escape;
}

bool
text_is_plain(const char *bytes, size_t count)
{
	unsigned odd = 0;

	/* without a jump, so that several bytes are looked at in one go */
	for (size_t i = 0; i < count; i++)
		odd |= (unsigned char)(bytes[i] - ' ') >= 0x7f - ' ';
	return odd == 0;
}

static void
append(struct text *text, const void *bytes, size_t count, bool controls)
{
	const unsigned char *at = bytes, *end = at + count;
	struct shown shown;

	if (text_is_plain(bytes, count)) {
		text_append_bytes(text, bytes, count);
		return;
	}
	for (; at < end; at += shown.taken) {
		show(at, (size_t)(end - at), controls, &shown);
		text_append_bytes(text, shown.bytes, shown.count);
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

void
text_make_visible(char *string, size_t capacity)
{
	unsigned char copy[1024];
	size_t length = strlen(string), used = 0;
	struct shown shown;

	if (capacity > sizeof copy)
		BUG("a buffer of %zu bytes is too large to be made visible in its place", capacity);
	memcpy(copy, string, length);
	for (size_t i = 0; i < length; i += shown.taken) {
		show(copy + i, length - i, true, &shown);
		if (used + shown.count >= capacity)
			break;
		memcpy(string + used, shown.bytes, shown.count);
		used += shown.count;
	}
	string[used] = '\0';
}
