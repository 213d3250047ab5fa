/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/comparison.h"
#include "base/memory.h"
#include "present/format.h"

#include <stdio.h>

static enum tone
tone_of(enum claim_verdict verdict)
{
	static const enum tone tones[] = {[CLAIM_CONFIRMED] = TONE_GOOD,
		[CLAIM_MAGNITUDE] = TONE_FAIR,
		[CLAIM_PARTLY] = TONE_FAIR,
		[CLAIM_REFUTED] = TONE_BAD,
		[CLAIM_OPEN] = TONE_FAINT};

	return tones[verdict];
}

static void
add_nothing(struct grid *grid)
{
	grid_add_toned(grid, TONE_FAINT, "-");
}

static void
add_size(struct grid *grid, double size)
{
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", format_size(text, size));
}

/* The median, or how the runs ended when none was ok. */
static void
add_peak(const struct study *study, struct grid *grid, const struct point *point, enum run_column metric)
{
	char text[FORMAT_BYTES];
	double value;
	size_t bad;

	if (point && point_value(point, metric, &value)) {
		grid_add(grid, "%s", format_quantity(text, run_columns[metric].unit, value));
		return;
	}
	bad = point ? point_row(&study->runs, point, false) : SIZE_MAX;
	if (bad == SIZE_MAX)
		grid_add_toned(grid, TONE_FAINT, "not measured");
	else
		grid_add_toned(grid, TONE_BAD, "%s", run_text(&study->runs, bad, COLUMN_outcome));
}

static void
add_growth(struct grid *grid, const struct series *series, const struct point *point, enum run_column metric)
{
	char text[FORMAT_BYTES];
	double growth;

	if (point && series_growth(series, point, metric, &growth))
		grid_add(grid, "%s", format_percent(text, growth));
	else
		add_nothing(grid);
}

static void
add_verdict(struct grid *grid, double ratio, enum claim_verdict verdict)
{
	if (verdict == CLAIM_OPEN) {
		add_nothing(grid);
		add_nothing(grid);
		return;
	}
	grid_add(grid, "%.2f", ratio);
	grid_add_toned(grid, tone_of(verdict), "%s", claim_verdict_name(verdict));
}

struct grade
grade_peak(const struct point *point, enum run_column metric, double published)
{
	double value;

	if (!point || !point_value(point, metric, &value))
		return (struct grade){0, CLAIM_OPEN};
	return (struct grade){value / published, claim_verdict_of_ratio(value / published)};
}

struct grade
grade_growth(const struct series *series, const struct point *point, enum run_column metric, double published)
{
	double growth;

	if (!point || !series_growth(series, point, metric, &growth))
		return (struct grade){0, CLAIM_OPEN};
	return (struct grade){growth / published, claim_verdict_of_ratio(growth / published)};
}

/* Ours at one size beside the published figures; `published` NULL where the table has no such size. */
static void
add_compared(const struct study *study, const struct series *series, enum run_column metric,
	const struct point *point, const struct published_point *published, struct grid *grid)
{
	char text[FORMAT_BYTES];
	struct grade grade;

	add_size(grid, published ? published->files : point->size);
	add_peak(study, grid, point, metric);
	if (!published) {
		for (int i = 0; i < 3; i++)
			grid_add(grid, "%s", "");
		add_growth(grid, series, point, metric);
		grid_end_row(grid);
		return;
	}
	grid_add(grid, "%s", format_quantity(text, "bytes", published->peak_bytes));
	grade = grade_peak(point, metric, published->peak_bytes);
	add_verdict(grid, grade.ratio, grade.verdict);
	add_growth(grid, series, point, metric);
	grid_add(grid, "%s", format_percent(text, published->growth));
	grade = grade_growth(series, point, metric, published->growth);
	add_verdict(grid, grade.ratio, grade.verdict);
}

/* The published "initial" beside ours: the peak on a project of one file. */
static void
add_initial(const struct study *study, const struct series *series, enum run_column metric, struct grid *grid)
{
	const struct point *point = series_at(series, 1);
	double published = study->published.points[0].initial_bytes;
	struct grade grade = grade_peak(point, metric, published);
	char text[FORMAT_BYTES];

	grid_add(grid, "initial");
	add_peak(study, grid, point, metric);
	grid_add(grid, "%s", format_quantity(text, "bytes", published));
	add_verdict(grid, grade.ratio, grade.verdict);
	grid_end_row(grid);
}

static bool
is_published(const struct published *published, double size)
{
	for (size_t i = 0; i < published->count; i++)
		if (size >= published->points[i].files * 0.98 && size <= published->points[i].files * 1.02)
			return true;
	return false;
}

/* All sizes of either side, ascending. */
static void
compare(const struct study *study, const struct series *series, enum run_column metric, struct grid *grid)
{
	const struct published *published = &study->published;
	size_t next = 0;

	add_initial(study, series, metric, grid);
	for (size_t i = 0; i <= series->point_count; i++) {
		const struct point *point = i < series->point_count ? &series->points[i] : NULL;
		for (; next < published->count && (!point || published->points[next].files <= point->size * 1.02);
			 next++)
			add_compared(study, series, metric, series_at(series, published->points[next].files),
				&published->points[next], grid);
		if (point && point->size > 1 && !is_published(published, point->size))
			add_compared(study, series, metric, point, NULL, grid);
	}
}

static const struct grid_column compared_columns[] = {{"files", false}, {"ours", false}, {"article", false},
	{"ratio", false}, {"peak", true}, {"growth", false}, {"article", false}, {"ratio", false},
	{"growth", true}};
static const struct grid_column plain_columns[] = {
	{"size", false}, {"median", false}, {"growth", false}, {"ok runs", false}};

void
table_of_growth(
	const struct study *study, const struct series *series, enum run_column metric, struct grid *grid)
{
	if (study_compares(study, metric)) {
		*grid = GRID_OF(compared_columns);
		compare(study, series, metric, grid);
		return;
	}
	*grid = GRID_OF(plain_columns);
	for (size_t i = 0; i < series->point_count; i++) {
		add_size(grid, series->points[i].size);
		add_peak(study, grid, &series->points[i], metric);
		add_growth(grid, series, &series->points[i], metric);
		grid_add(grid, "%zu of %zu", series->points[i].ok, series->points[i].row_count);
	}
}
