/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/release_csv.h"
#include "analyse/series/family_change.h"
#include "analyse/series/law_history.h"
#include "analyse/compare/metric.h"
#include "base/memory.h"
#include "present/laws/law_tables.h"
#include "record/csv.h"

#include <math.h>
#include <stdlib.h>

const struct metric *
release_metric(size_t number)
{
	for (const struct metric *metric = metrics; metric->name; metric++)
		if (metric->judged && number-- == 0)
			return metric;
	return NULL;
}

static enum run_column
column_of(size_t metric)
{
	return release_metric(metric)->column;
}

static bool
is_measured(const struct point *point)
{
	for (size_t m = 0; release_metric(m); m++)
		if (point_summary(point, column_of(m))->count > 0)
			return true;
	return false;
}

/* True when no later release of the family was measured at that size. */
static bool
is_newest(const struct study *study, const struct family *family, size_t step, double size)
{
	while (++step < family->count) {
		const struct point *later = series_at(&study->growth.series[family->series[step]], size);
		if (later && is_measured(later))
			return false;
	}
	return true;
}

static void
release_row(
	const struct study *study, size_t number, size_t step, const struct point *point, struct text *csv)
{
	const struct family *family = &study->families.items[number];

	text_append_format(csv, "%zu,%zu,%.15g,%d", number + 1,
		study->families.release_of[family->series[step]] + 1, point->size,
		is_newest(study, family, step, point->size));
	for (size_t m = 0; release_metric(m); m++) {
		const struct summary *values = point_summary(point, column_of(m));
		if (values->count > 0)
			text_append_format(csv, ",%.15g,%.15g,%.15g", values->median, values->minimum, values->maximum);
		else
			text_append(csv, ",,,");
	}
	text_append(csv, "\n");
}

static bool
is_series_measured(const struct series *series)
{
	for (size_t p = 0; p < series->point_count; p++)
		if (is_measured(&series->points[p]))
			return true;
	return false;
}

static size_t
measured_releases(const struct study *study, const struct family *family)
{
	size_t count = 0;

	for (size_t i = 0; i < family->count; i++)
		count += is_series_measured(&study->growth.series[family->series[i]]);
	return count;
}

static void
releases_of_family(const struct study *study, size_t number, struct text *csv)
{
	const struct family *family = &study->families.items[number];

	for (size_t i = 0; i < family->count; i++) {
		const struct series *series = &study->growth.series[family->series[i]];
		for (size_t p = 0; p < series->point_count; p++)
			if (is_measured(&series->points[p]))
				release_row(study, number, i, &series->points[p], csv);
	}
}

void
releases_csv(const struct study *study, struct text *csv)
{
	text_append(csv, "family_number,release_number,size,newest");
	for (size_t m = 0; release_metric(m); m++)
		text_append_format(csv, ",%s,%s_min,%s_max", release_metric(m)->name, release_metric(m)->name,
			release_metric(m)->name);
	text_append(csv, "\n");
	for (size_t f = 0; f < study->families.count; f++)
		if (measured_releases(study, &study->families.items[f]) > 1)
			releases_of_family(study, f, csv);
}

/* The changes of one family by one metric. */
struct row_of_changes {
	size_t family;
	struct release_change *changes; /* one a release */
	double size, last;              /* last: since_first of the newest release measured */
};

static int
compare_rows(const void *a, const void *b)
{
	const struct row_of_changes *left = a, *right = b;

	if (left->last < right->last || left->last > right->last)
		return left->last > right->last ? -1 : 1;
	return left->family < right->family ? -1 : 1;
}

static double
last_change(const struct release_change *changes, size_t count)
{
	while (count-- > 0)
		if (changes[count].state == RELEASE_MEASURED)
			return changes[count].since_first;
	return 0;
}

static size_t
find_rows(const struct study *study, enum run_column metric, struct row_of_changes *rows)
{
	struct family_view view = {&study->growth, &study->runs, &study->families, metric};
	size_t releases = study->families.releases.count, count = 0;

	for (size_t f = 0; f < study->families.count; f++) {
		struct row_of_changes row = {.family = f, .changes = memory_zeroed(releases, sizeof *row.changes)};
		if (!family_changes(&view, &study->families.items[f], row.changes, &row.size)) {
			free(row.changes);
			continue;
		}
		row.last = last_change(row.changes, releases);
		rows[count++] = row;
	}
	if (count > 1)
		qsort(rows, count, sizeof *rows, compare_rows);
	return count;
}

/* first: nothing measured stands before it, so that its ratios say nothing. */
static void
add_change(const struct release_change *change, bool first, struct text *csv)
{
	text_append_format(csv, "%d,", (int)change->state);
	if (change->state == RELEASE_MEASURED)
		text_append_format(
			csv, "%.15g,%.15g,%.15g,%d\n", change->value, change->since_first, change->since_previous, first);
	else
		text_append(csv, ",,,\n");
}

static void
add_row(const struct study *study, size_t metric, size_t place, const struct row_of_changes *row,
	struct text *csv)
{
	const struct family *family = &study->families.items[row->family];
	bool first = true;

	for (size_t r = 0; r < study->families.releases.count; r++) {
		text_append_format(csv, "%zu,%zu,%zu,", metric + 1, row->family + 1, place + 1);
		csv_append_field(csv, family->title, false);
		csv_append_field(
			csv, growth_axis_name(&study->growth, &study->growth.series[family->series[0]]), false);
		text_append_format(csv, "%.15g,%zu,", row->size, r + 1);
		csv_append_field(csv, study->families.releases.items[r], false);
		add_change(&row->changes[r], first, csv);
		first = first && row->changes[r].state != RELEASE_MEASURED;
	}
}

static void
changes_of_metric(const struct study *study, size_t metric, struct text *csv)
{
	struct row_of_changes *rows = memory_zeroed(study->families.count, sizeof *rows);
	size_t count = find_rows(study, column_of(metric), rows);

	for (size_t i = 0; i < count; i++) {
		add_row(study, metric, i, &rows[i], csv);
		free(rows[i].changes);
	}
	free(rows);
}

void
changes_csv(const struct study *study, struct text *csv)
{
	text_append(csv,
		"metric_number,family_number,place,family,axis,size,release_number,release,state,bytes,since_first,since_previous,first\n");
	for (size_t m = 0; release_metric(m); m++)
		changes_of_metric(study, m, csv);
}

static int
direction_of(const struct history_step *step)
{
	return !step->compared ? 0 : (step->change.verdict == LAW_FASTER) - (step->change.verdict == LAW_SLOWER);
}

static size_t
family_number(const struct study *study, size_t series)
{
	return (size_t)(families_of(&study->families, series) - study->families.items) + 1;
}

void
exponents_csv(const struct study *study, struct text *csv)
{
	CLEANUP_LAWS struct series_laws found = {0};
	CLEANUP_HISTORIES struct histories histories;

	study_laws(study, COLUMN_tree_anon_peak_bytes, &found);
	histories_find(&study->growth, &study->runs, &study->families, &found, &histories);
	text_append(csv, "family_number,release_number,exponent,low,high,change\n");
	for (size_t h = 0; h < histories.count; h++)
		for (size_t i = 0; i < histories.items[h].count; i++) {
			const struct history_step *step = &histories.items[h].steps[i];
			const struct law_choice *choice = &step->law->choice;
			if (!step->law->known || !has_exponent(choice))
				continue;
			series_law_draw(step->law);
			text_append_format(csv, "%zu,%zu,%.15g,%.15g,%.15g,%d\n", family_number(study, step->law->series),
				study->families.release_of[step->law->series] + 1, choice->fits[LAW_POWER].parameters[2],
				choice->exponent.low, choice->exponent.high, direction_of(step));
		}
}
