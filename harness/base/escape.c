/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/escape.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* The forms of UTF-8 (RFC 3629, section 4), by the first byte; the second has narrower bounds where a
 * character could be written shorter, is half of a pair, or is beyond Unicode. */
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

void
escape_next(const unsigned char *at, size_t left, bool controls, struct escaped *escaped)
{
	size_t length = character_length(at, left);
	size_t count = length ? length : 1;

	*escaped = (struct escaped){.bytes = (const char *)at, .count = count, .taken = count};
	if (length > 0 && !(controls && is_control(at, length)))
		return;
	escaped->count = 0;
	for (size_t i = 0; i < count; i++)
		escaped->count += (size_t)snprintf(
			escaped->escape + escaped->count, sizeof escaped->escape - escaped->count, "\\x%02x", at[i]);
	escaped->bytes = escaped->escape;
}

/* Eight bytes in one go: the highest bit of each is set when it is above '~' or below ' '. A carry or a
 * borrow leaves such a byte alone, which is odd by itself. */
static uint64_t
odd_bits(const char *bytes)
{
	uint64_t eight;

	memcpy(&eight, bytes, sizeof eight);
	return (eight | (eight + UINT64_C(0x0101010101010101)) | (eight - UINT64_C(0x2020202020202020))) &
		   UINT64_C(0x8080808080808080);
}

bool
escape_is_needless(const char *bytes, size_t count)
{
	uint64_t odd = 0;
	size_t i = 0;

	for (; i + sizeof odd <= count; i += sizeof odd)
		odd |= odd_bits(bytes + i);
	if (i > 0) /* the last eight, some of them once more */
		return (odd | odd_bits(bytes + count - sizeof odd)) == 0;
	for (; i < count; i++)
		odd |= (unsigned char)(bytes[i] - ' ') >= 0x7f - ' ';
	return odd == 0;
}

void
escape_in_place(char *string, size_t capacity)
{
	unsigned char copy[1024];
	size_t length = strlen(string), used = 0;
	struct escaped escaped;

	if (length > sizeof copy)
		length = sizeof copy;
	memcpy(copy, string, length);
	for (size_t i = 0; i < length; i += escaped.taken) {
		escape_next(copy + i, length - i, true, &escaped);
		if (used + escaped.count >= capacity)
			break;
		memcpy(string + used, escaped.bytes, escaped.count);
		used += escaped.count;
	}
	string[used] = '\0';
}
