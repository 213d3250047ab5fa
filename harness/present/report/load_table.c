/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/load_table.h"

#include "analyse/series/load.h"
#include "present/format.h"

const char explanation_of_loads[] =
	"How much of all processors' time others used while the runs of a series were measured (others_share; "
	"lowest and highest without the outermost tenths). Runs of one series, or the medians of two, differ in "
	"it by more than 10% of the processors, so do not hold these rows against each other one by one, nor "
	"against those of another day: a compile that collects garbage peaks higher on a busy host, and every "
	"time is longer. What a program keeps (heap_live_bytes, heap_peak_bytes of a load) moves least. Leave the "
	"host alone and measure again with --fresh; what is compared belongs into one experiment, whose runs are "
	"shuffled together.";

/* Whether the medians of some two series differ. */
static bool
series_differ(const struct study *study)
{
	double least = 1, most = 0;
	struct load_range range;

	for (size_t s = 0; s < study->growth.series_count; s++) {
		if (!series_loads(&study->growth.series[s], &study->runs, &range))
			continue;
		least = range.median < least ? range.median : least;
		most = range.median > most ? range.median : most;
	}
	return most > least && loads_differ(least, most);
}

static void
add_series(const struct series *series, const struct load_range *range, struct grid *grid)
{
	char text[FORMAT_BYTES];

	grid_add(grid, "%s", series->label);
	grid_add(grid, "%zu", range->runs);
	grid_add(grid, "%s", format_percent(text, range->low));
	grid_add(grid, "%s", format_percent(text, range->median));
	grid_add(grid, "%s", format_percent(text, range->high));
}

void
table_of_loads(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"runs", false}, {"lowest", false}, {"median", false}, {"highest", false}};
	bool all = series_differ(study);
	struct load_range range;

	*grid = GRID_OF(columns);
	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		if (series_loads(series, &study->runs, &range) && (all || loads_differ(range.low, range.high)))
			add_series(series, &range, grid);
	}
}
