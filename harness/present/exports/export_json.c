/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every row of runs.csv as a JSON object: figures as numbers, the rest as texts, empty cells left out.
 */
#include "base/memory.h"
#include "base/json_text.h"
#include "present/exports/export.h"
#include "present/laws/law_json.h"

#include <math.h>
#include <string.h>

/* Whole numbers stay whole, without a fraction or an exponent. */
static json_t *
number_of(double value)
{
	return fabs(value) < 0x1p53 && value == floor(value) ? json_integer((json_int_t)value) : json_real(value);
}

/* Columns that count without having a unit. */
static bool
is_number(enum run_column column)
{
	return column_is_figure(column) || column == COLUMN_repetition || column == COLUMN_exit_status ||
		   column == COLUMN_collections || column == COLUMN_samples || column == COLUMN_others_share;
}

static json_t *
row_of(const struct study *study, size_t row, const bool *wanted)
{
	json_t *object = json_object();

	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++) {
		const char *name = run_columns[column].name, *text = run_text(&study->runs, row, column);
		double value;
		if (column_is_figure(column) && !wanted[column])
			continue;
		if (is_number(column) && run_number(&study->runs, row, column, &value))
			json_set(object, name, number_of(value));
		else if (!is_number(column) && *text != '\0')
			json_set(object, name, json_text(text));
	}
	return object;
}

static json_t *
units_of(const bool *wanted)
{
	json_t *units = json_object();

	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
		if (wanted[column])
			json_set(units, run_columns[column].name, json_text(run_columns[column].unit));
	return units;
}

static int
append_bytes(const char *bytes, size_t count, void *out)
{
	text_append_bytes(out, bytes, count);
	return 0;
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	json_t *root = json_object(), *rows = json_array();

	(void)err;
	for (size_t row = 0; row < study->runs.row_count; row++)
		(void)json_array_append_new(rows, row_of(study, row, wanted));
	json_set(root, "schema", json_text(RECORD_SCHEMA));
	json_set(root, "experiment", json_text(study->name));
	json_set(root, "units", units_of(wanted));
	json_set(root, "environment", study->environment ? json_deep_copy(study->environment) : json_null());
	json_set(root, "runs", rows);
	if (json_dump_callback(root, append_bytes, out, JSON_INDENT(1) | JSON_REAL_PRECISION(17)) != 0)
		memory_exhausted("JSON");
	text_append(out, "\n");
	json_decref(root);
	return true;
}

const struct exporter exporter_json = {
	.name = "json",
	.summary = "every row of runs.csv as a JSON object, with environment.json",
	.details = "Figures are numbers in the units that `units` names, other columns texts. A column that\n"
			   "was not measured is not in the object.",
	.takes_metrics = true,
	.append = append,
};
