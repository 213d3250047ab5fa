/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/frontier_csv.h"
#include "analyse/series/family_change.h"
#include "analyse/compare/metric.h"
#include "base/memory.h"
#include "record/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES_LEAST = 3 };

/* Series that differ in nothing but a setting and the release. */
struct panel {
	char *key;
	struct family members; /* its series alone are set */
	size_t number;         /* from 1, of those with a curve; 0 = none yet */
};

struct panels {
	enum run_column setting;
	struct panel *items;
	size_t count, capacity;
	size_t written, curves; /* panels and curves so far */
};

static void
panels_dispose(struct panels *panels)
{
	for (size_t i = 0; i < panels->count; i++) {
		free(panels->items[i].key);
		free(panels->items[i].members.series);
	}
	free(panels->items);
}

static struct panel *
panel_of(struct panels *panels, char *key)
{
	for (size_t i = 0; i < panels->count; i++)
		if (text_equal(panels->items[i].key, key)) {
			free(key);
			return &panels->items[i];
		}
	panels->items = memory_grow(panels->items, panels->count, &panels->capacity, sizeof *panels->items);
	panels->items[panels->count] = (struct panel){.key = key};
	return &panels->items[panels->count++];
}

static void
find_panels(const struct study *study, struct panels *panels)
{
	const char *const setting[] = {run_columns[panels->setting].name, NULL};

	for (size_t s = 0; s < study->growth.series_count; s++) {
		struct family *members =
			&panel_of(panels, series_key_without(&study->growth.series[s], setting))->members;
		members->series =
			memory_grow(members->series, members->count, &members->capacity, sizeof *members->series);
		members->series[members->count++] = s;
	}
}

/* One value of the setting, measured. */
struct place {
	const char *value;
	double order; /* of values that are numbers or sizes; "off" comes last, "unset" (NAN) has no place */
	struct summary memory, cpu;
};

static double
order_of(const char *value)
{
	CLEANUP_FREE char *size = memory_copy_text(value); /* "500MiB" without its B */
	uint64_t number;

	if (text_equal(value, "unset") || *value == '\0')
		return NAN;
	if (text_ends_with(size, "B"))
		size[strlen(size) - 1] = '\0';
	return text_to_count(size, &number) ? (double)number : INFINITY;
}

static bool
summarise(const struct study *study, const struct point *point, const char *name, struct summary *summary)
{
	CLEANUP_FREE double *values = memory_zeroed(point->row_count, sizeof *values);
	struct error err = ERROR_INIT;
	struct metric metric;

	if (!metric_find(name, &metric, &err))
		return false;
	*summary = summary_of(values, metric_values(&metric, &study->runs, point, values));
	return summary->count > 0 && summary->median > 0;
}

static bool
place_at(const struct study *study, const struct series *series, enum run_column setting, double size,
	struct place *place)
{
	const struct point *point = series_at(series, size);

	place->value = study_text(study, series, setting);
	place->order = order_of(place->value);
	return point && summarise(study, point, "tree_anon_peak_bytes", &place->memory) &&
		   summarise(study, point, "cpu_ns", &place->cpu);
}

static int
compare_places(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (isnan(left->order) || isnan(right->order))
		return isnan(left->order) - isnan(right->order);
	return (left->order > right->order) - (left->order < right->order);
}

/* The family's title without the setting, and the size it is of. */
static void
add_title(const struct study *study, enum run_column setting, size_t series, double size, struct text *csv)
{
	CLEANUP_TEXT struct text title = {0};
	CLEANUP_LIST struct list words = {0};

	list_split(&words, families_of(&study->families, series)->title, ' ');
	for (size_t i = 0; i < words.count; i++) {
		size_t length = strlen(run_columns[setting].name);
		if (!text_starts_with(words.items[i], run_columns[setting].name) || words.items[i][length] != '=')
			text_append_format(&title, "%s%s", title.length ? " " : "", words.items[i]);
	}
	if (title.length == 0)
		text_append(&title, study_text(study, &study->growth.series[series], COLUMN_workload));
	csv_append_field(csv, text_string(&title), false);
	csv_append_field(csv, growth_axis_name(&study->growth, &study->growth.series[series]), false);
	text_append_format(csv, "%.15g,", size);
}

static void
add_curve(
	const struct study *study, struct panels *panels, struct panel *panel, size_t release, struct text *csv)
{
	double size = family_common_size(&study->growth, &panel->members, COLUMN_tree_anon_peak_bytes);
	CLEANUP_FREE struct place *places = memory_zeroed(panel->members.count, sizeof *places);
	size_t count = 0, series = 0;

	for (size_t i = 0; i < panel->members.count; i++)
		if (study->families.release_of[panel->members.series[i]] == release &&
			place_at(study, &study->growth.series[panel->members.series[i]], panels->setting, size,
				&places[count])) {
			series = panel->members.series[i];
			count++;
		}
	if (count < VALUES_LEAST)
		return;
	qsort(places, count, sizeof *places, compare_places);
	panels->curves++;
	panel->number = panel->number ? panel->number : ++panels->written;
	for (size_t i = 0; i < count; i++) {
		const struct place *place = &places[i];
		text_append_format(csv, "%zu,%zu,%zu,", panel->number, panels->curves, release + 1);
		add_title(study, panels->setting, series, size, csv);
		csv_append_field(csv, run_columns[panels->setting].name, false);
		csv_append_field(csv, place->value, false);
		text_append_format(csv, "%zu,%.15g,%.15g,%.15g,%.15g,%.15g,%.15g\n", isnan(place->order) ? 0 : i + 1,
			place->memory.median, place->memory.minimum, place->memory.maximum, place->cpu.median,
			place->cpu.minimum, place->cpu.maximum);
	}
}

static bool
add_setting(const struct study *study, enum run_column setting, struct text *csv)
{
	struct panels panels = {.setting = setting};

	find_panels(study, &panels);
	for (size_t i = 0; i < panels.count; i++)
		for (size_t r = 0; r < study->families.releases.count; r++)
			add_curve(study, &panels, &panels.items[i], r, csv);
	panels_dispose(&panels);
	return panels.curves > 0;
}

void
frontier_csv(const struct study *study, struct text *csv)
{
	text_append(csv,
		"panel_number,curve_number,release_number,panel,axis,size,setting,value,rank,memory_bytes,memory_bytes_min,memory_bytes_max,cpu_ns,cpu_ns_min,cpu_ns_max\n");
	if (!add_setting(study, COLUMN_GOGC, csv))
		(void)add_setting(study, COLUMN_GOMEMLIMIT, csv);
}
