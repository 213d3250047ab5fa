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
go_append(struct go_source *source, const char *text)
{
	uint64_t lines = 0;

	for (const char *end = text; (end = strchr(end, '\n')) != NULL; end++)
		lines++;
	go_append_bytes(source, text, strlen(text), lines);
}

void
go_name_clear(struct go_name *name)
{
	name->length = 0;
}

void
go_name_add(struct go_name *name, const char *part)
{
	size_t length = strnlen(part, GO_BLOCK);

	if (name->length + length > GO_WORD_MOST)
		BUG("a name of more than %d bytes", GO_WORD_MOST);
	memcpy(name->bytes + name->length, part, length);
	name->length += length;
}

void
go_name_add_number(struct go_name *name, uint64_t number)
{
	char digits[24];
	size_t first = sizeof digits - 1;

	digits[first] = '\0';
	do {
		digits[--first] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	if (sizeof digits - 1 - first > GO_BLOCK)
		BUG("a number of more than %d digits in a name", GO_BLOCK);
	go_name_add(name, digits + first);
}

void
go_library_init(struct go_library *library)
{
	*library = (struct go_library){0};
	for (unsigned number = 0; number < COUNT_OF(library->numbers); number++) {
		char digits[16];
		int length = snprintf(digits, sizeof digits, "%u", number);
		library->number_lengths[number] = (uint8_t)length;
		memcpy(library->numbers[number], digits, 4);
	}
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
	/* go_put() reads whole blocks: what lies behind the last literal must have a value. */
	memset(library->literals + library->literals_length + count, 0, GO_BLOCK);
	library->literals_length += count;
}

static void
add_piece(struct go_library *library, size_t start, char hole)
{
	library->pieces = memory_grow(
		library->pieces, library->pieces_count, &library->pieces_capacity, sizeof *library->pieces);
	library->pieces[library->pieces_count++] = (struct go_piece){
		.offset = (uint32_t)start,
		.length = (uint16_t)(library->literals_length - start),
		.hole = hole,
	};
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
			add_piece(library, start, *++at);
			start = library->literals_length;
			at += alone;
			holes++;
		} else {
			add_literal(library, at, 1);
			snippet.lines += *at == '\n';
		}
	}
	add_piece(library, start, '\0');
	snippet.most_bytes = (uint32_t)(library->literals_length - all + holes * GO_WORD_MOST);
	return snippet;
}

static inline void
put_number(const struct go_library *library, struct random *random, struct go_source *source)
{
	uint32_t number = 2 + random_below(random, COUNT_OF(library->numbers) - 2);

	memcpy(source->data + source->length, library->numbers[number], 4);
	source->length += library->number_lengths[number];
}

void
go_snippet_put(const struct go_library *library, const struct go_snippet *snippet, struct go_fill *fill,
	struct go_source *source)
{
	const struct go_piece *piece = library->pieces + snippet->first_piece;

	go_source_reserve(source, snippet->most_bytes);
	for (;; piece++) {
		const struct go_word *word = &fill->words[(unsigned char)piece->hole];
		go_put(source, library->literals + piece->offset, piece->length);
		if (piece->hole == '\0')
			break;
		if (piece->hole == '#') {
			put_number(library, fill->random, source);
		} else if (word->bytes) {
			go_put(source, word->bytes, word->length);
		} else {
			fill->special(fill, source, piece->hole, snippet->depth);
			go_source_reserve(source, snippet->most_bytes);
		}
	}
	source->lines += snippet->lines;
}
