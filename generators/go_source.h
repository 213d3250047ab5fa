/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing Go text fast: an appender over one reused buffer, and snippets, which are Go text with holes,
 * cut into pieces once and then put together by copying.
 *
 * Snippet text: "$A" to "$Z" and "$d" to "$z" are holes for the word of that letter, or, where it has none,
 * for whatever fill->special puts there. go_fill_draw() draws what the others get: "$#" a number from 2 to
 * 999, mostly another at each place; "$a" "$b" "$c" three different words of a list.
 */
#ifndef GORGE_GENERATORS_GO_SOURCE_H
#define GORGE_GENERATORS_GO_SOURCE_H

#include "generators/words.h"
#include "base/error.h"
#include "base/random.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Copies go in whole blocks, without a branch on the length: a wrongly guessed branch costs more than the
 * bytes copied in vain. Text may be read, and the buffer written, this far beyond its end. */
enum { GO_BLOCK = 64, GO_WORD_BLOCK = 32, GO_WORD_MOST = 80 };

struct go_source {
	char *data;
	size_t length, capacity;
	uint64_t lines;
};

void go_source_dispose(struct go_source *source);
void go_source_grow(struct go_source *source, size_t more);

/* Forgets the text and keeps the memory. */
static inline void
go_source_clear(struct go_source *source)
{
	source->length = 0;
	source->lines = 0;
}

/* Makes room for `more` bytes and a block. */
static inline void
go_source_reserve(struct go_source *source, size_t more)
{
	if (source->capacity - source->length < more + GO_BLOCK)
		go_source_grow(source, more);
}

static inline void
go_blank_line(struct go_source *source)
{
	go_source_reserve(source, 1);
	source->data[source->length++] = '\n';
	source->lines++;
}

/* Appends bytes that hold so many lines. */
void go_append_bytes(struct go_source *source, const char *bytes, size_t count, uint64_t lines);

/* A word for a hole: at most GO_WORD_MOST bytes, readable in blocks of GO_WORD_BLOCK. */
struct go_word {
	const char *bytes;
	size_t length;
};

/* Room for a word of a few parts. */
struct go_name {
	char bytes[GO_WORD_MOST + GO_WORD_BLOCK];
	size_t length;
};

static inline void
go_name_clear(struct go_name *name)
{
	name->length = 0;
}
void go_name_add(struct go_name *name, const char *text);
void go_name_add_number(struct go_name *name, uint64_t number);
/* Stops the program when a name has become longer than there is room for. */
static inline void
go_name_check(const struct go_name *name)
{
	if (__builtin_expect(name->length > GO_WORD_MOST, 0))
		BUG("a name of more than %d bytes", GO_WORD_MOST);
}
static inline void
go_name_add_word(struct go_name *name, const struct word *word)
{
	memcpy(name->bytes + name->length, word, sizeof *word);
	name->length += word->length;
	go_name_check(name);
}
/* `part` has up to GO_WORD_BLOCK bytes. */
static inline void
go_name_add_name(struct go_name *name, const struct go_name *part)
{
	if (part->length > GO_WORD_BLOCK)
		BUG("a part of a name of %zu bytes", part->length);
	memcpy(name->bytes + name->length, part->bytes, GO_WORD_BLOCK);
	name->length += part->length;
	go_name_check(name);
}
/* name = a then b. */
static inline void
go_name_join(struct go_name *name, const struct word *a, const struct word *b)
{
	memcpy(name->bytes, a, sizeof *a);
	memcpy(name->bytes + a->length, b, sizeof *b);
	name->length = (size_t)a->length + b->length;
}
static inline struct go_word
go_name_word(const struct go_name *name)
{
	return (struct go_word){name->bytes, name->length};
}

/* The length of a word that is not there; longer than any, so that one comparison finds both. */
#define GO_SPECIAL SIZE_MAX

enum go_bank { GO_LETTERS, GO_NUMBERS, GO_DRAWN, GO_BANKS };

/* What fills the holes. */
struct go_fill {
	const struct go_word *banks[GO_BANKS]; /* GO_LETTERS: words below; the others as last drawn */
	struct go_word words['z' + 1];         /* by letter; length GO_SPECIAL: special */
	void (*special)(struct go_fill *fill, struct go_source *source, char hole, unsigned depth);
};

/* A literal and the hole behind it: word `index` of a bank. */
struct go_piece {
	uint32_t offset;
	uint8_t length, bank, index;
};

struct go_snippet {
	uint32_t first_piece, pieces;
	uint32_t most_bytes; /* of it all, without what special holes put in */
	uint32_t lines;
	unsigned depth; /* passed on to special() */
};

enum {
	GO_NUMBER_COUNT = 256,
	GO_NUMBER_HOLES = 64,
	GO_DRAWN_COUNT = 128,
	GO_DRAWN_STEP = 37,
	GO_COUNTS = 256
};

/* Snippets cut up: one block of literals and one of pieces. */
struct go_library {
	char *literals;
	size_t literals_length, literals_capacity;
	struct go_piece *pieces;
	size_t pieces_count, pieces_capacity;
	uint8_t number_holes; /* so far, around: neighbouring holes get different numbers */
	char digits[(GO_NUMBER_COUNT + GO_NUMBER_HOLES) * 4 + GO_WORD_BLOCK];
	char count_digits[GO_COUNTS * 4 + GO_WORD_BLOCK];
	struct go_word counts[GO_COUNTS]; /* "0", "1", ... */
	struct go_word numbers[GO_NUMBER_COUNT + GO_NUMBER_HOLES];
	struct go_word drawn[GO_DRAWN_COUNT + 2 * GO_DRAWN_STEP]; /* the list, and its beginning again */
};

/* `drawn`: the GO_DRAWN_COUNT words that $a $b $c are drawn from. */
void go_library_init(struct go_library *library, const struct go_word *drawn);
void go_library_dispose(struct go_library *library);
/* Cuts up `text`, each of its lines indented by `depth` tabs more (a line that is only a hole is not, since
 * what fills it brings its own). */
struct go_snippet go_library_add(struct go_library *library, const char *text, unsigned depth);

/* Makes every hole special but that for nothing. */
void go_fill_init(struct go_fill *fill,
	void (*special)(struct go_fill *fill, struct go_source *source, char hole, unsigned depth));

/* Draws new numbers and words. */
static inline void
go_fill_draw(struct go_fill *fill, const struct go_library *library, struct random *random)
{
	uint64_t drawn = random_next(random);

	fill->banks[GO_NUMBERS] = library->numbers + drawn % GO_NUMBER_COUNT;
	fill->banks[GO_DRAWN] = library->drawn + drawn / GO_NUMBER_COUNT % GO_DRAWN_COUNT;
}

/* Appends a snippet with its holes filled. */
void go_snippet_put(const struct go_library *library, const struct go_snippet *snippet, struct go_fill *fill,
	struct go_source *source);

#endif
