/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs as one level a size: the median, how exact it is, and the noise of the repetitions. A run that
 * strayed is left out of both, and named.
 */
#ifndef GORGE_ANALYSE_LAWS_FITTING_LAW_LEVELS_H
#define GORGE_ANALYSE_LAWS_FITTING_LAW_LEVELS_H

#include <stdbool.h>
#include <stddef.h>

/* A single run that is off its size's others by more than WILD_TIMES the noise of the runs, and by a
 * quarter at least. Where two or more runs of a size are, none is wild: then it has two states, and both
 * are noise. Of only two runs the one that is farther from what the neighbouring sizes say. */
struct wild_run {
	double x, y;
	double others; /* the median of the other runs of that size */
};
#define WILD_TIMES 4.0
#define WILD_LEAST 1.25 /* or as much below */

/* More sizes than these are joined to so many levels, each of neighbours, by the medians of sizes and of
 * their medians; the least and the largest stay alone. No law needs more, and none is so crooked. */
enum { LEVELS_MOST = 200 };

struct levels {
	size_t sizes, runs; /* wild runs are not counted */
	double *x, *y;      /* ascending sizes; medians */
	double *share;      /* variance of the median over that of one run */
	bool positive;      /* every run is above 0: residuals are relative */
	bool from_zero;     /* none is below 0 */
	double unit;        /* what residuals are divided by where they are not relative: the largest level */
	double noise_squares, noise_freedom; /* squares of the runs about their size's mean, scaled alike */
	struct wild_run *wild;               /* by size */
	size_t wild_count;
	double floor;  /* that the smallest sizes are not above; 0 = none is known, or they all are */
	size_t within; /* how many that are */
	size_t below;  /* so many say no more than that a law is not above them: all of these, or none */
};
/* Sizes that have to be left when others say so little, or these count like all others. */
#define LEVELS_ABOVE 2

void levels_init(struct levels *levels, const double *x, const double *y, size_t count);
void levels_dispose(struct levels *levels);
#define CLEANUP_LEVELS __attribute__((cleanup(levels_dispose)))

/* Sets `floor` and `within`: the smallest sizes, up to the first whose level is above the floor. True when
 * there are some, and LEVELS_ABOVE others, so that `below` may be set as well. */
bool levels_set_floor(struct levels *levels, double floor);
/* The sizes from..to, which stay the levels' own. */
struct levels levels_part(const struct levels *levels, size_t from, size_t to);
/* Whether a law that says `expected` of a level is told off by it. */
bool levels_tell(const struct levels *levels, size_t level, double expected);

/* Variance of the median of so many normal values over that of one value; within 1.5%. */
double median_variance(size_t count);

#endif
