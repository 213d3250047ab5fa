/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A published table of peak memory against files, its verdict cell by cell against ours, and the verdict
 * on its claim about the shape of the growth. Every verdict follows from numbers and the limits below.
 */
#ifndef GORGE_ANALYSE_CLAIMS_PUBLISHED_H
#define GORGE_ANALYSE_CLAIMS_PUBLISHED_H

#include "analyse/series/growth.h"
#include "analyse/laws/law.h"

struct published_point {
	double files, initial_bytes, peak_bytes;
	double growth; /* a fraction: 0.87 = 87% */
};

/* CSV with the columns files, initial_bytes, peak_bytes, growth, and as texts machine, go_version, subject,
 * claim, steep_beyond_files, note (taken from the first row; empty = not given). */
struct published {
	struct published_point *points; /* ascending by files */
	size_t count;
	char *machine, *go_version, *subject, *claim, *note;
	double steep_beyond_files; /* 0 = it claims nothing about the shape */
};

bool published_read(const char *path, struct published *published, struct error *err);
void published_release(struct published *published);

enum verdict {
	VERDICT_CONFIRMED,
	VERDICT_MAGNITUDE,
	VERDICT_PARTLY,
	VERDICT_REFUTED,
	VERDICT_OPEN,
	VERDICT_COUNT
};
/* "confirmed", "same magnitude", "partly confirmed", "refuted", "open". */
const char *verdict_name(enum verdict verdict);

/* Grades ours / published, either way round: up to 1.25 confirmed, up to 2 the same magnitude, beyond that
 * refuted. OPEN when either is not above 0. */
enum verdict verdict_of_ratio(double ratio);

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
	enum verdict verdict;
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
void shape_release(struct shape *shape);

#endif
