/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/summary_csv.h"
#include "analyse/series/holders.h"
#include "base/memory.h"
#include "present/laws/law_tables.h"
#include "record/csv.h"
#include "analyse/laws/law_choice.h"

#include <math.h>

/* Numbers with all their digits, as few as it takes. */
static void
add_number(struct text *csv, double value, bool last)
{
	text_append_format(csv, "%.15g%s", value, last ? "" : ",");
}

static void
end_line(struct text *csv)
{
	text_append(csv, "\n");
}

static void
summary_header(struct text *csv)
{
	text_append(
		csv, "series_number,series,workload,go_version,axis,size,runs,ok,growth_tree_peak,growth_tree_anon");
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (column_is_figure(column))
			text_append_format(csv, ",%s,%s_min,%s_max", run_columns[column].name, run_columns[column].name,
				run_columns[column].name);
	end_line(csv);
}

static void
add_growth(const struct series *series, const struct point *point, enum run_column metric, struct text *csv)
{
	double growth;

	text_append(csv, ",");
	if (series_growth(series, point, metric, &growth))
		add_number(csv, growth, true);
}

static void
add_summary(const struct summary *summary, struct text *csv)
{
	const double values[] = {summary->median, summary->minimum, summary->maximum};

	for (size_t i = 0; i < COUNT_OF(values); i++) {
		text_append(csv, ",");
		if (summary->count > 0)
			add_number(csv, values[i], true);
	}
}

static void
summary_row(const struct study *study, size_t number, const struct point *point, struct text *csv)
{
	const struct series *series = &study->growth.series[number];

	text_append_format(csv, "%zu,", number + 1);
	csv_append_field(csv, series->label, false);
	csv_append_field(csv, study_text(study, series, COLUMN_workload), false);
	csv_append_field(csv, study_text(study, series, COLUMN_go_version), false);
	csv_append_field(csv, growth_axis_name(&study->growth, series), false);
	add_number(csv, point->size, false);
	text_append_format(csv, "%zu,%zu", point->row_count, point->ok);
	add_growth(series, point, COLUMN_tree_peak_bytes, csv);
	add_growth(series, point, COLUMN_tree_anon_peak_bytes, csv);
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (column_is_figure(column))
			add_summary(point_summary(point, column), csv);
	end_line(csv);
}

void
summary_csv(const struct study *study, struct text *csv)
{
	summary_header(csv);
	for (size_t s = 0; s < study->growth.series_count; s++)
		for (size_t p = 0; p < study->growth.series[s].point_count; p++)
			summary_row(study, s, &study->growth.series[s].points[p], csv);
}

enum { CURVE_POINTS = 60 };

/* Log-spaced, since sizes are as a rule; no curve leaves what it was fitted to. */
static double
curve_size(const struct law_choice *choice, int i)
{
	double from = choice->smallest, to = choice->largest, share = (double)i / (CURVE_POINTS - 1);

	return from > 0 ? from * pow(to / from, share) : from + (to - from) * share;
}

static void
add_curve(size_t number, const struct law_choice *choice, struct text *csv)
{
	if (choice->lower)
		add_curve(number, choice->lower, csv);
	for (int i = 0; i < CURVE_POINTS; i++) {
		double size = curve_size(choice, i);
		text_append_format(csv, "%zu,", number);
		add_number(csv, size, false);
		add_number(csv, fit_value(law_chosen(choice), size), true);
		end_line(csv);
	}
}

/* The published points are a curve like those measured here. */
static void
add_published_curve(const struct published *published, struct text *csv)
{
	CLEANUP_FREE double *x = memory_zeroed(published->count, sizeof *x);
	CLEANUP_FREE double *y = memory_zeroed(published->count, sizeof *y);
	CLEANUP_CHOICE struct law_choice choice = {0};
	struct error too_few = ERROR_INIT;

	for (size_t i = 0; i < published->count; i++) {
		x[i] = published->points[i].files;
		y[i] = published->points[i].peak_bytes;
	}
	if (law_choose(&(struct law_points){x, y, published->count, "published points"}, NULL, &choice, &too_few))
		add_curve(0, &choice, csv);
}

void
curves_csv(const struct study *study, struct text *csv)
{
	CLEANUP_LAWS struct series_laws found = {0};
	const struct published *published = study_published(study);

	text_append(csv, "series_number,size,tree_peak_bytes\n");
	if (published)
		add_published_curve(published, csv);
	series_laws_find(&study->growth, &study->runs, COLUMN_tree_peak_bytes, &found);
	for (size_t s = 0; s < found.count; s++)
		if (found.items[s].known)
			add_curve(s + 1, &found.items[s].choice, csv);
}

void
residuals_csv(const struct study *study, struct text *csv)
{
	CLEANUP_LAWS struct series_laws found = {0};
	double value;

	series_laws_find(&study->growth, &study->runs, COLUMN_tree_peak_bytes, &found);
	text_append(csv, "series_number,size,measured_over_law\n");
	for (size_t s = 0; s < found.count; s++)
		for (size_t p = 0; found.items[s].known && p < study->growth.series[s].point_count; p++) {
			const struct point *point = &study->growth.series[s].points[p];
			if (!point_value(point, COLUMN_tree_peak_bytes, &value))
				continue;
			text_append_format(csv, "%zu,", s + 1);
			add_number(csv, point->size, false);
			add_number(csv, 1 + residual_share(&found.items[s].choice, point->size, value), true);
			end_line(csv);
		}
}

/* At two sizes at least, and with a compile: a loader has no parts to tell apart. */
static bool
has_holders(const struct series *series)
{
	struct holders holders;
	size_t count = 0;

	for (size_t p = 0; p < series->point_count; p++)
		count += point_summary(&series->points[p], COLUMN_largest_compile_bytes)->count > 0 &&
				 holders_at(&series->points[p], &holders);
	return count >= 2;
}

const struct series *
study_builder(const struct study *study)
{
	const struct series *first = NULL;

	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		if (!has_holders(series))
			continue;
		if (text_equal(study_text(study, series, COLUMN_workload), "build"))
			return series;
		first = first ? first : series;
	}
	return first;
}

static const char HOLDERS_HEADER[] =
	"size,go_command_bytes,largest_compile_bytes,other_processes_bytes,cache_and_kernel_bytes\n";

static void
add_holders(const struct point *point, const struct holders *holders, struct text *csv)
{
	add_number(csv, point->size, false);
	add_number(csv, holders->go_command, false);
	add_number(csv, holders->largest_compile, false);
	add_number(csv, holders->other_processes, false);
	add_number(csv, holders->cache_and_kernel, true);
	end_line(csv);
}

void
holders_csv(const struct study *study, struct text *csv)
{
	const struct series *series = study_builder(study);
	struct holders holders;

	text_append(csv, HOLDERS_HEADER);
	for (size_t p = 0; series && p < series->point_count; p++)
		if (holders_at(&series->points[p], &holders))
			add_holders(&series->points[p], &holders, csv);
}

/* The largest size of the newest release whose holders are known; NULL when there is none. */
static const struct point *
newest_holders(const struct growth *growth, const struct family *family, struct holders *holders)
{
	for (size_t i = family->count; i-- > 0;) {
		const struct series *series = &growth->series[family->series[i]];
		for (size_t p = series->point_count; p-- > 0;)
			if (point_summary(&series->points[p], COLUMN_largest_compile_bytes)->count > 0 &&
				holders_at(&series->points[p], holders))
				return &series->points[p];
	}
	return NULL;
}

void
family_holders_csv(const struct study *study, struct text *csv)
{
	struct holders holders;
	size_t place = 0;

	text_append_format(csv, "family_number,place,family,axis,%s", HOLDERS_HEADER);
	for (size_t f = 0; study->families.count > 1 && f < study->families.count; f++) {
		const struct family *family = &study->families.items[f];
		const struct point *point = newest_holders(&study->growth, family, &holders);
		if (!point)
			continue;
		text_append_format(csv, "%zu,%zu,", f + 1, ++place);
		csv_append_field(csv, family->title, false);
		csv_append_field(
			csv, growth_axis_name(&study->growth, &study->growth.series[family->series[0]]), false);
		add_holders(point, &holders, csv);
	}
}

void
published_csv(const struct study *study, struct text *csv)
{
	const struct published *published = study_published(study);

	text_append(csv, "size,tree_peak_bytes,growth_tree_peak\n");
	for (size_t i = 0; published && i < published->count; i++) {
		add_number(csv, published->points[i].files, false);
		add_number(csv, published->points[i].peak_bytes, false);
		add_number(csv, published->points[i].growth, true);
		end_line(csv);
	}
}
