/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/tables.h"
#include "analyse/series/holders.h"
#include "base/memory.h"
#include "present/format.h"
#include "analyse/claims/shape.h"
#include "analyse/laws/fitting/law_fit.h"

#include <string.h>

static void
add_quantity(struct grid *grid, const char *unit, double value)
{
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", format_quantity(text, unit, value));
}

/* The median of a column in its unit, "-" when it was not measured. */
static void
add_value(struct grid *grid, const struct point *point, enum run_column column)
{
	double value;

	if (point_value(point, column, &value))
		add_quantity(grid, run_columns[column].unit, value);
	else
		grid_add_toned(grid, TONE_FAINT, "-");
}

static void
add_size(struct grid *grid, double size)
{
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", format_size(text, size));
}

/* A text of the point's first ok run, such as the largest package's name. */
static const char *
text_at(const struct study *study, const struct point *point, enum run_column column)
{
	size_t row = point_row(&study->runs, point, true);

	return row == SIZE_MAX ? "" : run_text(&study->runs, row, column);
}

/* "compile example.com/m/p", or the tool alone when it works on no package. */
static void
add_names(const struct study *study, struct grid *grid, const struct point *point)
{
	const char *tool = text_at(study, point, COLUMN_largest_process_tool);
	const char *package = text_at(study, point, COLUMN_largest_process_package);

	grid_add(grid, "%s%s%s", *tool ? tool : "-", *package ? " " : "", package);
}

void
table_of_memories(const struct study *study, const struct series *series, struct grid *grid)
{
	static const struct grid_column columns[] = {{"size", false}, {"ok runs", false}, {"tree peak", false},
		{"lowest", false}, {"highest", false}, {"anonymous", false}, {"largest process", false},
		{"which", true}, {"wall time", false}, {"CPU time", false}};

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < series->point_count; i++) {
		const struct point *point = &series->points[i];
		const struct summary *peak = point_summary(point, COLUMN_tree_peak_bytes);
		double user, system;
		add_size(grid, point->size);
		grid_add_toned(grid, point->ok < point->row_count ? TONE_BAD : TONE_PLAIN, "%zu of %zu", point->ok,
			point->row_count);
		add_value(grid, point, COLUMN_tree_peak_bytes);
		if (peak->count > 0) {
			add_quantity(grid, "bytes", peak->minimum);
			add_quantity(grid, "bytes", peak->maximum);
		} else {
			grid_add_toned(grid, TONE_FAINT, "-");
			grid_add_toned(grid, TONE_FAINT, "-");
		}
		add_value(grid, point, COLUMN_tree_anon_peak_bytes);
		add_value(grid, point, COLUMN_largest_process_bytes);
		add_names(study, grid, point);
		add_value(grid, point, COLUMN_wall_ns);
		if (point_value(point, COLUMN_user_ns, &user) && point_value(point, COLUMN_system_ns, &system))
			add_quantity(grid, "ns", user + system);
		grid_end_row(grid);
	}
}

void
table_of_holders(const struct study *study, const struct series *series, struct grid *grid)
{
	static const struct grid_column columns[] = {{"size", false}, {"tree peak", false}, {"go command", false},
		{"largest compile", false}, {"other processes", false}, {"page cache + kernel", false},
		{"the largest compile was of", true}};
	struct holders holders;

	*grid = GRID_OF(columns);
	for (size_t i = 0; i < series->point_count; i++) {
		const struct point *point = &series->points[i];
		if (point_summary(point, COLUMN_largest_compile_bytes)->count == 0 || !holders_at(point, &holders))
			continue;
		add_size(grid, point->size);
		add_value(grid, point, COLUMN_tree_peak_bytes);
		add_quantity(grid, "bytes", holders.go_command);
		add_quantity(grid, "bytes", holders.largest_compile);
		add_quantity(grid, "bytes", holders.other_processes);
		add_quantity(grid, "bytes", holders.cache_and_kernel);
		grid_add(grid, "%s", text_at(study, point, COLUMN_largest_compile_package));
	}
}

void
table_of_heap(const struct study *study, const struct series *series, struct grid *grid)
{
	static const struct grid_column columns[] = {{"size", false}, {"live at the end", false},
		{"largest heap", false}, {"taken from the system", false}, {"collections", false}};

	(void)study;
	*grid = GRID_OF(columns);
	for (size_t i = 0; i < series->point_count; i++) {
		const struct point *point = &series->points[i];
		if (point_summary(point, COLUMN_heap_peak_bytes)->count == 0)
			continue;
		add_size(grid, point->size);
		add_value(grid, point, COLUMN_heap_live_bytes);
		add_value(grid, point, COLUMN_heap_peak_bytes);
		add_value(grid, point, COLUMN_heap_system_bytes);
		add_value(grid, point, COLUMN_collections);
	}
}

static void
add_law_row(struct grid *grid, const char *label, const struct fit *fit, const char *unit, const char *axis)
{
	CLEANUP_TEXT struct text law = {0};
	char error[FORMAT_BYTES];

	format_law(fit, unit, axis, &law);
	grid_add(grid, "%s", label);
	grid_add(grid, "%s", fit->law->name);
	grid_add(grid, "%s", text_string(&law));
	grid_add(grid, "%.5f", fit->r2);
	grid_add(grid, "%s", format_rate(error, unit, fit->residual_error));
	grid_add(grid, "%zu", fit->points);
}

static void
add_shape_rows(
	struct grid *grid, const char *label, const struct shape *shape, const char *unit, const char *axis)
{
	static const enum law_id ids[] = {LAW_LINEAR, LAW_POWER};
	const struct fit *fits[] = {&shape->linear, &shape->power};

	for (size_t i = 0; i < COUNT_OF(fits); i++) {
		if (fits[i]->law) {
			add_law_row(grid, label, fits[i], unit, axis);
			continue;
		}
		grid_add(grid, "%s", label);
		grid_add(grid, "%s", laws[ids[i]].name);
		grid_add_toned(grid, TONE_FAINT, "not fitted: %s", shape->why);
		grid_end_row(grid);
		break;
	}
}

void
table_of_laws(const struct study *study, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {{"series", true}, {"law", true}, {"fitted", true},
		{"R2", false}, {"residual error", false}, {"points", false}};
	const char *unit = run_columns[metric].unit;
	struct shape shape;

	*grid = GRID_OF(columns);
	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		series_shape(series, metric, study_published(study), &shape);
		add_shape_rows(grid, series->label, &shape, unit, growth_axis_name(&study->growth, series));
		shape_dispose(&shape);
	}
	if (!study_compares(study, metric))
		return;
	published_shape(&study->published, &shape);
	add_shape_rows(grid, "article", &shape, unit, "files");
	shape_dispose(&shape);
}

static void
add_slopes(struct grid *grid, const char *label, const struct shape *shape, const char *unit)
{
	char from[FORMAT_BYTES], to[FORMAT_BYTES], slope[FORMAT_BYTES];

	for (size_t i = 0; i < shape->segment_count; i++) {
		grid_add(grid, "%s", label);
		grid_add(grid, "%s", format_size(from, shape->segments[i].from));
		grid_add(grid, "%s", format_size(to, shape->segments[i].to));
		grid_add(grid, "%s", format_rate(slope, unit, shape->segments[i].slope));
	}
}

void
table_of_slopes(const struct study *study, enum run_column metric, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"from", false}, {"to", false}, {"for each one more", false}};
	struct shape shape;

	*grid = GRID_OF(columns);
	for (size_t s = 0; s < study->growth.series_count; s++) {
		series_shape(&study->growth.series[s], metric, study_published(study), &shape);
		add_slopes(grid, study->growth.series[s].label, &shape, run_columns[metric].unit);
		shape_dispose(&shape);
	}
	if (!study_compares(study, metric))
		return;
	published_shape(&study->published, &shape);
	add_slopes(grid, "article", &shape, "bytes");
	shape_dispose(&shape);
}

void
series_left_out(const struct study *study, struct text *text)
{
	if (study->growth.series_count > SERIES_SHOWN_MOST)
		text_append_format(text, "\nThe first %d of %zu series; medians of all stand in summary.csv.\n",
			SERIES_SHOWN_MOST, study->growth.series_count);
}
