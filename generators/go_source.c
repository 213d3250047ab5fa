/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/go_source.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

void
go_source_release(struct go_source *source)
{
	free(source->data);
	*source = (struct go_source){0};
}

void
go_source_grow(struct go_source *source, size_t more)
{
	size_t needed = source->length + more + GO_BLOCK;

	source->capacity = needed > source->capacity * 2 ? needed : source->capacity * 2;
	source->data = memory_resize(source->data, source->capacity, 1);
}

void
go_append_bytes(struct go_source *source, const char *bytes, size_t count, uint64_t lines)
{
	if (count == 0)
		return;
	go_source_reserve(source, count);
	memcpy(source->data + source->length, bytes, count);
	source->length += count;
	source->lines += lines;
}

void
go_name_clear(struct go_name *name)
{
	name->length = 0;
}

static void
add_bytes(struct go_name *name, const char *bytes, size_t count)
{
	if (name->length + count > GO_WORD_MOST)
		BUG("a name of more than %d bytes", GO_WORD_MOST);
	memcpy(name->bytes + name->length, bytes, count);
	name->length += count;
}

void
go_name_add(struct go_name *name, const char *text)
{
	add_bytes(name, text, strlen(text));
}

void
go_name_add_name(struct go_name *name, const struct go_name *part)
{
	add_bytes(name, part->bytes, part->length);
}

void
go_name_add_number(struct go_name *name, uint64_t number)
{
	char digits[24];
	size_t first = sizeof digits;

	do {
		digits[--first] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	add_bytes(name, digits + first, sizeof digits - first);
}

/* Numbers from 2 to 999, each kind of size as often as people write it: small ones most. */
static unsigned
number_of(size_t index)
{
	static const unsigned bounds[] = {8, 30, 98, 998};
	unsigned scattered = (unsigned)index * 2654435761u >> 8;

	return 2 + scattered % bounds[index % COUNT_OF(bounds)];
}

void
go_library_init(struct go_library *library, const struct go_word *drawn)
{
	*library = (struct go_library){0};
	for (size_t i = 0; i < COUNT_OF(library->numbers); i++) {
		char *digits = library->digits + i * 4;
		char text[16];
		int length = snprintf(text, sizeof text, "%u", number_of(i % GO_NUMBER_COUNT));
		memcpy(digits, text, 4);
		library->numbers[i] = (struct go_word){digits, (size_t)length};
	}
	for (size_t i = 0; i < COUNT_OF(library->drawn); i++)
		library->drawn[i] = drawn[i % GO_DRAWN_COUNT];
}

void
go_library_release(struct go_library *library)
{
	free(library->literals);
	free(library->pieces);
	*library = (struct go_library){0};
}

static void
add_literal(struct go_library *library, const char *bytes, size_t count)
{
	while (library->literals_capacity < library->literals_length + count + GO_BLOCK) {
		library->literals_capacity = library->literals_capacity ? library->literals_capacity * 2 : 16384;
		library->literals = memory_resize(library->literals, library->literals_capacity, 1);
	}
	memcpy(library->literals + library->literals_length, bytes, count);
	/* Whole blocks are read: what lies behind the last literal must have a value. */
	memset(library->literals + library->literals_length + count, 0, GO_BLOCK);
	library->literals_length += count;
}

static void
add_piece(struct go_library *library, struct go_piece piece)
{
	library->pieces = memory_grow(
		library->pieces, library->pieces_count, &library->pieces_capacity, sizeof *library->pieces);
	library->pieces[library->pieces_count++] = piece;
}

/* Cuts a literal into blocks, of which all but the last are followed by a hole for nothing. */
static void
add_pieces(struct go_library *library, size_t start, char hole)
{
	struct go_piece last = {.bank = GO_LETTERS, .index = (uint8_t)hole};

	for (; library->literals_length - start > GO_BLOCK; start += GO_BLOCK)
		add_piece(library, (struct go_piece){.offset = (uint32_t)start, .length = GO_BLOCK});
	last.offset = (uint32_t)start;
	last.length = (uint8_t)(library->literals_length - start);
	if (hole == '#') {
		last.bank = GO_NUMBERS;
		last.index = library->number_holes++ % GO_NUMBER_HOLES;
	} else if (hole >= 'a' && hole <= 'c') {
		last.bank = GO_DRAWN;
		last.index = (uint8_t)((hole - 'a') * GO_DRAWN_STEP);
	}
	add_piece(library, last);
}

/* A hole alone on its line is followed by the next line at once: what fills it ends its own lines. */
static int
is_line_of_its_own(const char *text, const char *at)
{
	return (at == text || at[-1] == '\n') && (at[1] >= 'A' && at[1] <= 'Z') && at[2] == '\n';
}

struct go_snippet
go_library_add(struct go_library *library, const char *text, unsigned depth)
{
	static const char tabs[] = "\t\t\t\t\t\t\t\t";
	struct go_snippet snippet = {.first_piece = (uint32_t)library->pieces_count, .depth = depth};
	size_t all = library->literals_length, start = all, holes = 0;

	for (const char *at = text; *at; at++) {
		int alone = *at == '$' && is_line_of_its_own(text, at);
		if ((at == text || at[-1] == '\n') && *at != '\n' && !alone)
			add_literal(library, tabs, depth);
		if (*at == '$') {
			add_pieces(library, start, *++at);
			start = library->literals_length;
			at += alone;
			holes++;
		} else {
			add_literal(library, at, 1);
			snippet.lines += *at == '\n';
		}
	}
	add_pieces(library, start, '\0');
	snippet.pieces = (uint32_t)library->pieces_count - snippet.first_piece;
	snippet.most_bytes = (uint32_t)(library->literals_length - all + holes * GO_WORD_MOST);
	return snippet;
}

void
go_name_increment(struct go_name *name)
{
	size_t at = name->length;

	while (at > 0 && name->bytes[at - 1] == '9')
		name->bytes[--at] = '0';
	if (at > 0 && name->bytes[at - 1] >= '0' && name->bytes[at - 1] < '9') {
		name->bytes[at - 1]++;
		return;
	}
	memmove(name->bytes + at + 1, name->bytes + at, name->length - at);
	name->bytes[at] = '1';
	name->length++;
}

static inline char *
put_word(char *to, const struct go_word *word)
{
	memcpy(to, word->bytes, GO_WORD_BLOCK);
	if (__builtin_expect(word->length > GO_WORD_BLOCK, 0))
		memcpy(to + GO_WORD_BLOCK, word->bytes + GO_WORD_BLOCK, word->length - GO_WORD_BLOCK);
	return to + word->length;
}

/* Lets special() fill a hole, with room for the rest of the snippet behind what it puts there. */
static char *
put_special(struct go_source *source, size_t length, struct go_fill *fill, const struct go_piece *piece,
	const struct go_snippet *snippet)
{
	source->length = length;
	fill->special(fill, source, (char)piece->index, snippet->depth);
	go_source_reserve(source, snippet->most_bytes);
	return source->data + source->length;
}

void
go_snippet_put(const struct go_library *library, const struct go_snippet *snippet, struct go_fill *fill,
	struct go_source *source)
{
	const struct go_piece *piece = library->pieces + snippet->first_piece, *end = piece + snippet->pieces;
	const char *literals = library->literals;
	char *to;

	go_source_reserve(source, snippet->most_bytes);
	/* In a register: through `source` each copied byte could change it, for all the compiler knows. */
	to = source->data + source->length;
	for (; piece < end; piece++) {
		const struct go_word *word = fill->banks[piece->bank] + piece->index;
		memcpy(to, literals + piece->offset, GO_BLOCK);
		to += piece->length;
		to = word->bytes ? put_word(to, word)
						 : put_special(source, (size_t)(to - source->data), fill, piece, snippet);
	}
	source->length = (size_t)(to - source->data);
	source->lines += snippet->lines;
}
