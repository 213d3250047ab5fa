/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How bytes from outside are written that cannot be shown as they are: \xHH, a byte each. Takes no memory;
 * texts that grow are for visible.h.
 */
#ifndef GORGE_BASE_ESCAPE_H
#define GORGE_BASE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

/* What the next bytes are written as. */
struct escaped {
	const char *bytes;   /* not ended by a NUL: points at them, or into `escape` */
	size_t count, taken; /* bytes of that, and how many of those that came it stands for: 1 at least */
	char escape[16];
};
/* The next character of UTF-8, or a byte that begins none as \xHH; with `controls` so is every character that
 * a terminal would obey, but for blanks, tabs and line ends. `left` is not 0. */
void escape_next(const unsigned char *at, size_t left, bool controls, struct escaped *escaped);
/* Whether bytes are printable ASCII throughout: most are, and stay as they are. */
bool escape_is_needless(const char *bytes, size_t count);
/* Escapes a string, controls too, in its place; its end is cut off where that takes more than `capacity`
 * bytes, or where it is longer than 1024. */
void escape_in_place(char *string, size_t capacity);

#endif
