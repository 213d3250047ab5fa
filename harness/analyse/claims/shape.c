/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/claims/shape.h"
#include "analyse/series/series_runs.h"
#include "base/memory.h"
#include "base/units.h"
#include "analyse/laws/fitting/law_fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void
fit_laws(const double *x, const double *y, size_t count, const char *what, struct shape *shape)
{
	struct error err = ERROR_INIT;

	shape->from = count > 0 ? x[0] : 0;
	shape->to = count > 0 ? x[count - 1] : 0;
	if (!law_fit(&laws[LAW_LINEAR], &(struct law_points){x, y, count, what}, &shape->linear, &err) ||
		!law_fit(&laws[LAW_POWER], &(struct law_points){x, y, count, what}, &shape->power, &err))
		(void)snprintf(shape->why, sizeof shape->why, "%.255s", err.why);
}

static void
find_segments(const double *x, const double *y, size_t count, struct shape *shape)
{
	shape->segments = memory_zeroed(count, sizeof *shape->segments);
	for (size_t i = 1; i < count; i++) {
		if (x[i] <= x[i - 1])
			continue; /* two published sizes that the same point of ours stands for */
		shape->segments[shape->segment_count].from = x[i - 1];
		shape->segments[shape->segment_count].to = x[i];
		shape->segments[shape->segment_count++].slope = (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
	}
}

/* Beyond the claimed bend against before it: the two segments that meet there. */
static void
find_steepening(double bend, struct shape *shape)
{
	for (size_t i = 1; i < shape->segment_count; i++) {
		double before = shape->segments[i - 1].slope, beyond = shape->segments[i].slope;
		if (fabs(shape->segments[i].from - bend) > 0.02 * bend || before <= 0)
			continue;
		shape->steepening_known = true;
		shape->steepening = beyond / before;
	}
}

static enum claim_verdict
judge(const struct shape *shape)
{
	bool bent, steep;

	if (!shape->power.law || !shape->steepening_known)
		return CLAIM_OPEN;
	bent = shape->power.parameters[1] > 0 && shape->power.parameters[2] >= NONLINEAR_EXPONENT;
	steep = shape->steepening >= STEEP_RATIO;
	return bent && steep ? CLAIM_CONFIRMED : bent || steep ? CLAIM_PARTLY : CLAIM_REFUTED;
}

static void
explain_open(double bend, struct shape *shape)
{
	char files[UNITS_TEXT_BYTES];

	if (shape->verdict == CLAIM_OPEN && shape->why[0] == '\0')
		(void)snprintf(shape->why, sizeof shape->why,
			"it needs growing measurements at the published sizes on both sides of %s files",
			units_format_count(files, (uint64_t)bend));
}

static void
describe(const double *x, const double *y, size_t count, double bend, struct shape *shape)
{
	find_segments(x, y, count, shape);
	find_steepening(bend, shape);
	shape->verdict = judge(shape);
	explain_open(bend, shape);
}

void
published_shape(const struct published *published, struct shape *shape)
{
	CLEANUP_FREE double *x = memory_zeroed(published->count, sizeof *x);
	CLEANUP_FREE double *y = memory_zeroed(published->count, sizeof *y);

	*shape = (struct shape){0};
	for (size_t i = 0; i < published->count; i++) {
		x[i] = published->points[i].files;
		y[i] = published->points[i].peak_bytes;
	}
	fit_laws(x, y, published->count, "published points", shape);
	describe(x, y, published->count, published->steep_beyond_files, shape);
}

/* The published sizes that the series has; without a published table, all its sizes. */
static size_t
points_at_published_sizes(const struct series *series, enum run_column metric,
	const struct published *published, double *x, double *y)
{
	size_t count = 0;

	for (size_t i = 0; i < published->count; i++) {
		const struct point *point = series_at(series, published->points[i].files);
		if (point && point_value(point, metric, &y[count]))
			x[count++] = point->size;
	}
	return count;
}

/* How many of the first points to leave out of the fits. */
static size_t
skipped_points(const double *x, size_t count, const struct published *published)
{
	const size_t needed = law_parameter_count(&laws[LAW_POWER]) + 1;
	size_t first = 0;

	while (published && first < count && x[first] < published->points[0].files * 0.98)
		first++;
	return count - first >= needed ? first : 0;
}

void
series_shape(const struct series *series, enum run_column metric, const struct published *published,
	struct shape *shape)
{
	size_t room = series->point_count + (published ? published->count : 0), count, first;
	CLEANUP_FREE double *x = memory_zeroed(room, sizeof *x);
	CLEANUP_FREE double *y = memory_zeroed(room, sizeof *y);

	*shape = (struct shape){0};
	count = series_points(series, metric, x, y);
	first = skipped_points(x, count, published);
	fit_laws(x + first, y + first, count - first, series->label, shape);
	if (published)
		count = points_at_published_sizes(series, metric, published, x, y);
	describe(x, y, count, published ? published->steep_beyond_files : 0, shape);
}

void
shape_dispose(struct shape *shape)
{
	free(shape->segments);
	*shape = (struct shape){0};
}
