/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/releases/release_json.h"
#include "analyse/compare/side_loads.h"
#include "base/json_text.h"
#include "base/error.h"
#include "present/laws/law_json.h"

#include <jansson.h>

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

	json_set(object, "value", json_real(ratio->value));
	json_set(object, "low", json_real(ratio->low));
	json_set(object, "high", json_real(ratio->high));
	return object;
}

static json_t *
change_of(const struct side_cell *cell, const struct change *change)
{
	json_t *object = json_object();

	json_set(object, "cell", json_text(cell->label));
	json_set(object, "old", json_real(change->old_median));
	json_set(object, "new", json_real(change->new_median));
	json_set(object, "old_runs", json_integer((json_int_t)change->sample.old_count));
	json_set(object, "new_runs", json_integer((json_int_t)change->sample.new_count));
	json_set(object, "ratio", change->has_ratio ? ratio_of(&change->ratio) : json_null());
	json_set(object, "p", change->tested ? json_real(change->p) : json_null());
	json_set(object, "p_adjusted", change->tested ? json_real(change->adjusted_p) : json_null());
	json_set(object, "verdict", json_text(change_verdict_name(change->verdict)));
	json_set(object, "more_runs",
		change->verdict == CHANGE_UNCLEAR ? json_integer((json_int_t)change->more) : json_null());
	return object;
}

static json_t *
metric_of(const struct releases *releases, size_t step, size_t metric)
{
	const struct compared *compared = releases_step(releases, step, metric);
	json_t *object = json_object(), *cells = json_array();

	json_set(object, "metric", json_text(compared->metric.name));
	json_set(object, "unit", json_text(compared->metric.unit));
	json_set(object, "judged", json_boolean(metric < releases->judged));
	json_set(object, "geometric_mean", compared->mean_cells ? ratio_of(&compared->mean) : json_null());
	json_set(object, "geometric_mean_judged", json_boolean(compared->tested));
	for (size_t i = 0; i < compared->count; i++)
		add(cells, change_of(&releases->sides.cells[compared->cells[i]], &compared->changes[i]));
	json_set(object, "cells", cells);
	return object;
}

static json_t *
fates_of(const struct sides *sides, size_t step, enum fate fate)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sides->cell_count; i++)
		if (cell_fate(sides, &sides->cells[i], step, step + 1) == fate)
			add(array, json_text(sides->cells[i].label));
	return array;
}

static json_t *
release_of(const struct history *history, size_t side)
{
	const struct history_step *step = &history->steps[side];
	json_t *object = json_object();

	series_law_draw(step->law);
	json_set(object, "go_version", json_text(step->go_version));
	json_set(object, "choice", json_of_choice(step->law));
	json_set(object, "choice_lacks", step->law->known ? json_null() : json_text(step->law->why));
	json_set(object, "compared_with",
		step->compared ? json_text(history->steps[step->earlier].go_version) : json_null());
	json_set(object, "change", step->compared ? json_of_change(&step->change) : json_null());
	return object;
}

static json_t *
law_of(const struct metric *metric, struct pattern_law *law)
{
	json_t *object = json_object(), *array = json_array();

	pattern_law_recall(law);
	for (size_t side = 0; side < law->history.count; side++)
		add(array, release_of(&law->history, side));
	json_set(object, "metric", json_text(metric->name));
	json_set(object, "pattern", json_text(law->pattern));
	json_set(object, "axis", json_text(law->axis));
	json_set(object, "releases", array);
	pattern_law_forget(law);
	return object;
}

static json_t *
growth_of(const struct releases *releases)
{
	json_t *array = json_array();

	for (size_t metric = 0; metric < releases->judged; metric++)
		for (size_t i = 0; i < releases->laws[metric].count; i++)
			add(array, law_of(&releases->metrics[metric], &releases->laws[metric].items[i]));
	return array;
}

static json_t *
class_of(const struct package_class *class, double threshold)
{
	json_t *row = json_object();

	json_set(row, "class", json_text(class->name));
	json_set(row, "packages", json_integer((json_int_t) class->count));
	json_set(row, "ratio", class->count ? ratio_of(&class->ratio) : json_null());
	json_set(
		row, "noise_of_builds", class->count && class->has_noise ? json_real(class->noise) : json_null());
	json_set(row, "verdict", class->tested ? json_text(change_verdict_name(class->verdict)) : json_null());
	json_set(row, "worse", json_boolean(package_class_is_worse(class, threshold)));
	return row;
}

static json_t *
package_of(const struct releases *releases, const struct package_pair *pair, const struct package_move *move)
{
	static const char *const directions[PACKAGE_DIRECTIONS] = {"stayed", "rose", "fell"};
	json_t *row = json_object();

	json_set(row, "package", json_text(pair->package));
	json_set(row, "cell", json_text(releases->sides.cells[pair->cell].label));
	json_set(row, "old_bytes", json_real(pair->old_bytes));
	json_set(row, "new_bytes", json_real(pair->new_bytes));
	json_set(row, "old_builds", json_integer((json_int_t)pair->old.count));
	json_set(row, "new_builds", json_integer((json_int_t)pair->new.count));
	json_set(row, "same_text", json_boolean(pair->same_text));
	json_set(row, "noise", json_real(move->noise));
	json_set(row, "beside_others", move->tested ? json_real(move->beside) : json_null());
	json_set(row, "p_adjusted", move->tested ? json_real(move->p) : json_null());
	json_set(row, "moved", move->tested ? json_text(directions[move->direction]) : json_null());
	return row;
}

static json_t *
cause_of(const struct package_cause *cause)
{
	json_t *row = json_object();

	json_set(row, "moved", json_text(cause->direction == PACKAGE_ROSE ? "rose" : "fell"));
	json_set(row, "feature", json_text(cause->says));
	json_set(row, "alike", json_text(cause->alike));
	json_set(row, "moved_with", json_integer((json_int_t)cause->moved_with));
	json_set(row, "moved_in_all", json_integer((json_int_t)cause->moved));
	json_set(row, "others_with", json_integer((json_int_t)cause->others_with));
	json_set(row, "others_in_all", json_integer((json_int_t)cause->others));
	json_set(row, "p_adjusted", json_real(cause->p));
	json_set(row, "ratio_with", json_real(cause->with));
	json_set(row, "ratio_without", json_real(cause->without));
	return row;
}

static json_t *
packages_of(const struct releases *releases, size_t step)
{
	const struct package_changes *packages = &releases->packages[step];
	json_t *object = json_object(), *classes = json_array(), *items = json_array(), *causes = json_array();

	for (size_t i = 0; i < PACKAGE_CLASSES && packages->pairs.count > 0; i++)
		add(classes, class_of(&packages->classes[i], releases->threshold));
	for (size_t i = 0; i < packages->moves.count; i++)
		add(items, package_of(releases, &packages->pairs.items[packages->moves.items[i].pair],
					   &packages->moves.items[i]));
	json_set(object, "judged", json_boolean(releases_judge_packages(releases) && packages_tell(packages)));
	json_set(object, "worse",
		json_boolean(releases_judge_packages(releases) && packages_are_worse(packages, releases->threshold)));
	for (size_t i = 0; i < packages->causes.count; i++)
		add(causes, cause_of(&packages->causes.items[i]));
	json_set(object, "classes", classes);
	json_set(object, "described", json_integer((json_int_t)packages->described));
	json_set(object, "common", causes);
	json_set(object, "packages", items);
	return object;
}

static json_t *
step_of(const struct releases *releases, size_t step)
{
	const struct sides *sides = &releases->sides;
	struct side_loads loads = side_loads_of(sides, step, step + 1);
	json_t *object = json_object(), *by = json_array();

	for (size_t metric = 0; metric < releases->metric_count; metric++)
		add(by, metric_of(releases, step, metric));
	json_set(object, "old", json_text(sides->items[step].name));
	json_set(object, "new", json_text(sides->items[step + 1].name));
	json_set(object, "interleaved", json_boolean(sides_interleaved(sides, step, step + 1)));
	json_set(object, "others_share_old", loads.known ? json_real(loads.first) : json_null());
	json_set(object, "others_share_new", loads.known ? json_real(loads.second) : json_null());
	json_set(object, "loads_differ", loads.known ? json_boolean(loads.differ) : json_null());
	json_set(object, "broken", fates_of(sides, step, FATE_BROKEN));
	json_set(object, "repaired", fates_of(sides, step, FATE_REPAIRED));
	json_set(object, "shaky", fates_of(sides, step, FATE_SHAKY));
	json_set(object, "metrics", by);
	json_set(object, "real_code", packages_of(releases, step));
	return object;
}

char *
release_json(const struct releases *releases)
{
	json_t *root = json_object(), *steps = json_array();

	for (size_t step = 0; step < releases_steps(releases); step++)
		add(steps, step_of(releases, step));
	json_set(root, "fail_above", json_real(releases->threshold));
	json_set(root, "worse", json_boolean(releases_worse(releases)));
	json_set(root, "steps", steps);
	json_set(root, "growth", growth_of(releases));
	return json_to_text(root, JSON_INDENT(2));
}
