/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/series/family_change.h"

static bool
value_at(const struct series *series, double size, enum run_column metric, double *value)
{
	const struct point *point = series_at(series, size);

	return point && point_value(point, metric, value);
}

static size_t
releases_with(const struct growth *growth, const struct family *family, double size, enum run_column metric)
{
	size_t count = 0;
	double value;

	for (size_t i = 0; i < family->count; i++)
		count += value_at(&growth->series[family->series[i]], size, metric, &value);
	return count;
}

/* A size that every release with this metric has is one that the most releases have, so counting is enough.
 */
double
family_common_size(const struct growth *growth, const struct family *family, enum run_column metric)
{
	size_t most = 0;
	double best = 0;

	for (size_t i = 0; i < family->count; i++) {
		const struct series *series = &growth->series[family->series[i]];
		for (size_t p = 0; p < series->point_count; p++) {
			double size = series->points[p].size;
			size_t with = releases_with(growth, family, size, metric);
			if (with > most || (with == most && with > 0 && size > best)) {
				most = with;
				best = size;
			}
		}
	}
	return best;
}

/* Why a release has no value: what its rows ended with, those of that size before all others. */
static enum release_state
state_of(const struct table *runs, const struct series *series, double size)
{
	const struct point *point = series ? series_at(series, size) : NULL;
	size_t row;

	if (!series || (!point && series->point_count == 0))
		return RELEASE_NOT_MEASURED;
	row = point_row(runs, point ? point : &series->points[series->point_count - 1], false);
	if (row == SIZE_MAX)
		return RELEASE_NOT_MEASURED;
	return table_is(runs, row, "outcome", "unsupported") ? RELEASE_UNSUPPORTED : RELEASE_FAILED;
}

bool
family_changes(
	const struct family_view *view, const struct family *family, struct release_change *changes, double *size)
{
	double first = 0, previous = 0;
	size_t measured = 0;

	*size = family_common_size(view->growth, family, view->metric);
	for (size_t r = 0; r < view->families->releases.count; r++) {
		const struct series *series = family_at(view->growth, view->families, family, r);
		double value;
		changes[r] = (struct release_change){0};
		if (!series || !value_at(series, *size, view->metric, &value) || value <= 0) {
			changes[r].state = state_of(view->runs, series, *size);
			continue;
		}
		first = measured == 0 ? value : first;
		previous = measured == 0 ? value : previous;
		changes[r] = (struct release_change){RELEASE_MEASURED, value, value / first, value / previous};
		previous = value;
		measured++;
	}
	return measured >= 2;
}
