/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/conditions.h"
#include "base/memory.h"
#include "present/format.h"

#include <string.h>

/* Shown elsewhere in a report, or of no use to a reader. */
static bool
is_shown(const char *key)
{
	static const char *const elsewhere[] = {
		"schema", "experiment", "question", "published", "claims", "sessions"};

	for (size_t i = 0; i < COUNT_OF(elsewhere); i++)
		if (text_equal(key, elsewhere[i]))
			return false;
	return true;
}

/* "memory_bytes" gives the unit "bytes" and the title "memory". */
static const char *
split_unit(char *key)
{
	static const char *const units[] = {"bytes", "ns"};
	size_t length = strlen(key);

	for (size_t i = 0; i < COUNT_OF(units); i++) {
		size_t unit = strlen(units[i]) + 1;
		if (length <= unit || key[length - unit] != '_' || !text_ends_with(key, units[i]))
			continue;
		key[length - unit] = '\0';
		return units[i];
	}
	return "";
}

static void
add_scalar(struct grid *grid, const char *prefix, const char *key, const json_t *value)
{
	CLEANUP_FREE char *title = memory_copy_text(key);
	const char *unit = split_unit(title);
	char text[FORMAT_BYTES];

	for (char *at = strchr(title, '_'); at; at = strchr(at, '_'))
		*at = ' ';
	grid_add(grid, "%s%s%s", prefix, *prefix ? ": " : "", title);
	if (json_is_string(value))
		grid_add(grid, "%s", json_string_value(value));
	else if (json_is_number(value) && *unit)
		grid_add(grid, "%s", format_quantity(text, unit, json_number_value(value)));
	else if (json_is_number(value))
		grid_add(grid, "%s", format_size(text, json_number_value(value)));
	else
		grid_add(grid, "%s", json_is_true(value) ? "yes" : json_is_false(value) ? "no" : "-");
}

static void add_object(struct grid *grid, const char *prefix, json_t *object, int depth);

/* "hosts" holds one host, "host 1", "host 2". */
static void
add_array(struct grid *grid, const char *key, const json_t *array, int depth)
{
	size_t length = strlen(key), count = json_array_size(array);

	length -= length > 1 && key[length - 1] == 's';
	for (size_t i = 0; i < count; i++) {
		CLEANUP_FREE char *number = text_format(" %zu", i + 1);
		CLEANUP_FREE char *prefix = text_format("%.*s%s", (int)length, key, count > 1 ? number : "");
		json_t *element = json_array_get(array, i);
		if (json_is_object(element))
			add_object(grid, prefix, element, depth + 1);
		else
			add_scalar(grid, "", prefix, element);
	}
}

enum { DEPTH_MOST = 8 };

static void
add_object(struct grid *grid, const char *prefix, json_t *object, int depth)
{
	const char *key;
	json_t *value;

	if (depth > DEPTH_MOST)
		return;
	json_object_foreach(object, key, value)
	{
		if (depth == 0 && !is_shown(key))
			continue;
		if (json_is_object(value))
			add_object(grid, key, value, depth + 1);
		else if (json_is_array(value))
			add_array(grid, key, value, depth);
		else
			add_scalar(grid, prefix, key, value);
	}
}

void
table_of_environment(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {{"what", true}, {"value", true}};

	*grid = GRID_OF(columns);
	if (json_is_object(study->environment))
		add_object(grid, "", study->environment, 0);
}

static double
session_number(const json_t *session, const char *key)
{
	return json_number_value(json_object_get(session, key));
}

void
table_of_sessions(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {{"started", true}, {"runs", false}, {"measured", false},
		{"gorge itself", false}, {"share", false}, {"its own peak", false}};
	const json_t *sessions = json_object_get(study->environment, "sessions"), *session;
	size_t index;

	*grid = GRID_OF(columns);
	json_array_foreach(sessions, index, session)
	{
		const char *started = json_string_value(json_object_get(session, "started_at"));
		double measured = session_number(session, "measured_ns"), own = session_number(session, "harness_ns");
		char text[FORMAT_BYTES];
		grid_add(grid, "%s", started ? started : "-");
		grid_add(grid, "%s", format_size(text, session_number(session, "runs")));
		grid_add(grid, "%s", format_quantity(text, "ns", measured));
		grid_add(grid, "%s", format_quantity(text, "ns", own));
		if (measured + own > 0)
			grid_add(grid, "%.1f%%", 100 * own / (measured + own));
		else
			grid_add(grid, "-");
		grid_add(grid, "%s", format_quantity(text, "bytes", session_number(session, "own_peak_bytes")));
	}
}

static bool
all_series_share(const struct study *study, enum run_column column)
{
	const struct growth *growth = &study->growth;

	for (size_t s = 1; s < growth->series_count; s++)
		if (!text_equal(
				study_text(study, &growth->series[0], column), study_text(study, &growth->series[s], column)))
			return false;
	return true;
}

void
table_of_settings(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {{"setting", true}, {"value", true}, {"meaning", true}};
	static const enum run_column before[] = {
		COLUMN_go_version, COLUMN_go_id, COLUMN_generator, COLUMN_cache, COLUMN_target, COLUMN_meter};

	*grid = GRID_OF(columns);
	for (enum run_column column = 0; column < COLUMN_outcome; column++) {
		const char *value = study_text(study, &study->growth.series[0], column);
		bool wanted = column > COLUMN_meter;
		for (size_t i = 0; i < COUNT_OF(before); i++)
			wanted = wanted || before[i] == column;
		if (!wanted || *value == '\0' || !all_series_share(study, column))
			continue;
		grid_add(grid, "%s", run_columns[column].name);
		grid_add(grid, "%s", value);
		grid_add(grid, "%s", run_columns[column].help);
	}
}

void
table_of_series(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {{"series", true}, {"workload", true}, {"Go", true},
		{"cache", true}, {"target", true}, {"params without the size", true}};

	*grid = GRID_OF(columns);
	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		CLEANUP_TEXT struct text rest = {0};
		growth_rest(&study->growth, &study->runs, series, &rest);
		grid_add(grid, "%s", series->label);
		grid_add(grid, "%s", study_text(study, series, COLUMN_workload));
		grid_add(grid, "%s", study_text(study, series, COLUMN_go_version));
		grid_add(grid, "%s", study_text(study, series, COLUMN_cache));
		grid_add(grid, "%s", study_text(study, series, COLUMN_target));
		grid_add(grid, "%s", text_string(&rest));
	}
}
