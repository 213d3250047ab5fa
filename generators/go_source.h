/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing Go text fast: an appender over one reused buffer, and snippets, which are Go text with holes,
 * cut into pieces once and then put together by copying.
 *
 * Snippet text: "$a" to "$z" and "$A" to "$Z" are holes for the word of that letter, or, where it has none,
 * for whatever fill->special puts there; "$#" is a random number from 2 to 999.
 */
#ifndef GORGE_GENERATORS_GO_SOURCE_H
#define GORGE_GENERATORS_GO_SOURCE_H

#include "base/random.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Bytes past the end of what is copied that may be read, and past the end of the buffer that may be
 * written: copies go in whole blocks, which beats asking libc for a few bytes at a time. */
enum { GO_BLOCK = 16, GO_WORD_MOST = 80 };

struct go_source {
	char *data;
	size_t length, capacity;
	uint64_t lines;
};

void go_source_release(struct go_source *source);
void go_source_grow(struct go_source *source, size_t more);

/* Forgets the text and keeps the memory. */
static inline void
go_source_clear(struct go_source *source)
{
	source->length = 0;
	source->lines = 0;
}

/* Makes room for `more` bytes, to be filled by go_put(). */
static inline void
go_source_reserve(struct go_source *source, size_t more)
{
	if (source->capacity - source->length < more + GO_BLOCK)
		go_source_grow(source, more);
}

/* Copies into reserved room, in whole blocks: `bytes` must be readable up to the next multiple of GO_BLOCK.
 */
static inline void
go_put(struct go_source *source, const char *bytes, size_t count)
{
	char *to = source->data + source->length;

	for (size_t done = 0; done < count; done += GO_BLOCK)
		memcpy(to + done, bytes + done, GO_BLOCK);
	source->length += count;
}

/* Reserves and appends any text, counting its lines. For what is seldom written. */
void go_append(struct go_source *source, const char *text);
/* The same for bytes whose lines are known. */
void go_append_bytes(struct go_source *source, const char *bytes, size_t count, uint64_t lines);

/* A word for a hole: at most GO_WORD_MOST bytes, readable in whole blocks. */
struct go_word {
	const char *bytes;
	size_t length;
};

/* Room for a word of a few parts. */
struct go_name {
	char bytes[GO_WORD_MOST + GO_BLOCK];
	size_t length;
};

void go_name_clear(struct go_name *name);
void go_name_add(struct go_name *name, const char *part);
void go_name_add_number(struct go_name *name, uint64_t number);
static inline struct go_word
go_name_word(const struct go_name *name)
{
	return (struct go_word){name->bytes, name->length};
}

/* What fills the holes. */
struct go_fill {
	struct go_word words['z' + 1]; /* by letter; bytes = NULL: special */
	struct random *random;         /* for $# */
	void (*special)(struct go_fill *fill, struct go_source *source, char hole, unsigned depth);
};

/* A literal and the hole behind it; hole 0 ends a snippet. */
struct go_piece {
	uint32_t offset;
	uint16_t length;
	char hole;
};

struct go_snippet {
	uint32_t first_piece;
	uint32_t most_bytes; /* of it all, without what special holes put in */
	uint32_t lines;
	unsigned depth; /* passed on to special() */
};

/* Snippets cut up: one block of literals and one of pieces. Zero-initialised is empty. */
struct go_library {
	char *literals;
	size_t literals_length, literals_capacity;
	struct go_piece *pieces;
	size_t pieces_count, pieces_capacity;
	char numbers[1000][4];
	uint8_t number_lengths[1000];
};

void go_library_init(struct go_library *library);
void go_library_release(struct go_library *library);
/* Cuts up `text`, each of its lines indented by `depth` tabs more (a line that is only a hole is not, since
 * what fills it brings its own). */
struct go_snippet go_library_add(struct go_library *library, const char *text, unsigned depth);

/* Appends a snippet with its holes filled. */
void go_snippet_put(const struct go_library *library, const struct go_snippet *snippet, struct go_fill *fill,
	struct go_source *source);

#endif
