/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words that identifiers are made of. No word is in two lists, a keyword, a predeclared name, a name of a
 * package that generated code imports, or a file name suffix that go takes for an operating system, an
 * architecture or a test.
 */
#ifndef GORGE_GENERATORS_WORDS_H
#define GORGE_GENERATORS_WORDS_H

#include <stdint.h>

/* Powers of two, so that walking a list by an odd stride meets every word once. */
enum { WORD_NOUNS = 128, WORD_ADJECTIVES = 64, WORD_VERBS = 64 };

/* Capitalised; filled up with NULs. */
struct word {
	char text[15];
	uint8_t length;
};
extern const struct word word_nouns[WORD_NOUNS];
extern const struct word word_adjectives[WORD_ADJECTIVES];
extern const struct word word_verbs[WORD_VERBS];

#endif
