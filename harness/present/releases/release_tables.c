/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/releases/release_tables.h"
#include "base/memory.h"
#include "present/format.h"
#include "present/laws/law_tables.h"

#include <math.h>
#include <stdlib.h>

char *
format_change(char *out, double ratio)
{
	double percent = 100 * (ratio - 1);

	if (fabs(percent) < 0.05)
		percent = 0;
	(void)snprintf(out, FORMAT_BYTES, "%+.1f%%", percent);
	return out;
}

static enum tone
tone_of(enum change_verdict verdict)
{
	static const enum tone tones[CHANGE_VERDICT_COUNT] = {TONE_BAD, TONE_GOOD, TONE_PLAIN, TONE_FAINT};

	return tones[verdict];
}

char *
format_interval(char *out, const struct ratio *ratio)
{
	char low[FORMAT_BYTES], high[FORMAT_BYTES];

	(void)snprintf(out, FORMAT_BYTES, "%.28s to %.28s", format_change(low, ratio->low),
		format_change(high, ratio->high));
	return out;
}

static void
add_verdict(const struct change *change, struct grid *grid)
{
	const char *name = change_verdict_name(change->verdict);

	if (change->verdict == CHANGE_UNCLEAR && change->more > 0)
		grid_add_toned(grid, tone_of(change->verdict), "%s: needs %s%zu more", name,
			change->more == CHANGE_MORE_MOST ? "over " : "", change->more);
	else
		grid_add_toned(grid, tone_of(change->verdict), "%s", name);
}

static void
add_change(const struct compared *compared, const char *label, const struct change *change, struct grid *grid)
{
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", label);
	grid_add(grid, "%s", format_quantity(text, compared->metric.unit, change->old_median));
	grid_add(grid, "%s", format_quantity(text, compared->metric.unit, change->new_median));
	grid_add(grid, "%s", change->has_ratio ? format_change(text, change->ratio.value) : "-");
	grid_add(grid, "%s", change->has_ratio && change->tested ? format_interval(text, &change->ratio) : "-");
	if (change->tested)
		grid_add(grid, "%.2g", change->adjusted_p);
	else
		grid_add(grid, "-");
	grid_add(grid, "%zu, %zu", change->sample.old_count, change->sample.new_count);
	add_verdict(change, grid);
}

/* What qsort() needs to know to order indices of changes. */
struct ranked {
	const struct change *change;
	size_t cell;
};

/* By verdict, then by the size of the change. */
static int
compare_ranked(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;
	double far_left = fabs(log(left->change->ratio.value)), far_right = fabs(log(right->change->ratio.value));

	if (left->change->verdict != right->change->verdict)
		return (int)left->change->verdict - (int)right->change->verdict;
	if (left->change->has_ratio && right->change->has_ratio && far_left != far_right)
		return far_left < far_right ? 1 : -1;
	return (left->cell > right->cell) - (left->cell < right->cell);
}

void
table_of_changes(const struct releases *releases, size_t metric, bool all, size_t most, struct grid *grid)
{
	static const struct grid_column columns[] = {{"cell", true}, {"old", false}, {"new", false},
		{"change", false}, {"95% interval", false}, {"p adjusted", false}, {"runs", false},
		{"verdict", true}};
	const struct compared *compared = releases_step(releases, 0, metric);
	CLEANUP_FREE struct ranked *order = memory_zeroed(compared->count, sizeof *order);
	size_t shown[CHANGE_VERDICT_COUNT] = {0};

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < compared->count; i++)
		order[i] = (struct ranked){&compared->changes[i], compared->cells[i]};
	qsort(order, compared->count, sizeof *order, compare_ranked);
	for (size_t i = 0; i < compared->count; i++) {
		enum change_verdict verdict = order[i].change->verdict;
		if ((all || verdict <= CHANGE_BETTER) && (most == 0 || shown[verdict]++ < most))
			add_change(compared, releases->sides.cells[order[i].cell].label, order[i].change, grid);
	}
}

void
wide_columns_of(const struct sides *sides, const char *title, size_t first, bool left,
	struct wide_columns *columns, struct grid *grid)
{
	size_t count = sides->count - first;

	columns->items = memory_zeroed(count + 1, sizeof *columns->items);
	columns->items[0] = (struct grid_column){title, true};
	for (size_t i = 0; i < count; i++)
		columns->items[i + 1] = (struct grid_column){sides->items[first + i].name, left};
	*grid = (struct grid){.columns = columns->items, .column_count = count + 1};
}

static void
add_mean(const struct releases *releases, size_t step, size_t metric, struct grid *grid)
{
	const struct compared *compared = releases_step(releases, step, metric);
	char value[FORMAT_BYTES], interval[FORMAT_BYTES];
	bool worse = compared_mean_is_worse(compared, releases->threshold);

	if (compared->mean_cells == 0)
		grid_add(grid, "-");
	else if (!compared->tested)
		grid_add_toned(grid, TONE_FAINT, "%s (too few runs)", format_change(value, compared->mean.value));
	else
		grid_add_toned(grid, worse ? TONE_BAD : TONE_PLAIN, "%s (%s)",
			format_change(value, compared->mean.value), format_interval(interval, &compared->mean));
}

void
table_of_means(const struct releases *releases, struct wide_columns *columns, struct grid *grid)
{
	wide_columns_of(&releases->sides, "metric", 1, false, columns, grid);
	for (size_t metric = 0; metric < releases->metric_count; metric++) {
		grid_add(grid, "%s", releases->metrics[metric].says);
		for (size_t step = 0; step < releases_steps(releases); step++)
			add_mean(releases, step, metric, grid);
	}
}

static bool
changed_anywhere(const struct releases *releases, size_t metric, size_t cell)
{
	for (size_t step = 0; step < releases_steps(releases); step++) {
		const struct change *change = compared_cell(releases_step(releases, step, metric), cell);
		if (change && change->verdict <= CHANGE_BETTER)
			return true;
	}
	return false;
}

static void
add_side(const struct releases *releases, size_t metric, size_t cell, size_t side, struct grid *grid)
{
	const struct side_point *place = &releases->sides.cells[cell].sides[side];
	const struct metric *by = &releases->metrics[metric];
	const struct change *change =
		side > 0 ? compared_cell(releases_step(releases, side - 1, metric), cell) : NULL;
	const char *failure = sides_failure(&releases->sides, &releases->sides.cells[cell], side);
	char text[FORMAT_BYTES], percent[FORMAT_BYTES];
	double median;

	if (!place->point || !metric_median(by, &releases->sides.items[side].runs, place->point, &median))
		grid_add_toned(grid, TONE_FAINT, "%s", failure ? failure : "-");
	else if (!change || !change->has_ratio)
		grid_add(grid, "%s", format_quantity(text, by->unit, median));
	else
		grid_add_toned(grid, tone_of(change->verdict), "%s %s%s%s", format_quantity(text, by->unit, median),
			format_change(percent, change->ratio.value), change->verdict <= CHANGE_BETTER ? " " : "",
			change->verdict <= CHANGE_BETTER ? change_verdict_name(change->verdict) : "");
}

void
table_of_releases(
	const struct releases *releases, size_t metric, bool all, struct wide_columns *columns, struct grid *grid)
{
	wide_columns_of(&releases->sides, "cell", 0, true, columns, grid);
	for (size_t cell = 0; cell < releases->sides.cell_count; cell++) {
		if (!all && !changed_anywhere(releases, metric, cell))
			continue;
		grid_add(grid, "%s", releases->sides.cells[cell].label);
		for (size_t side = 0; side < releases->sides.count; side++)
			add_side(releases, metric, cell, side, grid);
	}
}

static void
add_law(struct series_law *law, struct grid *grid)
{
	char exponent[FORMAT_BYTES];

	if (law->known && has_exponent(&law->choice))
		series_law_draw(law);
	if (!law->known)
		grid_add_toned(grid, TONE_FAINT, "too few sizes");
	else if (has_exponent(&law->choice) && !law->choice.gap.found)
		grid_add(grid, "%s %s", law_choice_name(&law->choice), format_exponent(exponent, &law->choice));
	else
		grid_add(grid, "%s", law_choice_name(&law->choice));
}

static void
add_law_step(struct pattern_law *law, size_t side, struct grid *grid)
{
	const struct history_step *step = &law->history.steps[side];
	char size[FORMAT_BYTES];

	grid_add(grid, "%s", law->pattern);
	grid_add(grid, "%s", step->go_version);
	add_law(law->history.steps[step->compared ? step->earlier : side - 1].law, grid);
	add_law(step->law, grid);
	if (!step->compared) {
		grid_end_row(grid);
		return;
	}
	grid_add(grid, "%s=%s", law->axis, format_size(size, step->change.to));
	add_law_ratio(&step->change.largest, grid);
	add_law_verdict(&step->change, grid);
}

/* Largest first. */
static int
compare_far(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left < right) - (left > right);
}

static double
far(const struct history_step *step)
{
	return step->change.largest.value > 0 ? fabs(log(step->change.largest.value)) : HUGE_VAL;
}

/* How far a change of that verdict has to go to be one of the farthest `most`. */
static double
least_shown(const struct pattern_laws *found, enum law_verdict verdict, size_t most)
{
	double *fars = NULL, least = 0;
	size_t count = 0, capacity = 0;

	for (size_t i = 0; i < found->count; i++)
		for (size_t side = 1; side < found->items[i].history.count; side++) {
			const struct history_step *step = &found->items[i].history.steps[side];
			if (!history_step_changed(step) || step->change.verdict != verdict)
				continue;
			fars = memory_grow(fars, count, &capacity, sizeof *fars);
			fars[count++] = far(step);
		}
	if (count > most) {
		qsort(fars, count, sizeof *fars, compare_far);
		least = fars[most - 1];
	}
	free(fars);
	return least;
}

/* What is still to be shown of each verdict, and how far it has to go. */
struct quota {
	double least[LAW_VERDICT_COUNT];
	size_t left[LAW_VERDICT_COUNT], left_out;
};

static bool
takes(struct quota *quota, const struct history_step *step)
{
	enum law_verdict verdict = step->change.verdict;
	bool taken = history_step_changed(step) && quota->left[verdict] > 0 && far(step) >= quota->least[verdict];

	quota->left[verdict] -= taken;
	quota->left_out += history_step_changed(step) && !taken;
	return taken;
}

size_t
table_of_pattern_laws(
	const struct releases *releases, size_t metric, bool all, size_t most, struct grid *grid)
{
	static const struct grid_column columns[] = {{"pattern", true}, {"since", true},
		{"law and exponent before", true}, {"now", true}, {"at the largest size", false}, {"times", false},
		{"change", true}};
	const struct pattern_laws *found = &releases->laws[metric];
	struct quota quota = {0};

	*grid = GRID_OF(columns);
	for (enum law_verdict verdict = 0; !all && verdict < LAW_VERDICT_COUNT; verdict++) {
		quota.least[verdict] = least_shown(found, verdict, most);
		quota.left[verdict] = most;
	}
	for (size_t i = 0; i < found->count; i++) {
		for (size_t side = 1; side < releases->sides.count; side++) {
			if (!all && !takes(&quota, &found->items[i].history.steps[side]))
				continue;
			pattern_law_recall(&found->items[i]);
			add_law_step(&found->items[i], side, grid);
		}
		pattern_law_forget(&found->items[i]);
	}
	return quota.left_out;
}

/* "12 of 12 ok" or "oom, 5 of 12 ok". */
static void
append_runs(const struct sides *sides, const struct side_cell *cell, size_t side, struct text *text)
{
	const struct point *point = cell->sides[side].point;
	const char *failure = sides_failure(sides, cell, side);

	text_append_format(
		text, "%s%s%zu of %zu ok", failure ? failure : "", failure ? ", " : "", point->ok, point->row_count);
}

static void
add_fate(
	const struct sides *sides, const struct side_cell *cell, size_t side, enum fate fate, struct grid *grid)
{
	CLEANUP_TEXT struct text text = {0};

	append_runs(sides, cell, side, &text);
	text_append(&text, "; was ");
	append_runs(sides, cell, side - 1, &text);
	grid_add_toned(grid, fate == FATE_REPAIRED ? TONE_GOOD : TONE_BAD, "%s", text_string(&text));
}

void
table_of_fates(const struct releases *releases, struct grid *grid)
{
	static const struct grid_column columns[] = {{"cell", true}, {"on", true}, {"now", true}};
	const struct sides *sides = &releases->sides;

	*grid = GRID_OF(columns);
	for (size_t side = 1; side < sides->count; side++)
		for (size_t i = 0; i < sides->cell_count; i++) {
			const struct side_cell *cell = &sides->cells[i];
			enum fate fate = cell_fate(sides, cell, side - 1, side);
			if (fate == FATE_SAME)
				continue;
			grid_add(grid, "%s", cell->label);
			grid_add(grid, "%s", sides->items[side].name);
			add_fate(sides, cell, side, fate, grid);
		}
}
