/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Variances of many groups of few values, shrunk towards what the groups have in common (Smyth, Statistical
 * Applications in Genetics and Molecular Biology 3, 2004): three repetitions tell next to nothing about their
 * noise, and that of fifty such cells a lot.
 */
#ifndef GORGE_ANALYSE_NUMBERS_SPREAD_H
#define GORGE_ANALYSE_NUMBERS_SPREAD_H

#include <stddef.h>

struct spread {
	double variance;
	double freedom; /* degrees of it; 0 = nothing is known */
};

/* What `count` groups have in common: variances are taken to be drawn from a scaled inverse chi-squared law,
 * whose middle and freedom follow from the moments of their logarithms; that freedom is at most a quarter of
 * the groups' own together. Groups without freedom are left out; nothing is known (freedom 0) where fewer
 * than two are left. */
struct spread spread_prior(const struct spread *groups, size_t count);
/* A group's own, weighed against the prior by their degrees of freedom. */
struct spread spread_shrunk(struct spread own, struct spread prior);

/* Two-sided: how far Student's t of that freedom strays with that confidence (0.99), and how likely it strays
 * so far by chance. freedom: above 0. */
double spread_reach(const struct spread *spread, double confidence);
double spread_p(const struct spread *spread, double t);
/* How likely F of so many degrees and this freedom is so large by chance. */
double spread_p_of_several(const struct spread *spread, double terms, double f);

#endif
