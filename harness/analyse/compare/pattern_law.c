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

struct level {
	double x, y;
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

static int
compare_sizes(const void *a, const void *b)
{
	const struct level *left = a, *right = b;

	return (left->x > right->x) - (left->x < right->x);
}

/* Cells stand in the order of their labels, not of their sizes. */
static void
collect_medians(const struct pattern_cells *cells, size_t side, struct law_curve *curve)
{
	const struct sides *sides = cells->sides;
	size_t most = cells->to - cells->from;
	CLEANUP_FREE struct level *levels = memory_zeroed(most, sizeof *levels);

	*curve =
		(struct law_curve){memory_zeroed(most, sizeof *curve->x), memory_zeroed(most, sizeof *curve->y), 0};
	for (size_t i = cells->from; i < cells->to; i++) {
		const struct point *point = sides->cells[i].sides[side].point;
		struct level *level = &levels[curve->count];
		if (point && metric_median(cells->metric, &sides->items[side].runs, point, &level->y)) {
			level->x = sides->cells[i].size;
			curve->count++;
		}
	}
	qsort(levels, curve->count, sizeof *levels, compare_sizes);
	for (size_t i = 0; i < curve->count; i++) {
		curve->x[i] = levels[i].x;
		curve->y[i] = levels[i].y;
	}
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
	collect_medians(cells, side, &law->curve);
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

static void
judge_all(struct pattern_laws *found)
{
	CLEANUP_FREE struct history **all = memory_zeroed(found->count + 1, sizeof(struct history *));

	for (size_t i = 0; i < found->count; i++)
		all[i] = &found->items[i].history;
	histories_judge(all, found->count);
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
	judge_all(found);
}

static void
heed_cell(const char *pattern, size_t side, struct pattern_laws *found)
{
	for (size_t i = 0; i < found->count; i++) {
		struct history_step *step = &found->items[i].history.steps[side];
		if (text_equal(found->items[i].pattern, pattern) && step->compared && step->earlier == side - 1 &&
			step->change.verdict == LAW_SAME)
			step->change.verdict = LAW_UNCLEAR;
	}
}

void
pattern_laws_heed_cells(
	const struct sides *sides, size_t side, const struct compared *compared, struct pattern_laws *found)
{
	for (size_t i = 0; i < compared->count; i++)
		if (compared->changes[i].verdict <= CHANGE_BETTER)
			heed_cell(sides->cells[compared->cells[i]].pattern, side, found);
}

void
pattern_laws_dispose(struct pattern_laws *found)
{
	for (size_t i = 0; i < found->count; i++) {
		for (size_t side = 0; side < found->items[i].history.count; side++)
			series_law_dispose(&found->items[i].laws[side]);
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
	return step->compared && (law_verdict_is_change(step->change.verdict) || step->change.other_law);
}
