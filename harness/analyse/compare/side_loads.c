/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/side_loads.h"

/* Cells that only one of the two has would weigh on its side alone. */
static struct load
load_of(const struct sides *sides, size_t side, size_t other)
{
	struct load load = {0};

	for (size_t i = 0; i < sides->cell_count; i++) {
		const struct point *point = sides->cells[i].sides[side].point;
		if (!point || !sides->cells[i].sides[other].point)
			continue;
		for (size_t row = 0; row < point->row_count; row++)
			load_add(&load, &sides->items[side].runs, point->rows[row]);
	}
	return load;
}

struct side_loads
side_loads_of(const struct sides *sides, size_t first, size_t second)
{
	struct load first_load = load_of(sides, first, second), second_load = load_of(sides, second, first);
	struct side_loads loads = {0};

	loads.known = load_share(&first_load, &loads.first) && load_share(&second_load, &loads.second);
	loads.differ = loads.known && loads_differ(loads.first, loads.second);
	return loads;
}
