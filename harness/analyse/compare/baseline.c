/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/baseline.h"
#include "base/memory.h"

#include <stdlib.h>

static double *
median_at(const struct baseline *baseline, size_t cell, size_t side, size_t metric)
{
	return &baseline->medians[(cell * baseline->sides->count + side) * baseline->metric_count + metric];
}

double
baseline_median(const struct baseline *baseline, size_t cell, size_t side, size_t metric)
{
	return *median_at(baseline, cell, side, metric);
}

static bool
find_side(const struct sides *sides, const char *name, size_t *side, struct error *err)
{
	CLEANUP_TEXT struct text names = {0};

	for (size_t i = 0; i < sides->count; i++) {
		text_append_format(&names, "%s%s", i > 0 ? ", " : "", sides->items[i].name);
		if (!text_equal(sides->items[i].name, name))
			continue;
		*side = i;
		return true;
	}
	return error_raise(
		err, ERROR_USAGE, "--baseline", "'%s' is none of what is compared: %s", name, text_string(&names));
}

/* What takes nothing has no ratio either, and counts as not measured. */
static void
find_medians(struct baseline *baseline)
{
	const struct sides *sides = baseline->sides;

	baseline->medians =
		memory_zeroed(sides->cell_count * sides->count * baseline->metric_count, sizeof *baseline->medians);
	for (size_t cell = 0; cell < sides->cell_count; cell++)
		for (size_t side = 0; side < sides->count; side++) {
			const struct point *point = sides->cells[cell].sides[side].point;
			for (size_t metric = 0; point && metric < baseline->metric_count; metric++)
				(void)metric_median(&baseline->by[metric], &sides->items[side].runs, point,
					median_at(baseline, cell, side, metric));
		}
}

static bool
is_common(const struct baseline *baseline, size_t cell)
{
	for (size_t side = 0; side < baseline->sides->count; side++)
		for (size_t metric = 0; metric < baseline->metric_count; metric++)
			if (baseline_median(baseline, cell, side, metric) <= 0)
				return false;
	return true;
}

static double
source_bytes(const struct baseline *baseline, size_t cell)
{
	const struct side_point *place = &baseline->sides->cells[cell].sides[baseline->side];
	double bytes = 0;

	(void)run_number(
		&baseline->sides->items[baseline->side].runs, place->point->rows[0], COLUMN_source_bytes, &bytes);
	return bytes;
}

static void
find_common(struct baseline *baseline)
{
	baseline->common = memory_zeroed(baseline->sides->cell_count, sizeof *baseline->common);
	for (size_t cell = 0; cell < baseline->sides->cell_count; cell++) {
		if (!is_common(baseline, cell))
			continue;
		baseline->common[cell] = true;
		if (baseline->common_count++ == 0 ||
			source_bytes(baseline, cell) > source_bytes(baseline, baseline->largest))
			baseline->largest = cell;
	}
}

double
baseline_mean(const struct baseline *baseline, size_t side, size_t metric)
{
	CLEANUP_FREE double *ratios = memory_zeroed(baseline->common_count, sizeof *ratios);
	size_t count = 0;

	for (size_t cell = 0; cell < baseline->sides->cell_count; cell++)
		if (baseline->common[cell])
			ratios[count++] = baseline_median(baseline, cell, side, metric) /
							  baseline_median(baseline, cell, baseline->side, metric);
	return geometric_mean_of(ratios, count);
}

/* Of a cell that was measured anywhere. */
static double
first_median(const struct baseline *baseline, size_t cell)
{
	size_t side = 0;

	while (baseline_median(baseline, cell, side, 0) <= 0)
		side++;
	return baseline_median(baseline, cell, side, 0);
}

/* A pattern's cells need not be neighbours by label: other words may come between. */
static double
ratio_of_pattern(const struct baseline *baseline, const char *pattern, size_t side)
{
	const struct sides *sides = baseline->sides;
	CLEANUP_FREE double *ratios = memory_zeroed(sides->cell_count, sizeof *ratios);
	size_t count = 0;

	for (size_t cell = 0; cell < sides->cell_count; cell++)
		if (text_equal(sides->cells[cell].pattern, pattern) && baseline_median(baseline, cell, side, 0) > 0)
			ratios[count++] = baseline_median(baseline, cell, side, 0) / first_median(baseline, cell);
	return count > 0 ? geometric_mean_of(ratios, count) : 0;
}

static bool
is_measured(const struct baseline *baseline, size_t cell)
{
	for (size_t side = 0; side < baseline->sides->count; side++)
		if (baseline_median(baseline, cell, side, 0) > 0)
			return true;
	return false;
}

static bool
has_pattern(const struct baseline *baseline, const char *pattern)
{
	for (size_t i = 0; i < baseline->pattern_count; i++)
		if (text_equal(baseline->patterns[i].pattern, pattern))
			return true;
	return false;
}

static void
find_patterns(struct baseline *baseline)
{
	const struct sides *sides = baseline->sides;

	for (size_t cell = 0; cell < sides->cell_count; cell++) {
		struct pattern_rise rise = {.pattern = sides->cells[cell].pattern};
		if (has_pattern(baseline, rise.pattern) || !is_measured(baseline, cell))
			continue;
		rise.ratios = memory_zeroed(sides->count, sizeof *rise.ratios);
		for (size_t side = 0; side < sides->count; side++)
			rise.ratios[side] = ratio_of_pattern(baseline, rise.pattern, side);
		baseline->patterns = memory_grow(
			baseline->patterns, baseline->pattern_count, &baseline->pattern_capacity, sizeof rise);
		baseline->patterns[baseline->pattern_count++] = rise;
	}
}

bool
baseline_find(const struct sides *sides, const char *name, const struct metric *by, size_t metric_count,
	struct baseline *baseline, struct error *err)
{
	*baseline = (struct baseline){.sides = sides, .by = by, .metric_count = metric_count};
	if (!find_side(sides, name, &baseline->side, err))
		return false;
	find_medians(baseline);
	find_common(baseline);
	find_patterns(baseline);
	if (baseline->common_count > 0)
		return true;
	baseline_dispose(baseline);
	return error_raise(err, ERROR_TOO_FEW_POINTS, name, "no cell was built by all that are compared");
}

void
baseline_dispose(struct baseline *baseline)
{
	for (size_t i = 0; i < baseline->pattern_count; i++)
		free(baseline->patterns[i].ratios);
	free(baseline->patterns);
	free(baseline->medians);
	free(baseline->common);
	*baseline = (struct baseline){0};
}
