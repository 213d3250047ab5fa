/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/packages.h"
#include "platform/file.h"
#include "base/memory.h"
#include "record/run_groups.h"
#include "record/tool_medians.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct package_class CLASSES[PACKAGE_CLASSES] = {
	{.name = "under 60 MB", .below_bytes = 60e6},
	{.name = "60 to 120 MB", .below_bytes = 120e6},
	{.name = "above 120 MB", .below_bytes = INFINITY},
};

static void
add_point(const struct table *runs, const struct point *point, size_t cell, struct run_groups *cells)
{
	for (size_t i = 0; i < point->row_count; i++)
		if (run_ended_ok(runs, point->rows[i]))
			run_groups_add(cells, run_text(runs, point->rows[i], COLUMN_run_id), cell);
}

/* The cell of each run of real code on a side. */
static void
group_real_code(const struct sides *sides, size_t side, struct run_groups *cells)
{
	for (size_t i = 0; i < sides->cell_count; i++) {
		const struct point *point = sides->cells[i].sides[side].point;
		if (point && sides_real_code(sides, &sides->cells[i]))
			add_point(&sides->items[side].runs, point, i, cells);
	}
	run_groups_sort(cells);
}

/* No medians when there is no real code, or no tools.csv. */
static bool
read_side(const struct sides *sides, size_t side, struct tool_medians *medians, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", sides->items[side].folder);
	CLEANUP_RUN_GROUPS struct run_groups cells = {0};

	*medians = (struct tool_medians){0};
	group_real_code(sides, side, &cells);
	if (cells.count == 0 || !file_exists(path))
		return true;
	return tool_medians_read(path, &(struct tool_grouping){run_groups_find, &cells}, medians, err);
}

static int
compare_medians(const struct tool_median *a, const struct tool_median *b)
{
	int order = strcmp(a->package, b->package);

	return order != 0 ? order : (a->group > b->group) - (a->group < b->group);
}

static void
add_package(struct package_changes *changes, const struct tool_median *old, const struct tool_median *new)
{
	changes->items = memory_grow(changes->items, changes->count, &changes->capacity, sizeof *changes->items);
	changes->items[changes->count++] = (struct package_change){.cell = old->group,
		.package = memory_copy_text(old->package),
		.old_bytes = old->peak_bytes,
		.new_bytes = new->peak_bytes};
}

/* Both are by package, then cell. */
static void
join(const struct tool_medians *old, const struct tool_medians *new, struct package_changes *changes)
{
	for (size_t i = 0, j = 0; i < old->count && j < new->count;) {
		int order = compare_medians(&old->rows[i], &new->rows[j]);
		if (order == 0 && old->rows[i].peak_bytes > 0)
			add_package(changes, &old->rows[i], &new->rows[j]);
		i += order <= 0;
		j += order >= 0;
	}
}

static size_t
class_of(const struct package_change *change)
{
	size_t index = 0;

	while (change->old_bytes >= CLASSES[index].below_bytes)
		index++;
	return index;
}

static void
summarise_class(struct package_changes *changes, size_t index)
{
	struct package_class *class = &changes->classes[index];
	CLEANUP_FREE double *ratios = memory_zeroed(changes->count + 1, sizeof *ratios);
	struct random random = random_stream(3, index, 0);

	*class = CLASSES[index];
	for (size_t i = 0; i < changes->count; i++)
		if (class_of(&changes->items[i]) == index)
			ratios[class->count++] = changes->items[i].new_bytes / changes->items[i].old_bytes;
	if (class->count > 0)
		class->ratio = ratio_median(ratios, class->count, &random);
}

static int
compare_moves(const void *a, const void *b)
{
	const struct package_change *left = a, *right = b;
	double moved_left = fabs(left->new_bytes - left->old_bytes);
	double moved_right = fabs(right->new_bytes - right->old_bytes);

	if (moved_left != moved_right)
		return moved_left < moved_right ? 1 : -1;
	return strcmp(left->package, right->package);
}

bool
packages_compare(const struct sides *sides, size_t old_side, size_t new_side, struct package_changes *changes,
	struct error *err)
{
	struct tool_medians old, new;

	*changes = (struct package_changes){0};
	if (!read_side(sides, old_side, &old, err))
		return false;
	if (!read_side(sides, new_side, &new, err)) {
		tool_medians_dispose(&old);
		return false;
	}
	join(&old, &new, changes);
	tool_medians_dispose(&old);
	tool_medians_dispose(&new);
	for (size_t i = 0; i < PACKAGE_CLASSES; i++)
		summarise_class(changes, i);
	if (changes->count > 0)
		qsort(changes->items, changes->count, sizeof *changes->items, compare_moves);
	return true;
}

void
packages_dispose(struct package_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->items[i].package);
	free(changes->items);
	*changes = (struct package_changes){0};
}
