/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs that were cut short were at work on, package by package.
 */
#ifndef GORGE_PRESENT_EXPORTS_LOSSES_H
#define GORGE_PRESENT_EXPORTS_LOSSES_H

#include "record/ends/culprit.h"

/* One tool at one package in the runs of one group. */
struct loss {
	size_t group;
	char *tool, *package; /* owned; "" = not told */
	size_t culprit;       /* runs that died of it, or were cut short while it was at work most (culprit.h) */
	size_t beside;        /* runs that were cut short while it was alive */
	uint64_t bytes;       /* the largest that it was last seen at in these; 0 = not known */
	bool shown;           /* for the caller */
};

struct losses {
	struct loss *items; /* in the order in which they came up */
	size_t count, capacity;
};

/* Counts in what one run died of. */
void losses_add(struct losses *losses, size_t group, const struct culprit *culprit);
/* The one of that tool and package in a group, or NULL. */
struct loss *losses_find(const struct losses *losses, size_t group, const char *tool, const char *package);
void losses_dispose(struct losses *losses);

#endif
