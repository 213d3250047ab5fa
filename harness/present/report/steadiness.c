/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/steadiness.h"
#include "analyse/numbers/drift.h"
#include "base/memory.h"
#include "present/format.h"

#include <stdlib.h>
#include <string.h>

/* Memory, CPU and time: what a host disturbs in different ways. */
static const enum run_column metrics[] = {
	COLUMN_tree_anon_peak_bytes, COLUMN_largest_compile_bytes, COLUMN_user_ns, COLUMN_wall_ns};

const char steadiness_of_drift[] =
	"These metrics rose or fell from the first run to the last within the cells (seasonal Kendall test, p "
	"below 0.001, and by 1% at least). Cells are shuffled, so comparisons between them hold, but spreads are "
	"too wide and medians speak of a host that changed: see others_ns and steal_ns over started_at, and "
	"repeat on a quieter one.";
const char steadiness_of_outliers[] =
	"These runs lie further from the median of their cell than 4.2 + 48 / (n - 2) scaled median absolute "
	"deviations, as one cell in 200 would by chance. Medians hold all the same; where `quality` does not say "
	"what disturbed the run, look at its row and its processes in tools.csv.";

/* One row of a study with its place: which series and point it is of. */
struct placed_row {
	const struct series *series;
	const struct point *point;
	const char *started_at;
	size_t row, cell;
};

struct placed_rows {
	struct placed_row *items;
	size_t count, capacity;
};

static int
by_start(const void *a, const void *b)
{
	const struct placed_row *one = a, *other = b;
	int order = strcmp(one->started_at, other->started_at);

	return order != 0 ? order : (one->row > other->row) - (one->row < other->row);
}

/* Cells are (point, host): another host is another level, not a drift. */
static size_t
host_index(struct list *hosts, const char *host)
{
	size_t index = list_find(hosts, host);

	if (index != SIZE_MAX)
		return index;
	list_add(hosts, host);
	return hosts->count - 1;
}

enum { HOSTS_MOST = 1000000 };

static void
place_point(const struct study *study, const struct series *series, const struct point *point, size_t number,
	struct list *hosts, struct placed_rows *placed)
{
	size_t host = table_column(&study->runs, "host"), started = table_column(&study->runs, "started_at");

	for (size_t i = 0; i < point->row_count; i++) {
		size_t row = point->rows[i];
		if (!run_ended_ok(&study->runs, row))
			continue;
		placed->items = memory_grow(placed->items, placed->count, &placed->capacity, sizeof *placed->items);
		placed->items[placed->count++] = (struct placed_row){.series = series,
			.point = point,
			.started_at = table_text(&study->runs, row, started),
			.row = row,
			.cell = number * HOSTS_MOST + host_index(hosts, table_text(&study->runs, row, host))};
	}
}

/* Every ok row, in the order of their starts. The caller frees items. */
static void
place_rows(const struct study *study, struct placed_rows *placed)
{
	CLEANUP_LIST struct list hosts = {0};
	size_t number = 0;

	*placed = (struct placed_rows){0};
	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		for (size_t p = 0; p < series->point_count; p++)
			place_point(study, series, &series->points[p], number++, &hosts, placed);
	}
	if (placed->count > 0)
		qsort(placed->items, placed->count, sizeof *placed->items, by_start);
}

/* The rows that have the metric; `row` of each is its index in `placed`. The caller frees them. */
static struct dated_value *
values_of(const struct study *study, const struct placed_rows *placed, enum run_column metric, size_t *count)
{
	size_t column = table_column(&study->runs, run_columns[metric].name);
	struct dated_value *values = memory_zeroed(placed->count + 1, sizeof *values);

	*count = 0;
	for (size_t i = 0; i < placed->count; i++) {
		struct dated_value dated = {.cell = placed->items[i].cell, .at = i, .row = i};
		if (table_number(&study->runs, placed->items[i].row, column, &dated.value))
			values[(*count)++] = dated;
	}
	return values;
}

void
table_of_drift(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"metric", true}, {"cells", false}, {"runs", false}, {"from first to last", false}, {"p", false}};
	struct placed_rows placed;

	*grid = GRID_OF(columns);
	place_rows(study, &placed);
	for (size_t m = 0; m < COUNT_OF(metrics); m++) {
		size_t count;
		CLEANUP_FREE struct dated_value *values = values_of(study, &placed, metrics[m], &count);
		struct drift drift;
		if (!drift_of(values, count, &drift) || !drift_is_notable(&drift))
			continue;
		grid_add(grid, "%s", run_columns[metrics[m]].name);
		grid_add(grid, "%zu", drift.cells);
		grid_add(grid, "%zu", drift.values);
		grid_add_toned(grid, TONE_BAD, "%+.1f%%", 100 * drift.change);
		grid_add(grid, "%.1g", drift.p);
	}
	free(placed.items);
}

static void
add_outlier(const struct study *study, const struct placed_row *placed, enum run_column metric,
	const struct outlier *outlier, struct grid *grid)
{
	const char *unit = run_columns[metric].unit;
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", placed->series->label);
	grid_add(grid, "%s", format_size(text, placed->point->size));
	grid_add(grid, "%s", run_text(&study->runs, placed->row, COLUMN_repetition));
	grid_add(grid, "%s", run_columns[metric].name);
	grid_add(grid, "%s", format_quantity(text, unit, outlier->value));
	grid_add(grid, "%s", format_quantity(text, unit, outlier->median));
	grid_add_toned(grid, TONE_BAD, "%+.1f", outlier->deviations);
	grid_add(grid, "%s", run_text(&study->runs, placed->row, COLUMN_quality));
}

void
table_of_outliers(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {{"series", true}, {"size", false}, {"repetition", false},
		{"metric", true}, {"value", false}, {"median", false}, {"deviations", false}, {"quality", true}};
	struct placed_rows placed;

	*grid = GRID_OF(columns);
	place_rows(study, &placed);
	for (size_t m = 0; m < COUNT_OF(metrics); m++) {
		size_t count, found;
		CLEANUP_FREE struct dated_value *values = values_of(study, &placed, metrics[m], &count);
		CLEANUP_FREE struct outlier *outliers = memory_zeroed(count + 1, sizeof *outliers);
		found = outliers_of(values, count, outliers);
		for (size_t i = 0; i < found; i++)
			add_outlier(study, &placed.items[outliers[i].row], metrics[m], &outliers[i], grid);
	}
	free(placed.items);
}

static void
append(const char *title, const char *explanation, const struct grid *grid, bool colour, struct text *text)
{
	if (grid->cell_count == 0)
		return;
	text_append_format(text, "\n%s\n", title);
	grid_to_text(grid, 2, colour, text);
	text_append_format(text, "%s\n", explanation);
}

void
steadiness_to_text(const struct study *study, bool colour, struct text *text)
{
	CLEANUP_GRID struct grid drift = {0}, outliers = {0};

	table_of_drift(study, &drift);
	table_of_outliers(study, &outliers);
	append("warning: the host was not steady", steadiness_of_drift, &drift, colour, text);
	append("warning: runs far off their cell", steadiness_of_outliers, &outliers, colour, text);
}
