/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/compare/releases.h"
#include "base/memory.h"

#include <stdlib.h>

static bool
has_metric(const struct releases *releases, const char *name)
{
	for (size_t i = 0; i < releases->metric_count; i++)
		if (text_equal(releases->metrics[i].name, name))
			return true;
	return false;
}

static bool
add_named(struct releases *releases, const char *const *names, struct error *err)
{
	for (; *names; names++) {
		if (has_metric(releases, *names))
			continue;
		if (releases->metric_count == METRICS_MOST / 2)
			return error_raise(err, ERROR_USAGE, "--metric", "more than %d are too many", METRICS_MOST / 2);
		if (!metric_find(*names, &releases->metrics[releases->metric_count], err))
			return false;
		releases->metric_count++;
	}
	return true;
}

/* The metrics that are always there, as far as `judged` says and they are not there yet. */
static void
add_standard(struct releases *releases, bool judged_only)
{
	for (const struct metric *metric = metrics; metric->name; metric++)
		if ((metric->judged || !judged_only) && !has_metric(releases, metric->name))
			releases->metrics[releases->metric_count++] = *metric;
}

/* Nothing to judge is no "not worse". */
static bool
check_measured(const struct releases *releases, struct error *err)
{
	const struct sides *sides = &releases->sides;

	for (size_t step = 0; step < releases_steps(releases); step++) {
		bool measured = false;
		for (size_t metric = 0; metric < releases->judged; metric++)
			measured = measured || releases_step(releases, step, metric)->count > 0;
		for (size_t i = 0; i < sides->cell_count; i++)
			measured = measured || cell_fate(sides, &sides->cells[i], step, step + 1) != FATE_SAME;
		if (!measured)
			return error_raise(err, ERROR_TOO_FEW_POINTS, sides->items[step + 1].name,
				"no cell has %s measured both here and in '%s'", releases->metrics[0].name,
				sides->items[step].name);
	}
	return true;
}

static bool
compare_step(struct releases *releases, size_t step, struct error *err)
{
	/* Those that keep nothing come first, which takes less memory. */
	for (size_t metric = releases->metric_count; metric-- > 0;)
		(metric < releases->judged || releases->whole ? compare_sides : compare_means)(&releases->sides, step,
			step + 1, &releases->metrics[metric], &releases->steps[step * releases->metric_count + metric]);
	return packages_compare(&releases->sides, step, step + 1, &releases->packages[step], err);
}

bool
releases_choose_metrics(struct releases *releases, const char *const *names, struct error *err)
{
	if (names && !add_named(releases, names, err))
		return false;
	if (releases->metric_count == 0)
		add_standard(releases, true);
	releases->judged = releases->metric_count;
	add_standard(releases, false);
	return true;
}

static void
find_laws(struct releases *releases, size_t metric)
{
	struct pattern_laws *found = &releases->laws[metric];

	pattern_laws_find(&releases->sides, &releases->metrics[metric], found);
	for (size_t step = 0; step < releases_steps(releases); step++)
		pattern_laws_heed_cells(&releases->sides, step + 1, releases_step(releases, step, metric), found);
}

bool
releases_compare(struct releases *releases, const char *const *names, double threshold, struct error *err)
{
	size_t steps = releases_steps(releases);

	if (!releases_choose_metrics(releases, names, err))
		return false;
	releases->threshold = threshold;
	releases->steps = memory_zeroed(steps * releases->metric_count, sizeof *releases->steps);
	releases->packages = memory_zeroed(steps, sizeof *releases->packages);
	for (size_t step = 0; step < steps; step++)
		if (!compare_step(releases, step, err))
			return false;
	if (!check_measured(releases, err))
		return false;
	releases->laws = memory_zeroed(releases->judged, sizeof *releases->laws);
	for (size_t metric = 0; metric < releases->judged; metric++)
		find_laws(releases, metric);
	return true;
}

void
releases_dispose(struct releases *releases)
{
	for (size_t i = 0; releases->steps && i < releases_steps(releases) * releases->metric_count; i++)
		compared_dispose(&releases->steps[i]);
	free(releases->steps);
	for (size_t step = 0; releases->packages && step < releases_steps(releases); step++)
		packages_dispose(&releases->packages[step]);
	free(releases->packages);
	for (size_t metric = 0; releases->laws && metric < releases->judged; metric++)
		pattern_laws_dispose(&releases->laws[metric]);
	free(releases->laws);
	sides_dispose(&releases->sides);
	*releases = (struct releases){0};
}

const struct compared *
releases_step(const struct releases *releases, size_t step, size_t metric)
{
	return &releases->steps[step * releases->metric_count + metric];
}

size_t
releases_steps(const struct releases *releases)
{
	return releases->sides.count - 1;
}

bool
releases_judge_packages(const struct releases *releases)
{
	for (size_t metric = 0; metric < releases->judged; metric++)
		if (releases->metrics[metric].column == COLUMN_largest_compile_bytes)
			return true;
	return false;
}

bool
releases_told(const struct releases *releases)
{
	for (size_t metric = 0; metric < releases->judged; metric++)
		if (releases_step(releases, releases_steps(releases) - 1, metric)->tested)
			return true;
	return releases_judge_packages(releases) &&
		   packages_tell(&releases->packages[releases_steps(releases) - 1]);
}

bool
releases_worse(const struct releases *releases)
{
	const struct sides *sides = &releases->sides;
	size_t last = releases_steps(releases) - 1;

	for (size_t metric = 0; metric < releases->judged; metric++)
		if (compared_is_worse(releases_step(releases, last, metric), releases->threshold))
			return true;
	if (releases_judge_packages(releases) &&
		packages_are_worse(&releases->packages[last], releases->threshold))
		return true;
	for (size_t i = 0; i < sides->cell_count; i++)
		if (cell_fate(sides, &sides->cells[i], last, last + 1) == FATE_BROKEN)
			return true;
	return sides_end_worse(sides, last, last + 1);
}
