/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/go_source.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

void
go_source_dispose(struct go_source *source)
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

/* A word of up to three digits. */
static struct go_word
put_digits(char *digits, unsigned number)
{
	char text[16];
	int length = snprintf(text, sizeof text, "%u", number);

	memcpy(digits, text, 4);
	return (struct go_word){digits, (size_t)length};
}

void
go_library_init(struct go_library *library, const struct go_word *drawn)
{
	*library = (struct go_library){0};
	for (size_t i = 0; i < COUNT_OF(library->numbers); i++)
		library->numbers[i] = put_digits(library->digits + i * 4, number_of(i % GO_NUMBER_COUNT));
	for (unsigned i = 0; i < GO_COUNTS; i++)
		library->counts[i] = put_digits(library->count_digits + (size_t)i * 4, i);
	for (size_t i = 0; i < COUNT_OF(library->drawn); i++)
		library->drawn[i] = drawn[i % GO_DRAWN_COUNT];
}

void
go_library_dispose(struct go_library *library)
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

/* Half a block of literals, and a whole one of a word, in a register where the processor has such; memcpy()
 * of as many bytes is cut into the smaller ones that every x86-64 has. */
typedef char half_block __attribute__((vector_size(GO_WORD_BLOCK), aligned(1), may_alias));
#if defined(__x86_64__) &&                                                                                   \
	!defined(__clang__) /* whose clones get another name than their callers ask for   \
												*/
#define FOR_WIDE_REGISTERS __attribute__((target_clones("avx2", "default")))
#else
#define FOR_WIDE_REGISTERS
#endif

static inline void
copy_block(char *to, const char *from)
{
	half_block first = ((const half_block *)(const void *)from)[0];
	half_block second = ((const half_block *)(const void *)from)[1];

	((half_block *)(void *)to)[0] = first;
	((half_block *)(void *)to)[1] = second;
}

void
go_fill_init(struct go_fill *fill,
	void (*special)(struct go_fill *fill, struct go_source *source, char hole, unsigned depth))
{
	static const char nothing[GO_WORD_BLOCK];

	*fill = (struct go_fill){.banks = {[GO_LETTERS] = fill->words}, .special = special};
	for (size_t i = 0; i < COUNT_OF(fill->words); i++)
		fill->words[i] = (struct go_word){nothing, GO_SPECIAL};
	fill->words['\0'].length = 0;
}

/* Puts a word of more than a block, or lets special() fill the hole, with room for the rest of the snippet
 * behind what it puts there. */
static char *
put_long_word(struct go_source *source, char *to, struct go_fill *fill, const struct go_piece *piece,
	const struct go_snippet *snippet)
{
	const struct go_word *word = fill->banks[piece->bank] + piece->index;

	if (word->length != GO_SPECIAL) {
		memcpy(to, word->bytes, word->length);
		return to + word->length;
	}
	source->length = (size_t)(to - source->data);
	fill->special(fill, source, (char)piece->index, snippet->depth);
	go_source_reserve(source, snippet->most_bytes);
	return source->data + source->length;
}

FOR_WIDE_REGISTERS void
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
		copy_block(to, literals + piece->offset);
		to += piece->length;
		if (__builtin_expect(word->length > GO_WORD_BLOCK, 0)) {
			to = put_long_word(source, to, fill, piece, snippet);
			continue;
		}
		*(half_block *)(void *)to = *(const half_block *)(const void *)word->bytes;
		to += word->length;
	}
	source->length = (size_t)(to - source->data);
	source->lines += snippet->lines;
}
