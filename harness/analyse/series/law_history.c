/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/law_history.h"
#include "analyse/series/series_runs.h"
#include "base/hash.h"
#include "base/hash_index.h"
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
		const struct series *series = &growth->series[s];
		struct series_law *law = &found->items[found->count++];
		struct error err = ERROR_INIT;
		*law = (struct series_law){.series = s,
			.what = series->label,
			.seed = hash_text(series->key).low,
			.curve = curve_of(series, metric)};
		if (series_runs(series, runs, metric, &law->runs, &err))
			series_law_choose(law);
		else
			(void)snprintf(law->why, sizeof law->why, "%.255s", err.why);
	}
}

static bool
choose(struct series_law *law, bool brief, struct error *err)
{
	const struct law_points points = {law->runs.x, law->runs.y, law->runs.count, law->what};
	const struct law_options options = {
		.seed = law->seed, .brief = brief, .floors = {law->runs.floors[0], law->runs.floors[1]}};

	return law_choose(&points, &options, &law->choice, err);
}

void
series_law_choose(struct series_law *law)
{
	struct error err = ERROR_INIT;

	law->known = choose(law, true, &err);
	(void)snprintf(law->why, sizeof law->why, "%.255s", law->known ? "" : err.why);
}

void
series_law_draw(struct series_law *law)
{
	struct error none = ERROR_INIT;

	if (!law->known || law->choice.draws)
		return;
	law_choice_dispose(&law->choice);
	law->known = choose(law, false, &none);
}

void
series_laws_draw(struct series_laws *found, size_t most)
{
	for (size_t i = 0, drawn = 0; i < found->count && drawn < most; i++) {
		series_law_draw(&found->items[i]);
		drawn += found->items[i].known;
	}
}

void
series_law_dispose(struct series_law *law)
{
	law_choice_dispose(&law->choice);
	free(law->curve.x);
	free(law->curve.y);
	free(law->runs.x);
	free(law->runs.y);
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
add_step(
	struct history *history, const struct growth *growth, const struct table *runs, struct series_law *law)
{
	const struct series *series = &growth->series[law->series];
	size_t column = table_column(runs, run_columns[COLUMN_go_version].name);

	history->steps = memory_grow(history->steps, history->count, &history->capacity, sizeof *history->steps);
	history->steps[history->count++] =
		(struct history_step){.law = law, .go_version = table_text(runs, series->row, column)};
}

static void
compare_step(const struct history_step *earlier, struct history_step *step)
{
	const struct law_choice *before = &earlier->law->choice, *after = &step->law->choice;

	step->compared = law_span(before, after, &step->change);
	step->paired = step->compared && law_pair_fit(&earlier->law->curve, &step->law->curve, &step->pair);
	step->laws_may_differ = law_may_differ(before, after, LAW_CHANGE_CONFIDENCE);
	step->other_choice = before->law != after->law;
}

void
history_compare(struct history *history)
{
	size_t earlier = SIZE_MAX;

	for (size_t i = 0; i < history->count; i++) {
		struct history_step *step = &history->steps[i];
		step->known = step->law->known;
		if (!step->known)
			continue;
		if (earlier != SIZE_MAX) {
			step->earlier = earlier;
			compare_step(&history->steps[earlier], step);
		}
		earlier = i;
	}
}

/* Pairs of the same two releases. */
struct release_pairs {
	struct hash_index numbers; /* by both names */
	struct release_pair {
		struct spread *spreads, prior;
		size_t count, capacity;
	} * items;
	size_t count, capacity;
};

/* The index of the pair that a step is of; one past the last when it is the first of its kind. */
static size_t
pair_of(struct release_pairs *pairs, const struct history *history, const struct history_step *step)
{
	CLEANUP_FREE char *names =
		text_format("%s\n%s", history->steps[step->earlier].go_version, step->go_version);

	return hash_index_put(&pairs->numbers, hash_text(names), pairs->count);
}

static void
add_pair(struct release_pairs *pairs, const struct history *history, const struct history_step *step)
{
	size_t number = pair_of(pairs, history, step);
	struct release_pair *pair;

	if (number == pairs->count) {
		pairs->items = memory_grow(pairs->items, pairs->count, &pairs->capacity, sizeof *pairs->items);
		pairs->items[pairs->count++] = (struct release_pair){0};
	}
	pair = &pairs->items[number];
	pair->spreads = memory_grow(pair->spreads, pair->count, &pair->capacity, sizeof *pair->spreads);
	pair->spreads[pair->count++] = step->pair.spread;
}

/* What all pairs of the same two releases scatter by. */
static void
find_priors(struct release_pairs *pairs, struct history *const *histories, size_t count)
{
	for (size_t h = 0; h < count; h++)
		for (size_t i = 0; i < histories[h]->count; i++)
			if (histories[h]->steps[i].paired)
				add_pair(pairs, histories[h], &histories[h]->steps[i]);
	for (size_t p = 0; p < pairs->count; p++)
		pairs->items[p].prior = spread_prior(pairs->items[p].spreads, pairs->items[p].count);
}

static void
release_pairs_dispose(struct release_pairs *pairs)
{
	for (size_t p = 0; p < pairs->count; p++)
		free(pairs->items[p].spreads);
	free(pairs->items);
	hash_index_dispose(&pairs->numbers);
}

/* A history that is judged. */
struct judged {
	struct history *history;
	size_t number;
	const struct law_keeper *keeper;
};

static const struct law_choice *
choice_of(const struct judged *judged, size_t step)
{
	if (!judged->history->steps[step].law && !judged->keeper)
		BUG("a history has neither laws nor who keeps them");
	if (!judged->history->steps[step].law)
		judged->keeper->recall(judged->keeper->context, judged->number);
	return &judged->history->steps[step].law->choice;
}

/* By their laws alone. */
static void
compare_laws(const struct judged *judged, const struct history_step *step, struct law_change *change)
{
	const struct law_choice *earlier = choice_of(judged, step->earlier);

	series_law_draw(judged->history->steps[step->earlier].law);
	series_law_draw(step->law);
	law_compare(earlier, &step->law->choice, LAW_CHANGE_CONFIDENCE, change);
}

static bool
is_another(const struct judged *judged, const struct history_step *step)
{
	const struct law_choice *earlier = choice_of(judged, step->earlier);

	return law_is_another(earlier, &step->law->choice, &step->change);
}

/* What only the laws tell apart stays: where runs are many and follow their laws, these know a curve better
 * than its medians do. */
static void
judge_pair(const struct judged *judged, struct history_step *step, const struct spread *prior)
{
	struct spread spread = spread_shrunk(step->pair.spread, *prior);
	struct law_change by_laws;

	law_pair_judge(&step->pair, &spread, LAW_CHANGE_CONFIDENCE, &step->change);
	if (law_verdict_is_change(step->change.verdict)) {
		step->change.other_law = step->other_choice && is_another(judged, step);
		return;
	}
	if (!step->laws_may_differ)
		return;
	compare_laws(judged, step, &by_laws);
	if (law_verdict_is_change(by_laws.verdict))
		step->change = by_laws;
}

static void
judge(const struct judged *judged, struct release_pairs *pairs)
{
	struct history *history = judged->history;

	for (size_t i = 0; i < history->count; i++) {
		struct history_step *step = &history->steps[i];
		if (step->paired)
			judge_pair(judged, step, &pairs->items[pair_of(pairs, history, step)].prior);
		else if (step->compared)
			compare_laws(judged, step, &step->change);
	}
}

void
histories_judge(struct history *const *histories, size_t count, const struct law_keeper *keeper)
{
	struct release_pairs pairs = {0};

	find_priors(&pairs, histories, count);
	for (size_t h = 0; h < count; h++) {
		judge(&(struct judged){histories[h], h, keeper}, &pairs);
		if (keeper)
			keeper->forget(keeper->context, h);
	}
	release_pairs_dispose(&pairs);
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
	histories_judge(all, histories->count, NULL);
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
