/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * OpenMetrics 1.0 text (https://prometheus.io/docs/specs/om/open_metrics_spec/): a gauge a metric, and in it
 * a sample a cell: the median over the runs that ended ok. Base units, so times are seconds.
 */
#include "base/memory.h"
#include "present/exports/export.h"

#include <string.h>

struct unit {
	const char *column, *metric; /* as columns.def and as OpenMetrics name it */
	double factor;
};

static const struct unit units[] = {{"ns", "seconds", 1e-9}, {"bytes", "bytes", 1}};

static struct unit
unit_of(enum run_column column)
{
	const char *unit = run_columns[column].unit;

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (text_equal(units[i].column, unit))
			return units[i];
	return (struct unit){unit, unit, 1};
}

/* "gorge_wall_seconds" of wall_ns: a name has to end with its unit. */
static void
append_family_name(enum run_column column, struct text *out)
{
	const char *name = run_columns[column].name;
	struct unit unit = unit_of(column);
	size_t length = strlen(name);

	if (text_ends_with(name, unit.column))
		length -= strlen(unit.column);
	text_append_format(out, "gorge_%.*s%s%s", (int)length, name,
		length > 0 && length == strlen(name) ? "_" : "", unit.metric);
}

static void
append_label(const char *name, const char *value, struct text *out)
{
	if (*value == '\0')
		return; /* an empty label is no label */
	text_append_format(out, "%s%s=\"", out->data[out->length - 1] == '{' ? "" : ",", name);
	for (; *value; value++)
		if (*value == '\n')
			text_append(out, "\\n");
		else
			text_append_format(out, "%s%c", *value == '"' || *value == '\\' ? "\\" : "", *value);
	text_append(out, "\"");
}

/* All that tells a cell from the others; what is the same in all of them is kept too, since files of several
 * folders meet in one database. */
static void
append_labels(const struct study *study, const struct point *point, struct text *out)
{
	CLEANUP_FREE char *size = text_format("%.15g", point->size);

	text_append(out, "{");
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++)
		if (column_is_identity(column) || column == COLUMN_params)
			append_label(run_columns[column].name, run_text(&study->runs, point->rows[0], column), out);
	append_label("size", size, out);
}

static void
append_help(const char *text, struct text *out)
{
	for (; *text; text++)
		text_append_format(out, "%s%c", *text == '"' || *text == '\\' ? "\\" : "", *text);
}

static void
append_head(enum run_column column, struct text *out)
{
	static const char *const keys[] = {"TYPE", "UNIT", "HELP"};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		text_append_format(out, "# %s ", keys[i]);
		append_family_name(column, out);
		text_append(out, i == 0 ? " gauge\n" : " ");
		if (i == 1)
			text_append_format(out, "%s\n", unit_of(column).metric);
	}
	text_append(out, "Median over the runs that ended ok: ");
	append_help(run_columns[column].help, out);
	text_append(out, "\n");
}

static void
append_family(const struct study *study, enum run_column column, struct text *out)
{
	bool begun = false;
	double value;

	for (size_t s = 0; s < study->growth.series_count; s++)
		for (size_t p = 0; p < study->growth.series[s].point_count; p++) {
			const struct point *point = &study->growth.series[s].points[p];
			if (!point_value(point, column, &value))
				continue;
			if (!begun)
				append_head(column, out);
			begun = true;
			append_family_name(column, out);
			append_labels(study, point, out);
			text_append_format(out, "} %.15g\n", value * unit_of(column).factor);
		}
}

static size_t
count_outcome(const struct study *study, const struct point *point, const char *outcome)
{
	size_t count = 0;

	for (size_t i = 0; i < point->row_count; i++)
		count += text_equal(run_text(&study->runs, point->rows[i], COLUMN_outcome), outcome);
	return count;
}

/* How the runs of each cell ended; an outcome that none had is no sample. */
static void
append_outcomes(const struct study *study, const struct point *point, struct text *out)
{
	for (size_t i = 0; i < point->row_count; i++) {
		const char *outcome = run_text(&study->runs, point->rows[i], COLUMN_outcome);
		bool seen = *outcome == '\0';
		for (size_t j = 0; j < i; j++)
			seen = seen || text_equal(run_text(&study->runs, point->rows[j], COLUMN_outcome), outcome);
		if (seen)
			continue;
		text_append(out, "gorge_runs");
		append_labels(study, point, out);
		append_label("outcome", outcome, out);
		text_append_format(out, "} %zu\n", count_outcome(study, point, outcome));
	}
}

static bool
append(const struct study *study, const bool *wanted, struct text *out, struct error *err)
{
	(void)err;
	text_append(out, "# TYPE gorge_runs gauge\n# HELP gorge_runs Runs of a cell by how they ended.\n");
	for (size_t s = 0; s < study->growth.series_count; s++)
		for (size_t p = 0; p < study->growth.series[s].point_count; p++)
			append_outcomes(study, &study->growth.series[s].points[p], out);
	for (enum run_column column = 0; column < RUN_METRIC_COUNT; column++)
		if (wanted[column])
			append_family(study, column, out);
	text_append(out, "# EOF\n");
	return true;
}

const struct exporter exporter_openmetrics = {
	.name = "openmetrics",
	.summary = "OpenMetrics text: a gauge a metric, a sample a cell, for Prometheus and its kin",
	.details =
		"Medians over the runs that ended ok, in bytes and seconds; gorge_runs counts the runs of each\n"
		"cell by outcome. Labels are what tells cells apart: release, project, workload, settings.",
	.standard = export_headline,
	.takes_metrics = true,
	.append = append,
};
