/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/fit_json.h"
#include "base/error.h"

static void
set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		BUG("cannot put %s into a JSON object", key);
}

static json_t *
fit_of(const struct fit *fit)
{
	json_t *object;

	if (!fit->law)
		return json_null();
	object = json_object();
	set(object, "formula", json_string(fit->law->formula));
	for (size_t i = 0; i < law_parameter_count(fit->law); i++)
		set(object, fit->law->parameters[i], json_real(fit->parameters[i]));
	set(object, "r2", json_real(fit->r2));
	set(object, "residual_error", json_real(fit->residual_error));
	set(object, "points", json_integer((json_int_t)fit->points));
	return object;
}

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
	set(object, "linear", fit_of(&shape->linear));
	set(object, "power", fit_of(&shape->power));
	set(object, "segments", segments_of(shape));
	set(object, "steepening", shape->steepening_known ? json_real(shape->steepening) : json_null());
	set(object, "claim", judged ? json_string(verdict_name(shape->verdict)) : json_null());
	set(object, "why", shape->why[0] ? json_string(shape->why) : json_null());
}

static json_t *
points_of(const struct series *series, enum run_column metric)
{
	json_t *array = json_array();

	for (size_t i = 0; i < series->point_count; i++) {
		const struct point *point = &series->points[i];
		json_t *object = json_object();
		double value, growth;
		set(object, "size", json_real(point->size));
		set(object, "runs", json_integer((json_int_t)point->row_count));
		set(object, "ok", json_integer((json_int_t)point->ok));
		set(object, "median", point_value(point, metric, &value) ? json_real(value) : json_null());
		set(object, "growth",
			series_growth(series, point, metric, &growth) ? json_real(growth) : json_null());
		(void)json_array_append_new(array, object);
	}
	return array;
}

static json_t *
series_of(const struct study *study, const struct series *series, enum run_column metric)
{
	const struct published *published = study_published(study);
	json_t *object = json_object();
	struct shape shape;

	series_shape(series, metric, published, &shape);
	set(object, "label", json_string(series->label));
	set(object, "axis", json_string(growth_axis_name(&study->growth, series)));
	set(object, "points", points_of(series, metric));
	set_shape(object, &shape, published && published->steep_beyond_files > 0);
	shape_release(&shape);
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
	set(object, "points", array);
	set_shape(object, &shape, published->steep_beyond_files > 0);
	shape_release(&shape);
	return object;
}

char *
fit_json(const struct study *study, enum run_column metric)
{
	json_t *root = json_object(), *array = json_array();
	char *text;

	for (size_t s = 0; s < study->growth.series_count; s++)
		(void)json_array_append_new(array, series_of(study, &study->growth.series[s], metric));
	set(root, "experiment", json_string(study->name));
	set(root, "metric", json_string(run_columns[metric].name));
	set(root, "unit", json_string(run_columns[metric].unit));
	set(root, "axis", json_string(growth_common_axis(&study->growth)));
	set(root, "series", array);
	set(root, "published", study->has_published ? published_of(&study->published) : json_null());
	text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
	json_decref(root);
	if (!text)
		BUG("out of memory for JSON");
	return text;
}
