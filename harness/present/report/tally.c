/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/tally.h"

#include "analyse/claims/shape.h"

size_t
tally_judged(const struct tally *tally)
{
	size_t judged = 0;

	for (size_t i = 0; i < CLAIM_VERDICT_COUNT; i++)
		judged += i == CLAIM_OPEN ? 0 : tally->of[i];
	return judged;
}

void
series_tally(const struct study *study, const struct series *series, enum run_column metric,
	struct tally *peaks, struct tally *growths)
{
	const struct published *published = &study->published;
	const struct point *initial = series_initial(series, metric);

	peaks->of[grade_peak(initial, metric, published->points[0].initial_bytes).verdict]++;
	for (size_t i = 0; i < published->count; i++) {
		const struct published_point *cell = &published->points[i];
		const struct point *point = series_at(series, cell->files);
		peaks->of[grade_peak(point, metric, cell->peak_bytes).verdict]++;
		growths->of[grade_growth(series, point, metric, cell->growth).verdict]++;
	}
}

struct tally
study_tally(const struct study *study, enum run_column metric)
{
	struct tally tally = {0};
	struct shape shape;

	for (size_t s = 0; study_compares(study, metric) && s < study->growth.series_count; s++) {
		series_tally(study, &study->growth.series[s], metric, &tally, &tally);
		if (study->published.steep_beyond_files <= 0)
			continue;
		series_shape(&study->growth.series[s], metric, &study->published, &shape);
		tally.of[shape.verdict]++;
		shape_dispose(&shape);
	}
	return tally;
}
