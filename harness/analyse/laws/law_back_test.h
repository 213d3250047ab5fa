/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a law would have said of sizes that were measured: refitted without the largest one, and without the
 * largest two, it has to hit them. A law that does not is no ground for what nobody has measured.
 */
#ifndef GORGE_ANALYSE_LAWS_LAW_BACK_TEST_H
#define GORGE_ANALYSE_LAWS_LAW_BACK_TEST_H

#include "analyse/laws/fitting/law_fit.h"
#include "analyse/laws/fitting/law_levels.h"

/* A law may miss a size that was held back by this share, or by so many times the noise of a run. */
#define BACK_TEST_MISS  0.10
#define BACK_TEST_NOISE 3.0
/* By more, where it is what noise makes of curves of that law, only with so many sizes: with fewer, three
 * of which bend, a law with three numbers goes through whatever it is. */
#define BACK_TEST_SIZES 8

struct back_test {
	size_t held_back; /* how many sizes were, when the law missed by most; 0 = too few sizes for any test */
	double size;      /* the one that it missed by most, */
	double off;       /* by this share of the law (above 0: more was measured) */
	bool passed;      /* off by no more than is allowed, or than noise alone makes of the law */
	struct fit upper; /* where misfits have to be expected: the best law over the upper half of the sizes; law
						 NULL = too few, or no misfits */
};

/* fit: the law over all levels. noise: relative standard deviation of one run, 0 = not known. noise_alone:
 * the law misses the levels by no more than that noise explains, so that what is held back may be missed by
 * as much as curves drawn from the law are (from BACK_TEST_SIZES on). The same holds where no size has
 * repetitions, and the noise is what the law misses them by. */
void law_back_test(const struct levels *levels, const struct fit *fit, double noise, bool noise_alone,
	struct back_test *test);

#endif
