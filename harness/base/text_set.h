/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A set of texts that is asked in logarithmic time: the C library's search tree (tsearch(3)).
 */
#ifndef GORGE_BASE_TEXT_SET_H
#define GORGE_BASE_TEXT_SET_H

#include <stdbool.h>

/* Zeroed is empty. Owns copies of its texts. */
struct text_set {
	void *root;
};

/* False when the text is in it already. */
bool text_set_add(struct text_set *set, const char *string);
bool text_set_has(const struct text_set *set, const char *string);
void text_set_dispose(struct text_set *set); /* the set is empty again */
#define CLEANUP_TEXT_SET __attribute__((cleanup(text_set_dispose)))

#endif
