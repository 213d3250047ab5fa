/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/laws/law_json.h"
#include "base/json_text.h"
#include "base/memory.h"
#include "analyse/laws/fitting/law_fit.h"

void
json_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		BUG("cannot put %s into a JSON object", key);
}

char *
json_to_text(json_t *root, size_t layout)
{
	char *text = json_dumps(root, layout | JSON_REAL_PRECISION(17));
	json_decref(root);
	if (!text)
		memory_exhausted("JSON");
	return text;
}

json_t *
json_of_fit(const struct fit *fit)
{
	json_t *object;

	if (!fit->law)
		return json_null();
	object = json_object();
	json_set(object, "formula", json_text(fit->law->formula));
	for (size_t i = 0; i < law_parameter_count(fit->law); i++)
		json_set(object, fit->law->parameters[i], json_real(fit->parameters[i]));
	json_set(object, "r2", json_real(fit->r2));
	json_set(object, "residual_error", json_real(fit->residual_error));
	json_set(object, "points", json_integer((json_int_t)fit->points));
	return object;
}

static json_t *
estimate_of(double value, struct interval interval)
{
	return json_pack("{s:f, s:f, s:f}", "value", value, "low", interval.low, "high", interval.high);
}

static json_t *
laws_of(const struct law_choice *choice)
{
	json_t *object = json_object();

	for (enum law_id id = 0; id < LAW_COUNT; id++) {
		json_t *fit = json_of_fit(&choice->fits[id]);
		if (json_is_object(fit))
			json_set(fit, "delta_aicc", choice->ranked[id] ? json_real(choice->delta[id]) : json_null());
		json_set(object, laws[id].name, fit);
	}
	return object;
}

static json_t *
gap_of(const struct law_gap *gap)
{
	if (!gap->found)
		return json_null();
	return json_pack(
		"{s:f, s:f, s:f, s:f}", "from", gap->from, "to", gap->to, "before", gap->before, "after", gap->after);
}

static json_t *
plan_of(const struct law_choice *choice)
{
	struct law_plan plan;

	law_plan_find(choice, &plan);
	if (!plan.needed)
		return json_null();
	return json_pack("{s:s, s:b, s:o, s:I}", "or", laws[plan.rival].name, "few_sizes", plan.few_sizes, "size",
		plan.runs > 0 ? json_real(plan.size) : json_null(), "runs", (json_int_t)plan.runs);
}

static json_t *
first_heap_of(const struct law_choice *choice)
{
	if (!(choice->floor > 0))
		return json_null();
	return json_pack("{s:f, s:f, s:I}", "floor", choice->floor, "up_to", choice->within, "bounds_only",
		(json_int_t)choice->below);
}

/* The law of the sizes below those that the rest is about. */
static json_t *
lower_of(const struct law_choice *choice)
{
	if (!choice->lower)
		return json_null();
	return json_pack("{s:o, s:f, s:o, s:o}", "law", json_text(law_choice_name(choice->lower)), "up_to",
		choice->lower->largest, "gap", gap_of(&choice->lower->gap), "laws", laws_of(choice->lower));
}

static json_t *
strayed_of(const struct law_choice *choice)
{
	json_t *array = json_array();

	for (size_t i = 0; i < choice->wild_count; i++)
		(void)json_array_append_new(array, json_pack("{s:f, s:f, s:f}", "size", choice->wild[i].x, "value",
											   choice->wild[i].y, "others", choice->wild[i].others));
	return array;
}

json_t *
json_of_choice(const struct series_law *law)
{
	const struct law_choice *choice = &law->choice;
	json_t *object;

	if (!law->known)
		return json_null();
	object = json_object();
	json_set(object, "law", json_text(law_choice_name(choice)));
	json_set(object, "from", json_real(choice->smallest));
	json_set(object, "gap", gap_of(&choice->gap));
	json_set(object, "lower", lower_of(choice));
	json_set(object, "runner_up",
		choice->runner_up == LAW_COUNT ? json_null() : json_text(laws[choice->runner_up].name));
	json_set(object, "laws", laws_of(choice));
	json_set(object, "runs", json_integer((json_int_t)choice->runs));
	json_set(object, "sizes", json_integer((json_int_t)choice->sizes));
	json_set(object, "repetitions_count", json_boolean(choice->by_runs));
	json_set(object, "noise", json_real(choice->noise));
	json_set(object, "misfit", json_real(choice->misfit));
	json_set(object, "first_heap", first_heap_of(choice));
	json_set(object, "plan", plan_of(choice));
	json_set(object, "strayed", strayed_of(choice));
	json_set(object, "confidence", json_real(choice->confidence));
	json_set(object, "exponent_at_bound", json_boolean(exponent_at_bound(choice)));
	json_set(object, "exponent",
		has_exponent(choice) ? estimate_of(choice->fits[LAW_POWER].parameters[2], choice->exponent)
							 : json_null());
	json_set(object, "local_exponent", estimate_of(choice->local, choice->local_interval));
	return object;
}

json_t *
json_of_residuals(const struct study *study, const struct series_law *law, enum run_column metric)
{
	const struct series *series = &study->growth.series[law->series];
	json_t *array = json_array();
	double value;

	for (size_t i = 0; law->known && i < series->point_count; i++)
		if (point_value(&series->points[i], metric, &value))
			(void)json_array_append_new(
				array, json_pack("{s:f, s:f}", "size", series->points[i].size, "residual",
						   residual_share(&law->choice, series->points[i].size, value)));
	return array;
}

static json_t *
prediction_of(const struct study *study, const struct series_law *law, enum run_column metric, double size)
{
	const struct series *series = &study->growth.series[law->series];
	struct prediction prediction;
	json_t *object = json_object();

	series_predict(series, &study->runs, metric, &law->choice, size, &prediction);
	json_set(object, "size", json_real(size));
	json_set(object, "predicted",
		prediction.refused ? json_null() : estimate_of(prediction.value, prediction.interval));
	json_set(object, "by", prediction.by ? json_text(prediction.by) : json_null());
	json_set(object, "extrapolated", json_boolean(prediction.beyond));
	json_set(object, "why", prediction.refused ? json_text(prediction.why) : json_null());
	json_set(object, "instead", prediction.refused ? json_text(prediction.instead) : json_null());
	return object;
}

json_t *
json_of_predictions(const struct study *study, const struct series_law *law, enum run_column metric,
	const struct question *questions, size_t count)
{
	const char *axis = growth_axis_name(&study->growth, &study->growth.series[law->series]);
	json_t *array = json_array();

	for (size_t q = 0; law->known && q < count; q++)
		if (question_concerns(&questions[q], axis))
			(void)json_array_append_new(array, prediction_of(study, law, metric, questions[q].size));
	return array;
}

json_t *
json_of_change(const struct law_change *change)
{
	json_t *object = json_object();

	json_set(object, "verdict", json_text(law_verdict_name(change->verdict)));
	json_set(object, "another_law", json_boolean(change->other_law));
	json_set(object, "from", json_real(change->from));
	json_set(object, "to", json_real(change->to));
	json_set(object, "ratio_smallest", estimate_of(change->smallest.value, change->smallest.interval));
	json_set(object, "ratio_largest", estimate_of(change->largest.value, change->largest.interval));
	json_set(object, "added", estimate_of(change->added.value, change->added.interval));
	json_set(object, "exponent_difference",
		change->has_exponent ? estimate_of(change->exponent.value, change->exponent.interval) : json_null());
	return object;
}

static json_t *
releases_of(const struct study *study, const struct history *history)
{
	json_t *array = json_array();

	for (size_t i = 0; i < history->count; i++) {
		const struct history_step *step = &history->steps[i];
		json_t *object = json_object();
		json_set(object, "go_version", json_text(step->go_version));
		json_set(object, "series", json_text(study->growth.series[step->law->series].label));
		json_set(
			object, "law", step->law->known ? json_text(law_choice_name(&step->law->choice)) : json_null());
		json_set(object, "change", step->compared ? json_of_change(&step->change) : json_null());
		(void)json_array_append_new(array, object);
	}
	return array;
}

json_t *
json_of_histories(const struct study *study, const struct series_laws *found)
{
	CLEANUP_HISTORIES struct histories histories;
	json_t *array = json_array();

	histories_find(&study->growth, &study->runs, &study->families, found, &histories);
	for (size_t i = 0; i < histories.count; i++) {
		CLEANUP_TEXT struct text title = {0};
		json_t *object = json_object();
		history_title(study, &histories.items[i], &title);
		json_set(object, "series", json_text(text_string(&title)));
		json_set(object, "releases", releases_of(study, &histories.items[i]));
		(void)json_array_append_new(array, object);
	}
	return array;
}
