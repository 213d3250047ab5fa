/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash_index.h"
#include "base/memory.h"

#include <stdlib.h>

struct hash_slot {
	struct hash key;
	size_t number; /* and 1; 0 = free */
};

enum { SLOTS_AT_FIRST = 64 };

/* Of the key, or the free one where it belongs. */
static struct hash_slot *
slot_of(const struct hash_index *index, struct hash key)
{
	size_t mask = index->slot_count - 1, at = key.low & mask;

	while (index->slots[at].number != 0 && !hash_equal(index->slots[at].key, key))
		at = (at + 1) & mask;
	return &index->slots[at];
}

static void
grow(struct hash_index *index)
{
	struct hash_index larger = {.count = index->count};

	if (index->count * 2 < index->slot_count)
		return;
	larger.slot_count = index->slot_count ? index->slot_count * 2 : SLOTS_AT_FIRST;
	larger.slots = memory_zeroed(larger.slot_count, sizeof *larger.slots);
	for (size_t i = 0; i < index->slot_count; i++)
		if (index->slots[i].number != 0)
			*slot_of(&larger, index->slots[i].key) = index->slots[i];
	free(index->slots);
	*index = larger;
}

size_t
hash_index_put(struct hash_index *index, struct hash key, size_t number)
{
	struct hash_slot *slot;

	grow(index);
	slot = slot_of(index, key);
	if (slot->number == 0) {
		*slot = (struct hash_slot){key, number + 1};
		index->count++;
	}
	return slot->number - 1;
}

size_t
hash_index_find(const struct hash_index *index, struct hash key)
{
	return index->slot_count == 0 ? SIZE_MAX : slot_of(index, key)->number - 1;
}

void
hash_index_dispose(struct hash_index *index)
{
	free(index->slots);
	*index = (struct hash_index){0};
}
