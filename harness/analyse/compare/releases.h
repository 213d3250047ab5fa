/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Releases in their order, each compared with the one before it, by several metrics.
 */
#ifndef GORGE_ANALYSE_COMPARE_RELEASES_H
#define GORGE_ANALYSE_COMPARE_RELEASES_H

#include "analyse/compare/compared.h"
#include "analyse/compare/packages.h"
#include "analyse/compare/pattern_law.h"

enum { METRICS_MOST = 24 };

struct releases {
	struct sides sides;
	struct metric metrics[METRICS_MOST];
	size_t metric_count;
	size_t judged;          /* the first so many are judged cell by cell; the others by their means alone */
	double threshold;       /* of "worse": a share */
	struct compared *steps; /* by releases_step() */
	struct package_changes *packages; /* per step */
	struct pattern_laws *laws;        /* per judged metric */
};

/* Fills `metrics` and `judged`. names: NULL-terminated metrics to judge by; none (NULL or an empty list): the
 * standard ones. Raises UNKNOWN_NAME. */
bool releases_choose_metrics(struct releases *releases, const char *const *names, struct error *err);
/* Chooses the metrics and compares the sides, which have been matched. Raises the same, TOO_FEW_POINTS when
 * two neighbours have no cell in common to judge, and what packages_compare() does. */
bool releases_compare(
	struct releases *releases, const char *const *names, double threshold, struct error *err);
void releases_dispose(struct releases *releases);
#define CLEANUP_RELEASES __attribute__((cleanup(releases_dispose)))

/* Side `step` against side `step + 1`. */
const struct compared *releases_step(const struct releases *releases, size_t step, size_t metric);
size_t releases_steps(const struct releases *releases);

/* Whether real code counts: its packages are compiles, so where the largest compile is judged. */
bool releases_judge_packages(const struct releases *releases);
/* Of the last step, by the judged metrics: compared_is_worse(), or packages_are_worse(), or a cell that
 * builds no more, or surely less often. */
bool releases_worse(const struct releases *releases);
/* True when the last step was tested by any judged metric, or packages were: without, "not worse" would be no
 * answer. */
bool releases_told(const struct releases *releases);

#endif
