/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/pattern_law.h"
#include "base/error.h"
#include "present/release_summary.h"

#include <jansson.h>

static void
set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		BUG("cannot put %s into a JSON object", key);
}

static void
add(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		BUG("cannot append to a JSON array");
}

static json_t *
ratio_of(const struct ratio *ratio)
{
	json_t *object = json_object();

	set(object, "value", json_real(ratio->value));
	set(object, "low", json_real(ratio->low));
	set(object, "high", json_real(ratio->high));
	return object;
}

static json_t *
change_of(const struct side_cell *cell, const struct change *change)
{
	json_t *object = json_object();

	set(object, "cell", json_string(cell->label));
	set(object, "old", json_real(change->old_median));
	set(object, "new", json_real(change->new_median));
	set(object, "old_runs", json_integer((json_int_t)change->sample.old_count));
	set(object, "new_runs", json_integer((json_int_t)change->sample.new_count));
	set(object, "ratio", change->has_ratio ? ratio_of(&change->ratio) : json_null());
	set(object, "p", change->tested ? json_real(change->p) : json_null());
	set(object, "p_adjusted", change->tested ? json_real(change->adjusted_p) : json_null());
	set(object, "verdict", json_string(change_verdict_name(change->verdict)));
	set(object, "more_runs",
		change->verdict == CHANGE_UNCLEAR ? json_integer((json_int_t)change->more) : json_null());
	return object;
}

static json_t *
metric_of(const struct releases *releases, size_t step, size_t metric)
{
	const struct compared *compared = releases_step(releases, step, metric);
	json_t *object = json_object(), *cells = json_array();

	set(object, "metric", json_string(compared->metric.name));
	set(object, "unit", json_string(compared->metric.unit));
	set(object, "judged", json_boolean(metric < releases->judged));
	set(object, "geometric_mean", compared->mean_cells ? ratio_of(&compared->mean) : json_null());
	set(object, "geometric_mean_judged", json_boolean(compared->mean_judged));
	for (size_t i = 0; i < compared->count; i++)
		add(cells, change_of(&releases->sides.cells[compared->cells[i]], &compared->changes[i]));
	set(object, "cells", cells);
	return object;
}

static json_t *
fates_of(const struct sides *sides, size_t step, enum fate fate)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sides->cell_count; i++)
		if (cell_fate(sides, &sides->cells[i], step, step + 1) == fate)
			add(array, json_string(sides->cells[i].label));
	return array;
}

static json_t *
laws_of(const struct releases *releases, size_t step, size_t metric)
{
	json_t *array = json_array();
	struct pattern_laws found;

	pattern_laws_find(&releases->sides, &releases->metrics[metric], &found);
	for (size_t i = 0; i < found.count; i++) {
		const struct pattern_law *law = &found.items[i];
		const struct fit *old = &law->fits[step], *new = &law->fits[step + 1];
		json_t *object = json_object();
		set(object, "metric", json_string(releases->metrics[metric].name));
		set(object, "pattern", json_string(law->pattern));
		set(object, "old_exponent", old->law ? json_real(old->parameters[2]) : json_null());
		set(object, "new_exponent", new->law ? json_real(new->parameters[2]) : json_null());
		set(object, "verdict", json_string(growth_verdict_name(pattern_law_change(law, step + 1))));
		add(array, object);
	}
	pattern_laws_release(&found);
	return array;
}

static json_t *
packages_of(const struct releases *releases, size_t step)
{
	const struct package_changes *packages = &releases->packages[step];
	json_t *object = json_object(), *classes = json_array(), *items = json_array();

	for (size_t i = 0; i < PACKAGE_CLASSES && packages->count > 0; i++) {
		const struct package_class *class = &packages->classes[i];
		json_t *row = json_object();
		set(row, "class", json_string(class->name));
		set(row, "packages", json_integer((json_int_t) class->count));
		set(row, "ratio", class->count ? ratio_of(&class->ratio) : json_null());
		add(classes, row);
	}
	for (size_t i = 0; i < packages->count; i++) {
		json_t *row = json_object();
		set(row, "package", json_string(packages->items[i].package));
		set(row, "cell", json_string(releases->sides.cells[packages->items[i].cell].label));
		set(row, "old_bytes", json_real(packages->items[i].old_bytes));
		set(row, "new_bytes", json_real(packages->items[i].new_bytes));
		add(items, row);
	}
	set(object, "classes", classes);
	set(object, "packages", items);
	return object;
}

static json_t *
step_of(const struct releases *releases, size_t step)
{
	const struct sides *sides = &releases->sides;
	json_t *object = json_object(), *by = json_array(), *laws_by = json_array();

	for (size_t metric = 0; metric < releases->metric_count; metric++)
		add(by, metric_of(releases, step, metric));
	for (size_t metric = 0; metric < releases->judged; metric++) {
		json_t *laws_found = laws_of(releases, step, metric);
		(void)json_array_extend(laws_by, laws_found);
		json_decref(laws_found);
	}
	set(object, "old", json_string(sides->items[step].name));
	set(object, "new", json_string(sides->items[step + 1].name));
	set(object, "interleaved", json_boolean(sides_interleaved(sides, step, step + 1)));
	set(object, "broken", fates_of(sides, step, FATE_BROKEN));
	set(object, "repaired", fates_of(sides, step, FATE_REPAIRED));
	set(object, "metrics", by);
	set(object, "growth", laws_by);
	set(object, "real_code", packages_of(releases, step));
	return object;
}

char *
release_json(const struct releases *releases)
{
	json_t *root = json_object(), *steps = json_array();
	char *text;

	for (size_t step = 0; step < releases_steps(releases); step++)
		add(steps, step_of(releases, step));
	set(root, "fail_above", json_real(releases->threshold));
	set(root, "worse", json_boolean(releases_worse(releases)));
	set(root, "steps", steps);
	text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
	json_decref(root);
	if (!text)
		BUG("out of memory for JSON");
	return text;
}
