/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/packages.h"
#include "base/file.h"
#include "base/memory.h"
#include "record/tool_medians.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct package_class CLASSES[PACKAGE_CLASSES] = {
	{.name = "under 60 MB", .below_bytes = 60e6},
	{.name = "60 to 120 MB", .below_bytes = 120e6},
	{.name = "above 120 MB", .below_bytes = INFINITY},
};

/* Which cell a run of one side belongs to. */
struct run_cell {
	const char *run_id;
	size_t cell;
};

struct run_cells {
	struct run_cell *items; /* by run_id */
	size_t count;
};

static int
compare_run_cells(const void *a, const void *b)
{
	return strcmp(((const struct run_cell *)a)->run_id, ((const struct run_cell *)b)->run_id);
}

static void
add_point(const struct table *runs, const struct point *point, size_t cell, struct run_cells *found)
{
	size_t column = table_column(runs, run_columns[COLUMN_run_id].name);

	for (size_t i = 0; i < point->row_count; i++)
		if (table_is(runs, point->rows[i], run_columns[COLUMN_outcome].name, "ok"))
			found->items[found->count++] = (struct run_cell){table_text(runs, point->rows[i], column), cell};
}

static struct run_cells
runs_of_real_code(const struct sides *sides, size_t side)
{
	const struct table *runs = &sides->items[side].runs;
	struct run_cells found = {.items = memory_zeroed(runs->row_count + 1, sizeof *found.items)};

	for (size_t i = 0; i < sides->cell_count; i++) {
		const struct point *point = sides->cells[i].sides[side].point;
		if (point && sides_real_code(sides, &sides->cells[i]))
			add_point(runs, point, i, &found);
	}
	qsort(found.items, found.count, sizeof *found.items, compare_run_cells);
	return found;
}

static size_t
cell_of_run(const char *run_id, const void *context)
{
	const struct run_cells *cells = context;
	struct run_cell wanted = {.run_id = run_id};
	const struct run_cell *found =
		bsearch(&wanted, cells->items, cells->count, sizeof *cells->items, compare_run_cells);

	return found ? found->cell : SIZE_MAX;
}

/* No medians when there is no real code, or no tools.csv. */
static bool
read_side(const struct sides *sides, size_t side, struct tool_medians *medians, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", sides->items[side].folder);
	struct run_cells cells = runs_of_real_code(sides, side);
	bool done = true;

	*medians = (struct tool_medians){0};
	if (cells.count > 0 && file_exists(path))
		done = tool_medians_read(path, cell_of_run, &cells, medians, err);
	free(cells.items);
	return done;
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
		tool_medians_release(&old);
		return false;
	}
	join(&old, &new, changes);
	tool_medians_release(&old);
	tool_medians_release(&new);
	for (size_t i = 0; i < PACKAGE_CLASSES; i++)
		summarise_class(changes, i);
	if (changes->count > 0)
		qsort(changes->items, changes->count, sizeof *changes->items, compare_moves);
	return true;
}

void
packages_release(struct package_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->items[i].package);
	free(changes->items);
	*changes = (struct package_changes){0};
}
