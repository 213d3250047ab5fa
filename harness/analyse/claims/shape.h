/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What points say about the claim "non-linear, steep beyond N files" of a published table. The verdict
 * follows from numbers and the limits below.
 */
#ifndef GORGE_ANALYSE_CLAIMS_SHAPE_H
#define GORGE_ANALYSE_CLAIMS_SHAPE_H

#include "analyse/claims/published.h"
#include "analyse/laws/law.h"
#include "analyse/laws/fitting/law_fit.h"

/* What one set of points says about "non-linear, steep beyond N files". */
struct shape {
	struct fit linear, power; /* law NULL = too few points; then `why` says so */
	double from, to;          /* sizes that the laws were fitted over; 0, 0 = none */
	char why[256];
	struct {
		double from, to, slope; /* bytes per file */
	} * segments;
	size_t segment_count;
	bool steepening_known;
	double steepening; /* slope beyond N / slope of the segment that ends at N */
	enum claim_verdict verdict;
};

/* Limits of the verdict on the shape. Non-linear: the power law's exponent reaches NONLINEAR_EXPONENT (where
 * Swift's scale-test draws its line too). Steep: the slope beyond N reaches STEEP_RATIO times the slope
 * before it, which a power of 1.45 does on these sizes. Both: confirmed; one: partly; none: refuted; a
 * missing fit or segment: open. */
#define NONLINEAR_EXPONENT 1.2
#define STEEP_RATIO        1.5

/* The shape of the published points themselves. */
void published_shape(const struct published *published, struct shape *shape);
/* The shape of a series. Laws over its points from the smallest published size on, when these are enough for
 * both laws: a project of one file is another regime (one package, nothing shared), and the published fit
 * has no such point either. Otherwise, and without a published table (NULL), over all its points. Segments
 * over the published sizes it has. */
void series_shape(const struct series *series, enum run_column metric, const struct published *published,
	struct shape *shape);
void shape_dispose(struct shape *shape);

#endif
