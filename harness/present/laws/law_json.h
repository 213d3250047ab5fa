/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chosen laws, predictions and histories as JSON objects, parts of what fit_json() makes.
 */
#ifndef GORGE_PRESENT_LAWS_LAW_JSON_H
#define GORGE_PRESENT_LAWS_LAW_JSON_H

#include "present/laws/law_tables.h"
#include "analyse/laws/fitting/law_fit.h"

/* Sets a key of an object, taking the value over; running out of memory ends gorge. */
void json_set(json_t *object, const char *key, json_t *value);
/* Writes the value as text, every digit kept, and lets go of it; layout: JSON_INDENT(n) or JSON_COMPACT. The
 * caller frees the text. */
char *json_to_text(json_t *root, size_t layout);
/* A law with its numbers, or null. */
json_t *json_of_fit(const struct fit *fit);
/* What changed since the release before: verdict, ratios at the ends, what growing adds. */
json_t *json_of_change(const struct law_change *change);
/* The choice with all its laws, or null; `why` says then what it lacks. */
json_t *json_of_choice(const struct series_law *law);
/* [{"size", "residual"}]: of the medians, as a share of the law. */
json_t *json_of_residuals(const struct study *study, const struct series_law *law, enum run_column metric);
/* The answers to the questions that concern the series. */
json_t *json_of_predictions(const struct study *study, const struct series_law *law, enum run_column metric,
	const struct question *questions, size_t count);
/* [{"series", "releases": [...]}] */
json_t *json_of_histories(const struct study *study, const struct series_laws *found);

#endif
