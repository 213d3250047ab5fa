/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/pattern_law.h"
#include "base/hash_index.h"
#include "base/memory.h"

#include <stdlib.h>

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

	*law = (struct series_law){
		.runs = {.x = memory_zeroed(rows, sizeof(double)), .y = memory_zeroed(rows, sizeof(double))},
		.what = cells->sides->cells[cells->from].pattern,
		.seed = side + 1};
	law->runs.count = collect_runs(cells, side, law->runs.x, law->runs.y);
	series_law_choose(law);
	collect_medians(cells, side, &law->curve);
}

void
pattern_law_recall(struct pattern_law *law)
{
	size_t count = law->history.count;

	if (law->laws)
		return;
	law->laws = memory_zeroed(count, sizeof *law->laws);
	for (size_t side = 0; side < count; side++) {
		choose_law(&law->cells, side, &law->laws[side]);
		law->history.steps[side].law = &law->laws[side];
	}
}

void
pattern_law_forget(struct pattern_law *law)
{
	for (size_t side = 0; law->laws && side < law->history.count; side++) {
		series_law_dispose(&law->laws[side]);
		law->history.steps[side].law = NULL;
	}
	free(law->laws);
	law->laws = NULL;
}

static void
add_pattern(const struct pattern_cells *cells, struct pattern_laws *found)
{
	const struct sides *sides = cells->sides;
	const struct side_cell *cell = &sides->cells[cells->from];
	size_t first = side_cell_first(cell);
	struct pattern_law law = {.pattern = cell->pattern,
		.axis = growth_axis_name(&sides->items[first].growth, cell->sides[first].series),
		.cells = *cells,
		.history = {.steps = memory_zeroed(sides->count, sizeof *law.history.steps), .count = sides->count}};

	for (size_t side = 0; side < sides->count; side++)
		law.history.steps[side].go_version = sides->items[side].name;
	pattern_law_recall(&law);
	history_compare(&law.history);
	pattern_law_forget(&law);
	found->items = memory_grow(found->items, found->count, &found->capacity, sizeof *found->items);
	found->items[found->count++] = law;
}

static void
recall_laws(void *context, size_t number)
{
	struct pattern_laws *found = context;

	pattern_law_recall(&found->items[number]);
}

static void
forget_laws(void *context, size_t number)
{
	struct pattern_laws *found = context;

	pattern_law_forget(&found->items[number]);
}

static void
judge_all(struct pattern_laws *found)
{
	const struct law_keeper keeper = {found, recall_laws, forget_laws};
	CLEANUP_FREE struct history **all = memory_zeroed(found->count + 1, sizeof(struct history *));

	for (size_t i = 0; i < found->count; i++)
		all[i] = &found->items[i].history;
	histories_judge(all, found->count, &keeper);
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
heed_cell(size_t side, struct pattern_law *law)
{
	struct history_step *step = &law->history.steps[side];

	if (step->compared && step->earlier == side - 1 && step->change.verdict == LAW_SAME)
		step->change.verdict = LAW_UNCLEAR;
}

void
pattern_laws_heed_cells(
	const struct sides *sides, size_t side, const struct compared *compared, struct pattern_laws *found)
{
	CLEANUP_HASH_INDEX struct hash_index by_pattern = {0};

	for (size_t i = 0; i < found->count; i++)
		(void)hash_index_put(&by_pattern, hash_text(found->items[i].pattern), i);
	for (size_t i = 0; i < compared->count; i++) {
		const char *pattern = sides->cells[compared->cells[i]].pattern;
		size_t number = compared->changes[i].verdict <= CHANGE_BETTER
							? hash_index_find(&by_pattern, hash_text(pattern))
							: SIZE_MAX;
		if (number != SIZE_MAX)
			heed_cell(side, &found->items[number]);
	}
}

void
pattern_laws_dispose(struct pattern_laws *found)
{
	for (size_t i = 0; i < found->count; i++) {
		pattern_law_forget(&found->items[i]);
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
