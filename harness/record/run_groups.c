/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/run_groups.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void
run_groups_add(struct run_groups *groups, const char *run_id, size_t group)
{
	groups->items = memory_grow(groups->items, groups->count, &groups->capacity, sizeof *groups->items);
	groups->items[groups->count++] = (struct run_group){run_id, group};
}

static int
by_run_id(const void *a, const void *b)
{
	return strcmp(((const struct run_group *)a)->run_id, ((const struct run_group *)b)->run_id);
}

void
run_groups_sort(struct run_groups *groups)
{
	if (groups->count > 1)
		qsort(groups->items, groups->count, sizeof *groups->items, by_run_id);
}

size_t
run_groups_find(const char *run_id, const void *context)
{
	const struct run_groups *groups = context;
	const struct run_group wanted = {.run_id = run_id}, *found = NULL;

	if (groups->count > 0)
		found = bsearch(&wanted, groups->items, groups->count, sizeof wanted, by_run_id);
	return found ? found->group : SIZE_MAX;
}

void
run_groups_dispose(struct run_groups *groups)
{
	free(groups->items);
	*groups = (struct run_groups){0};
}
