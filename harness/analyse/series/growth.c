/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/growth.h"
#include "analyse/series/first_heap.h"
#include "base/hash_index.h"
#include "base/memory.h"
#include "analyse/laws/law_fit.h"

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
	char *key = row_key(growth, runs, row, axis);
	size_t found = hash_index_put(by_key, hash_text(key), growth->series_count);

	if (found < growth->series_count) {
		free(key);
		return found;
	}
	growth->series =
		memory_grow(growth->series, growth->series_count, &growth->series_capacity, sizeof *growth->series);
	growth->series[growth->series_count] = (struct series){.key = key, .row = row, .axis = axis};
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

/* Sizes come in ascending order. */
static struct point *
point_of_size(struct series *series, double size)
{
	struct point *last = series->points + series->point_count;

	if (series->point_count > 0 && fabs(last[-1].size - size) <= 1e-9 * size)
		return last - 1;
	series->points =
		memory_grow(series->points, series->point_count, &series->point_capacity, sizeof *series->points);
	series->points[series->point_count] = (struct point){.size = size};
	return &series->points[series->point_count++];
}

static void
add_row(struct growth *growth, const struct table *runs, const struct placed *placed)
{
	struct point *point = point_of_size(&growth->series[placed->series], placed->size);

	point->rows = memory_grow(point->rows, point->row_count, &point->row_capacity, sizeof *point->rows);
	point->rows[point->row_count++] = placed->row;
	point->ok += run_ended_ok(runs, placed->row);
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
	qsort(placed, count, sizeof *placed, compare_placed);
	for (size_t i = 0; i < count; i++)
		add_row(growth, runs, &placed[i]);
}

static void
summarise_point(const struct table *runs, struct point *point)
{
	CLEANUP_FREE double *values = memory_zeroed(point->row_count, sizeof *values);

	for (enum run_column metric = 0; metric < RUN_METRIC_COUNT; metric++) {
		struct run_figure figure = run_figure_of(runs, metric);
		size_t count = 0;
		for (size_t i = 0; i < point->row_count; i++)
			if (run_ended_ok(runs, point->rows[i]) &&
				run_figure_number(runs, point->rows[i], &figure, &values[count]))
				count++;
		point->values[metric] = summary_of(values, count);
	}
}

static void
summarise(struct growth *growth, const struct table *runs)
{
	for (size_t s = 0; s < growth->series_count; s++) {
		struct series *series = &growth->series[s];
		for (size_t p = 0; p < series->point_count; p++)
			summarise_point(runs, &series->points[p]);
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
growth_collect(const struct table *runs, const char *name, struct growth *growth, struct error *err)
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
	summarise(growth, runs);
	label_all(growth, runs);
	qsort(growth->series, growth->series_count, sizeof *growth->series, compare_series);
	return true;
}

void
growth_dispose(struct growth *growth)
{
	for (size_t s = 0; s < growth->series_count; s++) {
		for (size_t p = 0; p < growth->series[s].point_count; p++)
			free(growth->series[s].points[p].rows);
		free(growth->series[s].points);
		free(growth->series[s].key);
		free(growth->series[s].label);
	}
	free(growth->series);
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

static bool
is_metric(enum run_column column)
{
	return column >= COLUMN_outcome && column_is_figure(column);
}

static const char *
metric_candidate(size_t index, const void *context)
{
	(void)context;
	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
		if (is_metric(column) && index-- == 0)
			return run_columns[column].name;
	return NULL;
}

static bool
raise_no_metric(const char *name, struct error *err)
{
	const char *nearest = text_nearest(name, metric_candidate, NULL);

	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (text_equal(run_columns[column].name, name))
			return error_raise(err, ERROR_UNKNOWN_NAME, name,
				"that column of runs.csv holds no measured numbers; name one with a unit, such as %s or %s",
				run_columns[COLUMN_tree_peak_bytes].name, run_columns[COLUMN_wall_ns].name);
	return error_raise(err, ERROR_UNKNOWN_NAME, name, "no column of runs.csv with measured numbers%s%s%s",
		nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

bool
growth_metric(const char *name, enum run_column *metric, struct error *err)
{
	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
		if (is_metric(column) && text_equal(run_columns[column].name, name)) {
			*metric = column;
			return true;
		}
	return raise_no_metric(name, err);
}

const struct point *
series_at(const struct series *series, double size)
{
	const struct point *best = NULL;

	for (size_t i = 0; i < series->point_count; i++)
		if (fabs(series->points[i].size - size) <= SAME_SIZE * size &&
			(!best || fabs(series->points[i].size - size) < fabs(best->size - size)))
			best = &series->points[i];
	return best;
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
	*growth = value / initial->values[metric].median - 1;
	return true;
}

bool
point_value(const struct point *point, enum run_column metric, double *value)
{
	if (point->values[metric].count == 0)
		return false;
	*value = point->values[metric].median;
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

bool
series_choose(const struct series *series, const struct table *runs, enum run_column metric,
	const struct law_options *options, struct law_choice *choice, struct error *err)
{
	struct run_figure figure = run_figure_of(runs, metric);
	CLEANUP_FREE double *x = NULL, *y = NULL;
	size_t room = 0, count = 0;

	if (!run_figure_is_there(&figure))
		return error_raise(err, ERROR_TOO_FEW_POINTS, series->label, "its runs.csv has no column '%s'",
			run_columns[metric].name);
	for (size_t i = 0; i < series->point_count; i++)
		room += series->points[i].row_count;
	x = memory_zeroed(room, sizeof *x);
	y = memory_zeroed(room, sizeof *y);
	for (size_t i = 0; i < series->point_count; i++)
		for (size_t j = 0; j < series->points[i].row_count; j++)
			if (run_ended_ok(runs, series->points[i].rows[j]) &&
				run_figure_number(runs, series->points[i].rows[j], &figure, &y[count]))
				x[count++] = series->points[i].size;
	struct law_options with_floors = options ? *options : (struct law_options){0};
	first_heap_floors(runs, series->row, metric, with_floors.floors);
	return law_choose(&(struct law_points){x, y, count, series->label}, &with_floors, choice, err);
}
