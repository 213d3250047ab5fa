/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/metric.h"
#include "analyse/series/growth_metric.h"
#include "base/memory.h"

/* 1% and 0.3 MB: what the kernel's counting of a process's pages may be off by (docs/columns.md). `noise` is
 * the median over 40 cells of small patterns, 10 repetitions each, of the coefficient of variation, measured
 * on a shared host of 2 processors while it was loaded; docs/comparing.md has the table. */
#define BYTES_LIMITS(cv)                                                                                     \
	{                                                                                                        \
		.floor = 0.01, .floor_amount = 0.3e6, .band = 0.02, .noise = (cv)                                    \
	}
#define TIME_LIMITS(cv)                                                                                      \
	{                                                                                                        \
		.floor = 0.03, .band = 0.05, .noise = (cv)                                                           \
	}
#define EXACT_LIMITS                                                                                         \
	{                                                                                                        \
		.floor = 0.001, .band = 0.01, .noise = 0                                                             \
	}

const struct metric metrics[] = {
	{"largest_compile_bytes", "bytes", "largest compile", COLUMN_largest_compile_bytes, true,
		BYTES_LIMITS(0.008), 12},
	{"tree_anon_peak_bytes", "bytes", "tree, anonymous", COLUMN_tree_anon_peak_bytes, true,
		BYTES_LIMITS(0.031), 130},
	{"largest_process_bytes", "bytes", "largest process", COLUMN_largest_process_bytes, false,
		BYTES_LIMITS(0.014), 30},
	{"tree_peak_bytes", "bytes", "tree, all", COLUMN_tree_peak_bytes, false, BYTES_LIMITS(0.023), 75},
	{"cpu_ns", "ns", "CPU", SUM_cpu_ns, false, TIME_LIMITS(0.062), 90},
	{"wall_ns", "ns", "wall", COLUMN_wall_ns, false, TIME_LIMITS(0.33), 0},
	{"output_bytes", "bytes", "output", COLUMN_output_bytes, false, EXACT_LIMITS, 7},
	{0},
};

/* Those that have to be asked for, and have a name for headings even so. */
static const struct metric asked_for[] = {
	{"largest_link_bytes", "bytes", "largest link", COLUMN_largest_link_bytes, false, BYTES_LIMITS(0.02), 0},
	{0},
};

static const struct metric *
metric_named(const struct metric *known, const char *name)
{
	while (known->name && !text_equal(known->name, name))
		known++;
	return known->name ? known : NULL;
}

bool
metric_find(const char *name, struct metric *metric, struct error *err)
{
	static const struct change_limits bytes = BYTES_LIMITS(0.02), other = TIME_LIMITS(0.06);
	const struct metric *known = metric_named(metrics, name);
	enum run_column column;

	known = known ? known : metric_named(asked_for, name);
	if (known) {
		*metric = *known;
		return true;
	}
	if (!growth_metric(name, &column, err))
		return false;
	*metric = (struct metric){.name = run_columns[column].name,
		.unit = run_columns[column].unit,
		.says = run_columns[column].name,
		.column = column,
		.limits = text_equal(run_columns[column].unit, "bytes") ? bytes : other};
	return true;
}

static uint32_t
repetition_of(const struct table *runs, size_t row, size_t order)
{
	double number;

	return run_number(runs, row, COLUMN_repetition, &number) && number >= 0 && number < UINT32_MAX
			   ? (uint32_t)number
			   : (uint32_t)order;
}

size_t
metric_repetitions(const struct metric *metric, const struct table *runs, const struct point *point,
	double *values, uint32_t *repetitions)
{
	struct run_figure figure = run_figure_of(runs, metric->column);
	size_t count = 0;

	for (size_t i = 0; i < point->row_count; i++)
		if (run_ended_ok(runs, point->rows[i]) &&
			run_figure_number(runs, point->rows[i], &figure, &values[count])) {
			if (repetitions)
				repetitions[count] = repetition_of(runs, point->rows[i], i);
			count++;
		}
	return count;
}

size_t
metric_values(
	const struct metric *metric, const struct table *runs, const struct point *point, double *values)
{
	return metric_repetitions(metric, runs, point, values, NULL);
}

size_t
runs_beyond(const struct table *runs, const struct point *point)
{
	size_t count = 0;

	for (size_t i = 0; i < point->row_count; i++) {
		const char *outcome = run_text(runs, point->rows[i], COLUMN_outcome);
		count += text_equal(outcome, "oom") || text_equal(outcome, "timeout");
	}
	return count;
}

bool
metric_median(
	const struct metric *metric, const struct table *runs, const struct point *point, double *median)
{
	CLEANUP_FREE double *values = memory_zeroed(point->row_count, sizeof *values);
	struct summary summary = summary_of(values, metric_values(metric, runs, point, values));

	*median = summary.median;
	return summary.count > 0;
}
