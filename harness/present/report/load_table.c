/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/load_table.h"

#include "analyse/series/load.h"
#include "present/format.h"

const char explanation_of_loads[] =
	"How much of all processors' time others used while the runs of a series were measured (others_share; "
	"lowest and highest without the outermost tenths). Runs of one series differ in it by more than 10% of "
	"the processors, so do not hold its rows against each other one by one, nor against those of another "
	"day: a compile that collects garbage peaks higher on a busy host, and every time is longer. What a "
	"program keeps (heap_live_bytes, heap_peak_bytes of a load) moves least. Leave the host alone and measure "
	"again with --fresh; what is compared belongs into one experiment, whose runs are shuffled together.";

void
table_of_loads(const struct study *study, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"series", true}, {"runs", false}, {"lowest", false}, {"median", false}, {"highest", false}};
	char text[FORMAT_BYTES];

	*grid = GRID_OF(columns);
	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		struct load_range range;
		if (!series_loads(series, &study->runs, &range) || !loads_differ(range.low, range.high))
			continue;
		grid_add(grid, "%s", series->label);
		grid_add(grid, "%zu", range.runs);
		grid_add(grid, "%s", format_percent(text, range.low));
		grid_add(grid, "%s", format_percent(text, range.median));
		grid_add_toned(grid, TONE_BAD, "%s", format_percent(text, range.high));
	}
}
