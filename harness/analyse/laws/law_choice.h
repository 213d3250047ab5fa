/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which law a curve follows, and how sure that is: every law fitted to the medians of the sizes, ranked by
 * AICc, with intervals by bootstrap. Why it is done so, and how well it does: docs/laws.md.
 *
 * Residuals are logarithmic, since the noise of memory and time is proportional to the value (of values that
 * are not all above 0, absolute). Repetitions count as evidence of their own only where they are three more
 * than the sizes and the best law misses the medians by no more than their noise explains; where curves bend
 * in ways that no law has (the heap of a collector grows in steps), each size is one observation, however
 * often it was measured.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_CHOICE_H
#define GORGE_ANALYSE_LAWS_LAW_CHOICE_H

#include "analyse/laws/law.h"
#include "analyse/laws/law_back_test.h"
#include "analyse/laws/fitting/law_fit.h"
#include "analyse/laws/law_gap.h"

#include <stdint.h>

/* Of the laws with an AICc no more than this above the least, the one with the fewest parameters is taken.
 * AICc alone takes a parameter too many in one of seven tries; a difference of 4 is where Burnham and
 * Anderson (2002, 2.6) begin to call the lesser law's support considerably less. */
#define LAW_DELTA_SAME 4.0
/* The same where each size is one observation: there AICc is cautious by itself. */
#define LAW_DELTA_SAME_SIZES 2.0

struct interval {
	double low, high;
};

struct law_options {
	size_t resamples;  /* 0 = LAW_RESAMPLES */
	double confidence; /* 0 = 0.95 */
	uint64_t seed;
	/* What the smallest sizes need whatever their law is, so that those which need no more say only that the
	 * law is not above them; 0 = nothing. The first under which the law fits as well as without counts. */
	double floors[2];
	bool brief; /* only which law it is: nothing is drawn, so that there are no intervals, and no back test */
};
enum { LAW_RESAMPLES = 2000 };

/* What the bootstrap drew, for intervals of whatever follows from the law. */
struct law_draw {
	double parameters[LAW_PARAMETERS_MOST]; /* of the chosen law */
	double exponent;                        /* of the power law; 0 where it could not be fitted */
	double spread;                          /* by how much the noise may be more than estimated */
};

struct law_choice {
	enum law_id law, runner_up; /* runner_up: LAW_COUNT = no other could be ranked */
	struct fit fits[LAW_COUNT]; /* r2 of the logarithms; law NULL = too few sizes for it */
	bool ranked[LAW_COUNT];     /* fitted, and sizes enough to hold it against the others */
	double delta[LAW_COUNT];    /* AICc less the least one, where ranked */
	double deviance[LAW_COUNT]; /* AICc without its price for parameters: what a law explains, where ranked */
	size_t runs, sizes;         /* wild runs are not counted */
	bool positive;              /* every run is above 0 */
	double smallest, largest;   /* sizes, without those that count as below the floor */
	double floor;               /* as in struct levels; 0 = none */
	double within;              /* the largest of the smallest sizes that are not above it */
	size_t below;        /* so many sizes say only that the law is not above them; `sizes` counts them */
	bool by_runs;        /* the repetitions count as evidence of their own */
	double noise;        /* relative standard deviation of one run; that about the law where no size
								 has repetitions */
	double misfit;       /* relative standard deviation of the sizes about the law beyond the noise */
	double scatter;      /* relative standard deviation of one run at a new size about the law: noise and
								 misfit, and what so few sizes may have hidden */
	double level_error;  /* relative standard deviation of a size's median about the law, as it is drawn */
	double unseen_slope; /* law_unseen_slope() of the chosen law, unless brief */
	struct interval exponent; /* of the power law, when fits[LAW_POWER].law */
	double local;             /* fit_exponent() of the chosen law at the largest size */
	struct interval local_interval;
	double confidence;          /* of the intervals */
	struct back_test back_test; /* of the chosen law */
	struct law_gap gap; /* found: no law passes the medians, and `law` only misses them least for its price */
	/* Owned. Where no one law holds (law_segments.h) all of this is about the sizes from `smallest` on, but
	 * for wild runs, and here is the choice for those below; NULL: it is about all of them. */
	struct law_choice *lower;
	struct wild_run *wild; /* owned; runs that were left out, by size */
	size_t wild_count;
	struct law_draw *draws; /* NULL = none were made */
	size_t draw_count;
};

/* points: one a run; equal x are repetitions. Raises TOO_FEW_POINTS for what law_fit()
 * refuses, but takes a column that never changes: that is the constant law, with nothing uncertain. Wants
 * four sizes, or three with repetitions. The same input gives the same choice, on any machine. */
bool law_choose(const struct law_points *points, const struct law_options *options, struct law_choice *choice,
	struct error *err);
void law_choice_dispose(struct law_choice *choice);
#define CLEANUP_CHOICE __attribute__((cleanup(law_choice_dispose)))

/* The name of the chosen law, or "no law" where the curve has a gap. */
const char *law_choice_name(const struct law_choice *choice);
/* The chosen law with its numbers. */
const struct fit *law_chosen(const struct law_choice *choice);
/* The choice that a size falls to: that for the sizes below, or this one. */
const struct law_choice *law_choice_at(const struct law_choice *choice, double size);
/* What the law of a size says of it. */
double law_choice_value(const struct law_choice *choice, double size);
/* The same as each draw has it, into values (room for draw_count). */
void law_draw_values(const struct law_choice *whole, double x, double *values);

#endif
