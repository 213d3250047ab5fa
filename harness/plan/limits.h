/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run may take at most: the settings `memory` and `timeout` of its cell as numbers.
 */
#ifndef GORGE_PLAN_LIMITS_H
#define GORGE_PLAN_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

/* "4Gi" or "90%": exactly one of them is above 0. */
struct memory_limit {
	uint64_t bytes;
	double share; /* of the memory that gorge itself may use */
};

/* False for what is neither, and for a share of nothing or of more than all. */
bool memory_limit_parse(const char *text, struct memory_limit *limit);
/* In bytes, where gorge may use so many. */
uint64_t memory_limit_bytes(struct memory_limit limit, uint64_t usable_bytes);
/* "90s", "30m"; false for no time, and for none at all. */
bool timeout_parse(const char *text, uint64_t *timeout_ns);

#endif
