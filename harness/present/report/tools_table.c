/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/tools_table.h"
#include "present/format.h"
#include "record/runs.h"

enum { TOOLS_SHOWN = 5 };

struct largest {
	double peaks[TOOLS_SHOWN]; /* descending */
	size_t rows[TOOLS_SHOWN];
	size_t count;
};

static void
keep_largest(struct largest *largest, double peak, size_t row)
{
	size_t place = largest->count < TOOLS_SHOWN ? largest->count++ : TOOLS_SHOWN;

	while (place > 0 && largest->peaks[place - 1] < peak) {
		place--;
		if (place + 1 < TOOLS_SHOWN) {
			largest->peaks[place + 1] = largest->peaks[place];
			largest->rows[place + 1] = largest->rows[place];
		}
	}
	if (place == TOOLS_SHOWN)
		return;
	largest->peaks[place] = peak;
	largest->rows[place] = row;
}

static void
find_largest(const struct table *tools, const char *run_id, struct largest *largest)
{
	size_t id = table_column(tools, "run_id"), peak = table_column(tools, "peak_bytes");
	double value;

	for (size_t row = 0; row < tools->row_count; row++)
		if (text_equal(table_text(tools, row, id), run_id) && table_number(tools, row, peak, &value))
			keep_largest(largest, value, row);
}

static void
add_tool(const struct table *tools, size_t row, double size, double peak, struct grid *grid)
{
	char text[FORMAT_BYTES];
	double wall;

	grid_add(grid, "%s", format_size(text, size));
	grid_add(grid, "%s", table_text(tools, row, table_column(tools, "tool")));
	grid_add(grid, "%s", table_text(tools, row, table_column(tools, "package")));
	grid_add(grid, "%s", format_quantity(text, "bytes", peak));
	if (table_number(tools, row, table_column(tools, "wall_ns"), &wall))
		grid_add(grid, "%s", format_quantity(text, "ns", wall));
	grid_end_row(grid);
}

/* The largest of all has no row among the tools when no record tells of it. */
static void
add_other(const struct table *runs, size_t row, double size, struct grid *grid)
{
	char text[FORMAT_BYTES];
	double peak;

	if (!text_equal(run_text(runs, row, COLUMN_largest_process_tool), "other") ||
		!run_number(runs, row, COLUMN_largest_process_bytes, &peak))
		return;
	grid_add(grid, "%s", format_size(text, size));
	grid_add(grid, "other");
	grid_add(grid, "not told");
	grid_add(grid, "%s", format_quantity(text, "bytes", peak));
	grid_end_row(grid);
}

void
table_of_tools(const struct study *study, const struct series *series, struct grid *grid)
{
	static const struct grid_column columns[] = {
		{"size", false}, {"tool", true}, {"package", true}, {"peak", false}, {"wall time", false}};
	struct largest largest = {0};
	double size = 0;
	size_t row = study_largest_row(study, series, &size);
	const char *run_id;

	*grid = GRID_OF(columns);
	if (row == SIZE_MAX)
		return;
	run_id = run_text(&study->runs, row, COLUMN_run_id);
	if (*run_id == '\0')
		return;
	find_largest(&study->tools, run_id, &largest);
	add_other(&study->runs, row, size, grid);
	for (size_t i = 0; i < largest.count; i++)
		add_tool(&study->tools, largest.rows[i], size, largest.peaks[i], grid);
}
