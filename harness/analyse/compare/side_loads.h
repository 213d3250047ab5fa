/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Under what loads two sides were measured.
 */
#ifndef GORGE_ANALYSE_SIDE_LOADS_H
#define GORGE_ANALYSE_SIDE_LOADS_H

#include "analyse/compare/sides.h"
#include "analyse/series/load.h"

struct side_loads {
	double first, second; /* the share of the processors that others used, over the cells that both have */
	bool known;           /* false: a side does not tell */
	bool differ;          /* loads_differ() */
};

struct side_loads side_loads_of(const struct sides *sides, size_t first, size_t second);

#endif
