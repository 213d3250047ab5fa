/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/law_history.h"
#include "base/hash.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

static struct law_curve
curve_of(const struct series *series, enum run_column metric)
{
	struct law_curve curve = {.x = memory_zeroed(series->point_count, sizeof *curve.x),
		.y = memory_zeroed(series->point_count, sizeof *curve.y)};

	curve.count = series_points(series, metric, curve.x, curve.y);
	return curve;
}

void
series_laws_find(
	const struct growth *growth, const struct table *runs, enum run_column metric, struct series_laws *found)
{
	*found = (struct series_laws){.items = memory_zeroed(growth->series_count, sizeof *found->items)};
	for (size_t s = 0; s < growth->series_count; s++) {
		struct series_law *law = &found->items[found->count++];
		struct law_options options = {.seed = hash_text(growth->series[s].key).low};
		struct error err = ERROR_INIT;
		law->series = s;
		law->known = series_choose(&growth->series[s], runs, metric, &options, &law->choice, &err);
		law->curve = curve_of(&growth->series[s], metric);
		(void)snprintf(law->why, sizeof law->why, "%.255s", law->known ? "" : err.why);
	}
}

void
series_law_dispose(struct series_law *law)
{
	law_choice_dispose(&law->choice);
	free(law->curve.x);
	free(law->curve.y);
}

void
series_laws_dispose(struct series_laws *found)
{
	for (size_t i = 0; i < found->count; i++)
		series_law_dispose(&found->items[i]);
	free(found->items);
	*found = (struct series_laws){0};
}

static void
add_step(struct history *history, const struct growth *growth, const struct table *runs,
	const struct series_law *law)
{
	const struct series *series = &growth->series[law->series];
	size_t column = table_column(runs, run_columns[COLUMN_go_version].name);

	history->steps = memory_grow(history->steps, history->count, &history->capacity, sizeof *history->steps);
	history->steps[history->count++] =
		(struct history_step){.law = law, .go_version = table_text(runs, series->row, column)};
}

void
history_compare(struct history *history)
{
	size_t earlier = SIZE_MAX;

	for (size_t i = 0; i < history->count; i++) {
		struct history_step *step = &history->steps[i];
		if (!step->law->known)
			continue;
		if (earlier != SIZE_MAX) {
			law_compare(&history->steps[earlier].law->choice, &step->law->choice, LAW_CHANGE_CONFIDENCE,
				&step->change);
			step->compared = step->change.from < step->change.to;
			step->paired = step->compared &&
						   law_pair_fit(&history->steps[earlier].law->curve, &step->law->curve, &step->pair);
			step->earlier = earlier;
		}
		earlier = i;
	}
}

static bool
is_same_step(const struct history *history, const struct history_step *step, const struct history *others,
	const struct history_step *other)
{
	return other->paired && text_equal(step->go_version, other->go_version) &&
		   text_equal(history->steps[step->earlier].go_version, others->steps[other->earlier].go_version);
}

/* What all pairs of the same two releases scatter by. */
static struct spread
prior_of(struct history *const *histories, size_t count, const struct history *history,
	const struct history_step *step)
{
	struct spread prior, *spreads = NULL;
	size_t used = 0, capacity = 0;

	for (size_t h = 0; h < count; h++)
		for (size_t i = 0; i < histories[h]->count; i++) {
			const struct history_step *other = &histories[h]->steps[i];
			if (!is_same_step(history, step, histories[h], other))
				continue;
			spreads = memory_grow(spreads, used, &capacity, sizeof *spreads);
			spreads[used++] = other->pair.spread;
		}
	prior = spread_prior(spreads, used);
	free(spreads);
	return prior;
}

/* What only the laws tell apart stays: where runs are many and follow their laws, these know a curve better
 * than its medians do. */
static void
judge_step(
	struct history *const *histories, size_t count, const struct history *history, struct history_step *step)
{
	struct spread spread = spread_shrunk(step->pair.spread, prior_of(histories, count, history, step));
	struct law_change change = step->change;

	law_pair_judge(&step->pair, &spread, LAW_CHANGE_CONFIDENCE, &change);
	if (law_verdict_is_change(change.verdict))
		change.other_law = change.other_law || law_is_another(&history->steps[step->earlier].law->choice,
												   &step->law->choice, &change);
	else if (law_verdict_is_change(step->change.verdict))
		return;
	step->change = change;
}

void
histories_judge(struct history *const *histories, size_t count)
{
	for (size_t h = 0; h < count; h++)
		for (size_t i = 0; i < histories[h]->count; i++)
			if (histories[h]->steps[i].paired)
				judge_step(histories, count, histories[h], &histories[h]->steps[i]);
}

static bool
has_law(const struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		if (history->steps[i].law->known)
			return true;
	return false;
}

static void
add_history(struct histories *histories, const struct growth *growth, const struct table *runs,
	const struct series_laws *found, const struct family *family)
{
	struct history history = {0};

	for (size_t i = 0; i < family->count; i++)
		add_step(&history, growth, runs, &found->items[family->series[i]]);
	if (!has_law(&history)) {
		free(history.steps);
		return;
	}
	history_compare(&history);
	histories->items =
		memory_grow(histories->items, histories->count, &histories->capacity, sizeof *histories->items);
	histories->items[histories->count++] = history;
}

static void
judge_all(struct histories *histories)
{
	CLEANUP_FREE struct history **all = memory_zeroed(histories->count + 1, sizeof(struct history *));

	for (size_t i = 0; i < histories->count; i++)
		all[i] = &histories->items[i];
	histories_judge(all, histories->count);
}

void
histories_find(const struct growth *growth, const struct table *runs, const struct families *families,
	const struct series_laws *found, struct histories *histories)
{
	*histories = (struct histories){0};
	for (size_t f = 0; f < families->count; f++)
		if (families->items[f].count > 1)
			add_history(histories, growth, runs, found, &families->items[f]);
	judge_all(histories);
}

void
histories_dispose(struct histories *histories)
{
	for (size_t i = 0; i < histories->count; i++)
		free(histories->items[i].steps);
	free(histories->items);
	*histories = (struct histories){0};
}
