/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers found by a hash, in the same time however many there are. Two texts of one hash are the same text:
 * of 128 bits that is no risk.
 */
#ifndef GORGE_BASE_HASH_INDEX_H
#define GORGE_BASE_HASH_INDEX_H

#include "base/hash.h"

/* Zeroed is empty. */
struct hash_index {
	struct hash_slot
		*slots; /* open addressing; slot_count is 0 or a power of 2, and twice `count` at least */
	size_t count, slot_count;
};

/* The number under the key; puts `number`, which is below SIZE_MAX, there when there is none. */
size_t hash_index_put(struct hash_index *index, struct hash key, size_t number);
/* The number under the key, or SIZE_MAX. */
size_t hash_index_find(const struct hash_index *index, struct hash key);
void hash_index_dispose(struct hash_index *index); /* the index is empty again */
#define CLEANUP_HASH_INDEX __attribute__((cleanup(hash_index_dispose)))

#endif
