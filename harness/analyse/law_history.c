/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/law_history.h"
#include "base/memory.h"
#include "toolchain/release.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
series_laws_release(struct series_laws *found)
{
	for (size_t i = 0; i < found->count; i++)
		law_choice_release(&found->items[i].choice);
	free(found->items);
	*found = (struct series_laws){0};
}

/* A series' key without the lines that name its toolchain; the caller frees it. */
static char *
key_without_release(const struct series *series)
{
	static const char *const release[] = {"go_version=", "go_id="};
	struct text key = {0};

	for (const char *line = series->key; *line;) {
		size_t length = strcspn(line, "\n");
		if (!text_starts_with(line, release[0]) && !text_starts_with(line, release[1]))
			text_append_format(&key, "%.*s\n", (int)length, line);
		line += length + (line[length] == '\n');
	}
	return key.data ? key.data : memory_copy_text("");
}

static bool
differ_in_release_only(const struct series *a, const struct series *b)
{
	CLEANUP_FREE char *left = key_without_release(a), *right = key_without_release(b);

	return a->axis == b->axis && text_equal(left, right);
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

static int
compare_steps(const void *a, const void *b)
{
	const struct history_step *left = a, *right = b;
	struct error err = ERROR_INIT;
	struct release ours, theirs;
	bool known = release_parse(left->go_version, &ours, &err);
	bool both = release_parse(right->go_version, &theirs, &err);

	if (known && both)
		return release_compare(&ours, &theirs);
	return known != both ? (known ? -1 : 1) : strcmp(left->go_version, right->go_version);
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

void
histories_find(const struct growth *growth, const struct table *runs, const struct series_laws *found,
	struct histories *histories)
{
	CLEANUP_FREE bool *placed = memory_zeroed(found->count, sizeof *placed);

	*histories = (struct histories){0};
	for (size_t first = 0; first < found->count; first++) {
		struct history history = {0};
		for (size_t i = first; i < found->count; i++) {
			if (placed[i] || !differ_in_release_only(&growth->series[first], &growth->series[i]))
				continue;
			placed[i] = true;
			add_step(&history, growth, runs, &found->items[i]);
		}
		if (history.count < 2 || !has_law(&history)) {
			free(history.steps);
			continue;
		}
		qsort(history.steps, history.count, sizeof *history.steps, compare_steps);
		history_compare(&history);
		histories->items =
			memory_grow(histories->items, histories->count, &histories->capacity, sizeof *histories->items);
		histories->items[histories->count++] = history;
	}
}

void
histories_release(struct histories *histories)
{
	for (size_t i = 0; i < histories->count; i++)
		free(histories->items[i].steps);
	free(histories->items);
	*histories = (struct histories){0};
}
