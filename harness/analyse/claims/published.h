/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A published table of peak memory against files, and its verdict cell by cell against ours, which follows
 * from numbers and the limits below. What it claims about the shape of the growth: shape.h.
 */
#ifndef GORGE_ANALYSE_CLAIMS_PUBLISHED_H
#define GORGE_ANALYSE_CLAIMS_PUBLISHED_H

#include "analyse/series/growth.h"

struct published_point {
	double files, initial_bytes, peak_bytes;
	double growth; /* a fraction: 0.87 = 87% */
};

/* CSV with the columns files, initial_bytes, peak_bytes, growth, and as texts machine, go_version, subject,
 * claim, steep_beyond_files, note (taken from the first row; empty = not given). */
struct published {
	struct published_point *points; /* ascending by files */
	size_t count;
	char *machine, *go_version, *subject, *shape_claim, *note;
	double steep_beyond_files; /* 0 = it claims nothing about the shape */
};

bool published_read(const char *path, struct published *published, struct error *err);
void published_dispose(struct published *published);

enum claim_verdict {
	CLAIM_CONFIRMED,
	CLAIM_MAGNITUDE,
	CLAIM_PARTLY,
	CLAIM_REFUTED,
	CLAIM_OPEN,
	CLAIM_VERDICT_COUNT
};
/* "confirmed", "same magnitude", "partly confirmed", "refuted", "open". */
const char *claim_verdict_name(enum claim_verdict verdict);

/* Grades ours / published, either way round: up to 1.25 confirmed, up to 2 the same magnitude, beyond that
 * refuted. OPEN when either is not above 0. */
enum claim_verdict claim_verdict_of_ratio(double ratio);

#endif
