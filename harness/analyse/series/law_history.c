/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/law_history.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

void
series_laws_find(
	const struct growth *growth, const struct table *runs, enum run_column metric, struct series_laws *found)
{
	*found = (struct series_laws){.items = memory_zeroed(growth->series_count, sizeof *found->items)};
	for (size_t s = 0; s < growth->series_count; s++) {
		struct series_law *law = &found->items[found->count++];
		struct law_options options = {.seed = s + 1};
		struct error err = ERROR_INIT;
		law->series = s;
		law->known = series_choose(&growth->series[s], runs, metric, &options, &law->choice, &err);
		(void)snprintf(law->why, sizeof law->why, "%.255s", law->known ? "" : err.why);
	}
}

void
series_laws_dispose(struct series_laws *found)
{
	for (size_t i = 0; i < found->count; i++)
		law_choice_dispose(&found->items[i].choice);
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
			step->earlier = earlier;
		}
		earlier = i;
	}
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

void
histories_find(const struct growth *growth, const struct table *runs, const struct families *families,
	const struct series_laws *found, struct histories *histories)
{
	*histories = (struct histories){0};
	for (size_t f = 0; f < families->count; f++)
		if (families->items[f].count > 1)
			add_history(histories, growth, runs, found, &families->items[f]);
}

void
histories_dispose(struct histories *histories)
{
	for (size_t i = 0; i < histories->count; i++)
		free(histories->items[i].steps);
	free(histories->items);
	*histories = (struct histories){0};
}
