/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/endings.h"

#include "base/memory.h"
#include "present/format.h"
#include "present/report/culprit_words.h"
#include "record/ends/culprit_rows.h"

#include <stdlib.h>
#include <string.h>

/* Runs of one cell that died alike. */
struct ending {
	size_t row; /* the one whose culprit was largest */
	struct culprit culprit;
	size_t count;
};

/* Those of one point. */
struct endings {
	struct ending *items;
	size_t count;
};

static bool
are_alike(const struct table *runs, const struct ending *a, const struct ending *b)
{
	return a->culprit.how == b->culprit.how && text_equal(a->culprit.tool, b->culprit.tool) &&
		   text_equal(a->culprit.package, b->culprit.package) &&
		   text_equal(run_text(runs, a->row, COLUMN_outcome), run_text(runs, b->row, COLUMN_outcome));
}

/* Keeps the larger of two that are alike; disposes of the other. */
static void
join(struct ending *known, struct ending *fresh)
{
	struct ending smaller = *fresh;

	if (fresh->culprit.bytes > known->culprit.bytes) {
		smaller = *known;
		*known = *fresh;
		known->count = smaller.count;
	}
	known->count++;
	culprit_dispose(&smaller.culprit);
}

/* Takes the ending over. */
static void
endings_add(const struct table *runs, struct endings *endings, struct ending *ending)
{
	size_t i = 0;

	while (i < endings->count && !are_alike(runs, &endings->items[i], ending))
		i++;
	if (i < endings->count)
		join(&endings->items[i], ending);
	else
		endings->items[endings->count++] = *ending;
}

static struct endings
find_endings(const struct study *study, const struct point *point)
{
	struct endings endings = {memory_zeroed(point->row_count, sizeof(struct ending)), 0};

	for (size_t i = 0; i < point->row_count; i++) {
		struct ending ending = {.row = point->rows[i], .count = 1};
		culprit_of_row(&study->runs, ending.row, &study->tools, &ending.culprit);
		if (ending.culprit.how != CULPRIT_NONE)
			endings_add(&study->runs, &endings, &ending);
		else
			culprit_dispose(&ending.culprit);
	}
	return endings;
}

/* Of real code the project is what people know it by, of a generator's its size. */
static void
append_subject(
	const struct study *study, const struct series *series, const struct point *point, struct text *text)
{
	const char *project = run_text(&study->runs, point->rows[0], COLUMN_generator);
	char size[FORMAT_BYTES];

	text_append(text, series->label);
	if (!run_of_real_code(&study->runs, point->rows[0]))
		text_append_format(
			text, ", %s %s", format_size(size, point->size), growth_axis_name(&study->growth, series));
	else if (!strstr(series->label, project))
		text_append_format(text, " of %s", project);
}

static void
append_sentence(const struct study *study, const struct ending *ending, size_t run_count, struct text *text)
{
	text_append_format(text, ": %s", run_text(&study->runs, ending->row, COLUMN_why));
	culprit_words(&ending->culprit, text);
	if (run_count > 1)
		text_append_format(text, "; so in %zu of %zu runs", ending->count, run_count);
}

static void
tell_point(
	const struct study *study, const struct series *series, const struct point *point, struct list *sentences)
{
	struct endings endings = find_endings(study, point);

	for (size_t i = 0; i < endings.count; i++) {
		CLEANUP_TEXT struct text sentence = {0};
		append_subject(study, series, point, &sentence);
		append_sentence(study, &endings.items[i], point->row_count, &sentence);
		list_add(sentences, text_string(&sentence));
		culprit_dispose(&endings.items[i].culprit);
	}
	free(endings.items);
}

void
endings_tell(const struct study *study, struct list *sentences)
{
	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		for (size_t p = 0; p < series->point_count; p++)
			tell_point(study, series, &series->points[p], sentences);
	}
}
