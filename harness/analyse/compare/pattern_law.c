/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/pattern_law.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

/* The cells of one pattern, which stand side by side: from..to of those of all sides. */
struct pattern_cells {
	const struct sides *sides;
	size_t from, to;
	const struct metric *metric;
};

/* Every ok run of one side; x and y have room for them. */
static size_t
collect_runs(const struct pattern_cells *cells, size_t side, double *x, double *y)
{
	const struct sides *sides = cells->sides;
	size_t count = 0;

	for (size_t i = cells->from; i < cells->to; i++) {
		const struct point *point = sides->cells[i].sides[side].point;
		size_t runs = point ? metric_values(cells->metric, &sides->items[side].runs, point, y + count) : 0;
		for (; runs > 0; runs--)
			x[count++] = sides->cells[i].size;
	}
	return count;
}

static size_t
count_rows(const struct pattern_cells *cells, size_t side)
{
	size_t rows = 0;

	for (size_t i = cells->from; i < cells->to; i++) {
		const struct point *point = cells->sides->cells[i].sides[side].point;
		rows += point ? point->row_count : 0;
	}
	return rows;
}

static void
choose_law(const struct pattern_cells *cells, size_t side, struct series_law *law)
{
	size_t rows = count_rows(cells, side);
	CLEANUP_FREE double *x = memory_zeroed(rows, sizeof *x);
	CLEANUP_FREE double *y = memory_zeroed(rows, sizeof *y);
	struct law_points points = {
		x, y, collect_runs(cells, side, x, y), cells->sides->cells[cells->from].pattern};
	struct law_options options = {.seed = side + 1};
	struct error err = ERROR_INIT;

	law->known = law_choose(&points, &options, &law->choice, &err);
	(void)snprintf(law->why, sizeof law->why, "%.255s", law->known ? "" : err.why);
}

static void
add_pattern(const struct pattern_cells *cells, struct pattern_laws *found)
{
	const struct sides *sides = cells->sides;
	const struct side_cell *cell = &sides->cells[cells->from];
	size_t first = side_cell_first(cell);
	struct pattern_law law = {.pattern = cell->pattern,
		.axis = growth_axis_name(&sides->items[first].growth, cell->sides[first].series),
		.laws = memory_zeroed(sides->count, sizeof *law.laws),
		.history = {.steps = memory_zeroed(sides->count, sizeof *law.history.steps), .count = sides->count}};

	for (size_t side = 0; side < sides->count; side++) {
		choose_law(cells, side, &law.laws[side]);
		law.history.steps[side].law = &law.laws[side];
		law.history.steps[side].go_version = sides->items[side].name;
	}
	history_compare(&law.history);
	found->items = memory_grow(found->items, found->count, &found->capacity, sizeof *found->items);
	found->items[found->count++] = law;
}

void
pattern_laws_find(const struct sides *sides, const struct metric *metric, struct pattern_laws *found)
{
	*found = (struct pattern_laws){0};
	for (size_t from = 0, to; from < sides->cell_count; from = to) {
		for (to = from + 1; to < sides->cell_count; to++)
			if (!text_equal(sides->cells[to].pattern, sides->cells[from].pattern))
				break;
		if (to - from > 1)
			add_pattern(&(struct pattern_cells){sides, from, to, metric}, found);
	}
}

void
pattern_laws_dispose(struct pattern_laws *found)
{
	for (size_t i = 0; i < found->count; i++) {
		for (size_t side = 0; side < found->items[i].history.count; side++)
			law_choice_dispose(&found->items[i].laws[side].choice);
		free(found->items[i].laws);
		free(found->items[i].history.steps);
	}
	free(found->items);
	*found = (struct pattern_laws){0};
}

size_t
pattern_laws_count(const struct pattern_laws *found, size_t side, enum law_verdict verdict)
{
	size_t count = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct history_step *step = &found->items[i].history.steps[side];
		count += verdict == (step->compared ? step->change.verdict : LAW_VERDICT_COUNT);
	}
	return count;
}

bool
history_step_changed(const struct history_step *step)
{
	const enum law_verdict verdict = step->change.verdict;

	return step->compared && ((verdict != LAW_SAME && verdict != LAW_UNCLEAR) || step->change.other_law);
}
