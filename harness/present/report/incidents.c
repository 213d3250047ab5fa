/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/incidents.h"
#include "base/doubt.h"
#include "base/memory.h"
#include "present/format.h"

#include <stdlib.h>

/* Alike rows of one table, counted. */
struct incident {
	const struct series *series;
	double size;
	const char *what, *why; /* point into the study's rows */
	size_t count;
};

struct incidents {
	struct incident *items;
	size_t count, capacity;
};

static bool
are_of_one_point(const struct incident *a, const struct incident *b)
{
	return a->series == b->series && a->size >= b->size && a->size <= b->size;
}

/* Those of a point come one after the other. */
static void
incidents_add(struct incidents *incidents, const struct incident *incident)
{
	for (size_t i = incidents->count; i > 0 && are_of_one_point(&incidents->items[i - 1], incident); i--) {
		struct incident *old = &incidents->items[i - 1];
		if (text_equal(old->what, incident->what) && text_equal(old->why, incident->why)) {
			old->count++;
			return;
		}
	}
	incidents->items =
		memory_grow(incidents->items, incidents->count, &incidents->capacity, sizeof *incidents->items);
	incidents->items[incidents->count] = *incident;
	incidents->items[incidents->count++].count = 1;
}

/* Visits every row of every point. */
static void
collect(const struct study *study, enum run_column what, enum run_column why, const char *harmless,
	struct incidents *incidents)
{
	size_t what_place = table_column(&study->runs, run_columns[what].name);
	size_t why_place = table_column(&study->runs, run_columns[why].name);

	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		for (size_t p = 0; p < series->point_count; p++)
			for (size_t i = 0; i < series->points[p].row_count; i++) {
				size_t row = series->points[p].rows[i];
				struct incident incident = {.series = series,
					.size = series->points[p].size,
					.what = table_text(&study->runs, row, what_place),
					.why = table_text(&study->runs, row, why_place)};
				if (!text_equal(incident.what, harmless))
					incidents_add(incidents, &incident);
			}
	}
}

static void
fill(const struct incidents *incidents, struct grid *grid)
{
	char size[FORMAT_BYTES];

	for (size_t i = 0; i < incidents->count; i++) {
		const struct incident *incident = &incidents->items[i];
		grid_add(grid, "%s", incident->series->label);
		grid_add(grid, "%s", format_size(size, incident->size));
		grid_add(grid, "%zu", incident->count);
		grid_add_toned(grid, TONE_BAD, "%s", incident->what);
		grid_add(grid, "%s", incident->why);
	}
	free(incidents->items);
}

void
table_of_failures(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"size", false}, {"runs", false}, {"outcome", true}, {"why", true}};
	struct incidents incidents = {0};

	*grid = GRID_OF(columns);
	collect(study, COLUMN_outcome, COLUMN_why, "ok", &incidents);
	fill(&incidents, grid);
}

void
table_of_doubts(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"size", false}, {"runs", false}, {"quality", true}, {"outcome", true}};
	struct incidents incidents = {0};

	*grid = GRID_OF(columns);
	collect(study, COLUMN_quality, COLUMN_outcome, "", &incidents);
	fill(&incidents, grid);
}

static size_t
count_rows(const struct study *study, enum doubt doubt)
{
	size_t column = table_column(&study->runs, run_columns[COLUMN_quality].name), count = 0;

	for (size_t row = 0; row < study->runs.row_count; row++)
		count += doubt_is_among(doubt, table_text(&study->runs, row, column));
	return count;
}

void
table_of_doubt_words(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"quality", true}, {"runs", false}, {"means", true}, {"what to do", true}};

	*grid = GRID_OF(columns);
	for (enum doubt doubt = 0; doubt < DOUBT_COUNT; doubt++) {
		size_t rows = count_rows(study, doubt);
		if (rows == 0)
			continue;
		grid_add(grid, "%s", doubts[doubt].word);
		grid_add(grid, "%zu", rows);
		grid_add(grid, "%s", doubts[doubt].meaning);
		grid_add(grid, "%s", doubts[doubt].advice);
	}
}
