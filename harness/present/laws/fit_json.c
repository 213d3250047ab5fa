/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/laws/fit_json.h"
#include "base/json_text.h"
#include "base/error.h"
#include "present/laws/held_tables.h"
#include "present/laws/law_json.h"
#include "analyse/claims/shape.h"

static json_t *
segments_of(const struct shape *shape)
{
	json_t *array = json_array();

	for (size_t i = 0; i < shape->segment_count; i++)
		(void)json_array_append_new(array, json_pack("{s:f, s:f, s:f}", "from", shape->segments[i].from, "to",
											   shape->segments[i].to, "slope", shape->segments[i].slope));
	return array;
}

static void
set_shape(json_t *object, const struct shape *shape, bool judged)
{
	json_set(object, "linear", json_of_fit(&shape->linear));
	json_set(object, "power", json_of_fit(&shape->power));
	json_set(object, "segments", segments_of(shape));
	json_set(object, "steepening", shape->steepening_known ? json_real(shape->steepening) : json_null());
	json_set(object, "claim", judged ? json_text(claim_verdict_name(shape->verdict)) : json_null());
	json_set(object, "why", shape->why[0] ? json_text(shape->why) : json_null());
}

static json_t *
points_of(const struct series *series, enum run_column metric)
{
	json_t *array = json_array();

	for (size_t i = 0; i < series->point_count; i++) {
		const struct point *point = &series->points[i];
		json_t *object = json_object();
		double value, growth;
		json_set(object, "size", json_real(point->size));
		json_set(object, "runs", json_integer((json_int_t)point->row_count));
		json_set(object, "ok", json_integer((json_int_t)point->ok));
		json_set(object, "median", point_value(point, metric, &value) ? json_real(value) : json_null());
		json_set(object, "growth",
			series_growth(series, point, metric, &growth) ? json_real(growth) : json_null());
		(void)json_array_append_new(array, object);
	}
	return array;
}

static json_t *
series_of(const struct study *study, const struct series_law *law, enum run_column metric,
	const struct question *questions, size_t count)
{
	const struct series *series = &study->growth.series[law->series];
	const struct published *published = study_published(study);
	json_t *object = json_object();
	struct shape shape;

	series_shape(series, metric, published, &shape);
	json_set(object, "label", json_text(series->label));
	json_set(object, "axis", json_text(growth_axis_name(&study->growth, series)));
	json_set(object, "points", points_of(series, metric));
	json_set(object, "choice", json_of_choice(law));
	json_set(object, "choice_lacks", law->known ? json_null() : json_text(law->why));
	json_set(object, "residuals", json_of_residuals(study, law, metric));
	json_set(object, "predictions", json_of_predictions(study, law, metric, questions, count));
	set_shape(object, &shape, published && published->steep_beyond_files > 0);
	shape_dispose(&shape);
	return object;
}

static json_t *
published_of(const struct published *published)
{
	json_t *object = json_object(), *array = json_array();
	struct shape shape;

	for (size_t i = 0; i < published->count; i++)
		(void)json_array_append_new(
			array, json_pack("{s:f, s:f, s:f}", "size", published->points[i].files, "peak_bytes",
					   published->points[i].peak_bytes, "growth", published->points[i].growth));
	published_shape(published, &shape);
	json_set(object, "points", array);
	set_shape(object, &shape, published->steep_beyond_files > 0);
	shape_dispose(&shape);
	return object;
}

char *
fit_json(const struct study *study, const struct series_laws *found, enum run_column metric,
	const struct question *questions, size_t count, const struct held_back *held)
{
	json_t *root = json_object(), *array = json_array();

	for (size_t s = 0; s < found->count; s++) {
		json_t *object = series_of(study, &found->items[s], metric, questions, count);
		json_set(object, "held_back", json_of_held(held, found->items[s].series));
		(void)json_array_append_new(array, object);
	}
	json_set(root, "experiment", json_text(study->name));
	json_set(root, "metric", json_text(run_columns[metric].name));
	json_set(root, "unit", json_text(run_columns[metric].unit));
	json_set(root, "axis", json_text(growth_common_axis(&study->growth)));
	json_set(root, "series", array);
	json_set(root, "histories", json_of_histories(study, found));
	json_set(root, "published", study->has_published ? published_of(&study->published) : json_null());
	return json_to_text(root, JSON_INDENT(2));
}
