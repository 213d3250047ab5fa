/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/growth.h"
#include "base/hash_index.h"
#include "base/memory.h"
#include "analyse/laws/fitting/law_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SAME_SIZE = 0.02;

/* The columns between the meter and the outcome are the settings of the build. */
bool
column_is_identity(enum run_column column)
{
	static const bool identity[RUN_COLUMN_COUNT] = {[COLUMN_experiment] = true,
		[COLUMN_host] = true,
		[COLUMN_go_version] = true,
		[COLUMN_go_id] = true,
		[COLUMN_generator] = true,
		[COLUMN_workload] = true,
		[COLUMN_cache] = true,
		[COLUMN_target] = true,
		[COLUMN_meter] = true};

	return identity[column] || (column > COLUMN_meter && column < COLUMN_outcome);
}

/* Whether rows tell different things there; one that tells nothing differs from none. */
static bool
column_varies(const struct table *runs, enum run_column column)
{
	const char *first = "";

	for (size_t row = 0; row < runs->row_count; row++) {
		const char *text = run_text(runs, row, column);
		if (*text != '\0' && *first != '\0' && !text_equal(text, first))
			return true;
		first = *text != '\0' ? text : first;
	}
	return false;
}

static void
find_identity(struct growth *growth, const struct table *runs)
{
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		growth->identity[column] = column_is_identity(column);
	growth->identity[COLUMN_memory] = column_varies(runs, COLUMN_memory);
	growth->identity[COLUMN_timeout] = column_varies(runs, COLUMN_timeout);
}

/* The index of the axis that the row's generator grows along. */
static size_t
axis_of_row(struct growth *growth, const struct table *runs, size_t row)
{
	const char *generator = run_text(runs, row, COLUMN_generator);

	for (size_t i = 0; i < growth->axis_count; i++)
		if (text_equal(growth->axes[i].generator, generator))
			return i;
	growth->axes =
		memory_grow(growth->axes, growth->axis_count, &growth->axis_capacity, sizeof *growth->axes);
	size_axis_find(runs, generator, &growth->axes[growth->axis_count]);
	return growth->axis_count++;
}

static char *
row_key(const struct growth *growth, const struct table *runs, size_t row, size_t axis)
{
	struct text key = {0};

	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (growth->identity[column]) {
			text_append(&key, run_columns[column].name);
			text_append(&key, "=");
			text_append(&key, run_text(runs, row, column));
			text_append(&key, "\n");
		}
	size_axis_rest(&growth->axes[axis], runs, row, &key);
	return key.data;
}

/* The index of the series that the row is of. */
static size_t
series_of_row(
	struct growth *growth, struct hash_index *by_key, const struct table *runs, size_t row, size_t axis)
{
	CLEANUP_FREE char *key = row_key(growth, runs, row, axis);
	size_t found = hash_index_put(by_key, hash_text(key), growth->series_count);

	if (found < growth->series_count)
		return found;
	growth->series =
		memory_grow(growth->series, growth->series_count, &growth->series_capacity, sizeof *growth->series);
	growth->series[growth->series_count] = (struct series){.row = row, .axis = axis};
	return growth->series_count++;
}

/* Where a row belongs. */
struct placed {
	size_t series, row;
	double size;
};

static int
compare_placed(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;

	if (left->series != right->series)
		return left->series < right->series ? -1 : 1;
	if (left->size < right->size || left->size > right->size)
		return left->size < right->size ? -1 : 1;
	return (left->row > right->row) - (left->row < right->row);
}

/* Sizes come in ascending order; points of a series follow each other, and so do rows of a point. */
static struct point *
point_of_size(struct growth *growth, const struct placed *placed, size_t *point_count)
{
	struct series *series = &growth->series[placed->series];
	struct point *next = growth->points + *point_count;

	if (series->point_count == 0)
		series->points = next;
	else if (fabs(next[-1].size - placed->size) <= 1e-9 * placed->size)
		return next - 1;
	*next = (struct point){.size = placed->size};
	series->point_count++;
	++*point_count;
	return next;
}

static void
make_points(struct growth *growth, const struct table *runs, const struct placed *placed, size_t count)
{
	size_t point_count = 0;

	growth->rows = memory_zeroed(count, sizeof *growth->rows);
	growth->points = memory_zeroed(count, sizeof *growth->points);
	for (size_t i = 0; i < count; i++) {
		struct point *point = point_of_size(growth, &placed[i], &point_count);
		growth->rows[i] = placed[i].row;
		if (point->row_count++ == 0)
			point->rows = growth->rows + i;
		point->ok += run_ended_ok(runs, placed[i].row);
	}
}

static void
place_rows(struct growth *growth, const struct table *runs)
{
	CLEANUP_FREE struct placed *placed = memory_zeroed(runs->row_count, sizeof *placed);
	CLEANUP_HASH_INDEX struct hash_index by_key = {0};
	size_t count = 0;

	for (size_t row = 0; row < runs->row_count; row++) {
		size_t axis = axis_of_row(growth, runs, row);
		double size;
		if (size_axis_value(&growth->axes[axis], runs, row, &size))
			placed[count++] = (struct placed){series_of_row(growth, &by_key, runs, row, axis), row, size};
	}
	if (count > 0)
		qsort(placed, count, sizeof *placed, compare_placed);
	make_points(growth, runs, placed, count);
}

static bool
is_measured(const struct table *runs, enum run_column column)
{
	struct run_figure figure = run_figure_of(runs, column);
	double value;

	if (!run_figure_is_there(&figure) || (column <= COLUMN_outcome && !column_is_figure(column)))
		return false;
	for (size_t row = 0; row < runs->row_count; row++)
		if (run_figure_number(runs, row, &figure, &value))
			return true;
	return false;
}

static struct summary
summary_at(const struct table *runs, const struct point *point, enum run_column column, double *values)
{
	struct run_figure figure = run_figure_of(runs, column);
	size_t count = 0;

	for (size_t i = 0; i < point->row_count; i++)
		if (run_ended_ok(runs, point->rows[i]) &&
			run_figure_number(runs, point->rows[i], &figure, &values[count]))
			count++;
	return summary_of(values, count);
}

/* A summary for each point and each metric that has numbers at all. */
static void
summarise(struct growth *growth, const struct table *runs)
{
	CLEANUP_FREE double *values = memory_zeroed(runs->row_count, sizeof *values);
	size_t columns = 0, points = 0, used = 0;

	growth->places = memory_zeroed(RUN_METRIC_COUNT, sizeof *growth->places);
	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
		if (is_measured(runs, column))
			growth->places[column] = (unsigned char)++columns;
	for (size_t s = 0; s < growth->series_count; s++)
		points += growth->series[s].point_count;
	growth->summaries = memory_zeroed(points * columns, sizeof *growth->summaries);
	for (size_t p = 0; p < points; p++, used += columns) {
		struct point *point = &growth->points[p];
		point->places = growth->places;
		point->summaries = growth->summaries + used;
		for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
			if (growth->places[column] > 0)
				point->summaries[growth->places[column] - 1] = summary_at(runs, point, column, values);
	}
}

/* What tells the series of one generator apart; what only tells one generator from another, as the cache of
 * real code, would stand in every label. */
struct telling {
	const struct series *first; /* of the generator; NULL = none yet */
	bool columns[RUN_COLUMN_COUNT];
	bool rest;
};

static void
hold_against_first(const struct growth *growth, const struct table *runs, const struct series *series,
	struct telling *telling)
{
	CLEANUP_TEXT struct text rest = {0}, first_rest = {0};

	if (!telling->first)
		telling->first = series;
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (!text_equal(run_text(runs, series->row, column), run_text(runs, telling->first->row, column)))
			telling->columns[column] = true;
	growth_rest(growth, runs, series, &rest);
	growth_rest(growth, runs, telling->first, &first_rest);
	telling->rest = telling->rest || !text_equal(text_string(&rest), text_string(&first_rest));
}

/* One a generator; behind them, by columns alone, that of all series. The caller frees them. */
static struct telling *
find_telling(const struct growth *growth, const struct table *runs)
{
	struct telling *telling = memory_zeroed(growth->axis_count + 1, sizeof *telling);

	for (size_t s = 0; s < growth->series_count; s++) {
		hold_against_first(growth, runs, &growth->series[s], &telling[growth->series[s].axis]);
		hold_against_first(growth, runs, &growth->series[s], &telling[growth->axis_count]);
	}
	return telling;
}

/* go_id only matters to people when two toolchains share a version, and then the version does not tell. */
static bool
is_in_label(const struct growth *growth, const struct telling *telling, size_t axis, enum run_column column)
{
	const bool *differs = telling[growth->axis_count].columns;

	if (!growth->identity[column] || column == COLUMN_workload)
		return false;
	if (column == COLUMN_generator || column == COLUMN_go_version)
		return differs[column];
	return telling[axis].columns[column] && (column != COLUMN_go_id || !differs[COLUMN_go_version]);
}

static void
label_series(const struct growth *growth, const struct table *runs, const struct telling *telling,
	struct series *series)
{
	struct text label = {0};

	text_append(&label, run_text(runs, series->row, COLUMN_workload));
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++) {
		const char *text = run_text(runs, series->row, column);
		if (!is_in_label(growth, telling, series->axis, column))
			continue;
		if (column == COLUMN_go_version)
			text_append_format(&label, " go%s", text);
		else
			text_append_format(&label, " %s=%.*s", run_columns[column].name, column == COLUMN_go_id ? 8 : -1,
				*text ? text : "-");
	}
	if (telling[series->axis].rest) {
		text_append(&label, " ");
		growth_rest(growth, runs, series, &label);
	}
	series->label = label.data;
}

static void
label_all(struct growth *growth, const struct table *runs)
{
	CLEANUP_FREE struct telling *telling = find_telling(growth, runs);

	for (size_t s = 0; s < growth->series_count; s++)
		label_series(growth, runs, telling, &growth->series[s]);
}

/* Numbers in labels by value: GOGC=50 before GOGC=100. */
static int
compare_series(const void *a, const void *b)
{
	return strverscmp(((const struct series *)a)->label, ((const struct series *)b)->label);
}

static bool
has_columns(const struct table *runs, const char *name, struct error *err)
{
	static const enum run_column needed[] = {COLUMN_workload, COLUMN_outcome};

	for (size_t i = 0; i < COUNT_OF(needed); i++)
		if (table_column(runs, run_columns[needed[i]].name) == SIZE_MAX)
			return error_raise(
				err, ERROR_RESULTS_FORMAT, name, "it has no column '%s'", run_columns[needed[i]].name);
	return true;
}

bool
growth_group(const struct table *runs, const char *name, struct growth *growth, struct error *err)
{
	*growth = (struct growth){0};
	if (!has_columns(runs, name, err))
		return false;
	find_identity(growth, runs);
	place_rows(growth, runs);
	if (growth->series_count == 0) {
		growth_dispose(growth);
		return error_raise(
			err, ERROR_TOO_FEW_POINTS, name, "none of its %zu rows tells a project's size", runs->row_count);
	}
	return true;
}

bool
growth_collect(const struct table *runs, const char *name, struct growth *growth, struct error *err)
{
	if (!growth_group(runs, name, growth, err))
		return false;
	summarise(growth, runs);
	for (size_t s = 0; s < growth->series_count; s++)
		growth->series[s].key = row_key(growth, runs, growth->series[s].row, growth->series[s].axis);
	label_all(growth, runs);
	qsort(growth->series, growth->series_count, sizeof *growth->series, compare_series);
	return true;
}

void
growth_dispose(struct growth *growth)
{
	for (size_t s = 0; s < growth->series_count; s++) {
		free(growth->series[s].key);
		free(growth->series[s].label);
	}
	free(growth->series);
	free(growth->points);
	free(growth->rows);
	free(growth->places);
	free(growth->summaries);
	for (size_t i = 0; i < growth->axis_count; i++)
		size_axis_dispose(&growth->axes[i]);
	free(growth->axes);
	*growth = (struct growth){0};
}

const char *
growth_axis_name(const struct growth *growth, const struct series *series)
{
	return size_axis_name(&growth->axes[series->axis]);
}

const char *
growth_common_axis(const struct growth *growth)
{
	const char *name = growth_axis_name(growth, &growth->series[0]);

	for (size_t s = 1; s < growth->series_count; s++)
		if (!text_equal(growth_axis_name(growth, &growth->series[s]), name))
			return "size";
	return name;
}

void
growth_rest(
	const struct growth *growth, const struct table *runs, const struct series *series, struct text *rest)
{
	size_axis_rest(&growth->axes[series->axis], runs, series->row, rest);
}

/* The first point that is not below the size, or the number of points. */
static size_t
first_from(const struct series *series, double size)
{
	size_t from = 0, to = series->point_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (series->points[middle].size < size)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct point *
series_at(const struct series *series, double size)
{
	size_t next = first_from(series, size);
	const struct point *above = next < series->point_count ? &series->points[next] : NULL;
	const struct point *below = next > 0 ? &series->points[next - 1] : NULL;
	const struct point *best = !above || (below && size - below->size <= above->size - size) ? below : above;

	return best && fabs(best->size - size) <= SAME_SIZE * size ? best : NULL;
}

const struct point *
series_initial(const struct series *series, enum run_column metric)
{
	const struct point *point = series_at(series, 1);
	double value;

	return point && point_value(point, metric, &value) && value > 0 ? point : NULL;
}

bool
series_growth(const struct series *series, const struct point *point, enum run_column metric, double *growth)
{
	const struct point *initial = series_initial(series, metric);
	double value;

	if (!initial || initial == point || !point_value(point, metric, &value))
		return false;
	*growth = value / point_summary(initial, metric)->median - 1;
	return true;
}

const struct summary *
point_summary(const struct point *point, enum run_column column)
{
	static const struct summary none;
	unsigned place = point->places ? point->places[column] : 0;

	return place > 0 ? &point->summaries[place - 1] : &none;
}

bool
point_value(const struct point *point, enum run_column metric, double *value)
{
	const struct summary *summary = point_summary(point, metric);

	if (summary->count == 0)
		return false;
	*value = summary->median;
	return true;
}

size_t
point_row(const struct table *runs, const struct point *point, bool ok)
{
	for (size_t i = 0; i < point->row_count; i++)
		if (run_ended_ok(runs, point->rows[i]) == ok)
			return point->rows[i];
	return SIZE_MAX;
}

size_t
series_points(const struct series *series, enum run_column metric, double *x, double *y)
{
	size_t count = 0;

	for (size_t i = 0; i < series->point_count; i++)
		if (point_value(&series->points[i], metric, &y[count]))
			x[count++] = series->points[i].size;
	return count;
}
